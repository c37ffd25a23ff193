namespace AgentPolicy.Language;

/// <summary>A text that is no .NET string, such as a JSON string read in place.</summary>
internal abstract class TextSource
{
    public abstract TextView View { get; }
}

/// <summary>
/// A set, in whatever form it lies in memory. A source may list an element twice; as a set it holds it once.
/// An element that cannot be read makes every operation on the set but <c>isEmpty</c> an error, wherever it stands: sets have no order, so no answer may depend on one.
/// </summary>
internal abstract class SetSource
{
    /// <summary>The number of elements as listed: zero exactly if the set is empty, otherwise an upper bound of its size.</summary>
    public abstract int Count { get; }

    /// <summary>Whether an element is found without reading the set.</summary>
    public virtual bool FindsAtOnce => false;

    /// <summary>A reader over the elements as listed. It, and what it yields, lasts until the scratch is released.</summary>
    public abstract SetReader Read(PolicyScratch scratch);

    /// <summary>Whether the set has this element: a boolean or an error.</summary>
    public virtual PolicyValue Contains(in PolicyValue element, PolicyScratch scratch, int depth)
    {
        if (!ValueEquality.IsReadable(element, out var error))
            return error;
        if (ValueEquality.HasParts(element))
            return ValueEquality.ContainsNumbered(this, element, scratch, depth);
        var mark = scratch.Mark();
        var reader = Read(scratch);
        var found = false;
        var result = PolicyValue.False;
        while (!result.IsError)
        {
            // What one element rents is given back before the next is read, so that a long list needs no more memory than a short one.
            var elementMark = scratch.Mark();
            if (!reader.MoveNext(scratch, out var candidate))
                break;
            result = ValueEquality.Equal(candidate, element, scratch, depth + 1);
            found |= result.IsTrue;
            scratch.Release(elementMark);
        }

        scratch.Release(mark);
        return result.IsError ? result : found;
    }
}

internal abstract class SetReader : IScratchItem
{
    /// <summary>Steps to the next element; it may be an error value.</summary>
    public abstract bool MoveNext(PolicyScratch scratch, out PolicyValue element);

    public abstract void Reset();
}

/// <summary>A record, in whatever form it lies in memory.</summary>
internal abstract class RecordSource
{
    /// <summary>An upper bound of the number of attributes that are present.</summary>
    public abstract int Count { get; }

    /// <summary>The attribute's value, absent, or an error: the name stands twice, or its value cannot be read.</summary>
    public abstract PolicyValue Get(AttributeName name, PolicyScratch scratch);

    /// <summary>A reader over the attributes that are present.</summary>
    public abstract RecordReader Read(PolicyScratch scratch);
}

internal abstract class RecordReader : IScratchItem
{
    /// <summary>Steps to the next attribute: its name (a text or an error) and its value (which may be an error, never absent).</summary>
    public abstract bool MoveNext(PolicyScratch scratch, out PolicyValue name, out PolicyValue value);

    public abstract void Reset();
}

/// <summary>Reads any of the two things a record value can be.</summary>
internal static class Records
{
    public static int Count(in PolicyValue record) => record.Record is RecordSource source ? source.Count : ((IPolicyRecord)record.Record).SlotCount;

    public static PolicyValue Get(in PolicyValue record, AttributeName name, PolicyScratch scratch)
    {
        if (record.Record is RecordSource source)
            return source.Get(name, scratch);
        var slots = (IPolicyRecord)record.Record;
        var slot = slots.FindSlot(name.Text);
        return slot < 0 ? default : slots.GetValue(slot, scratch);
    }

    public static RecordReader Read(in PolicyValue record, PolicyScratch scratch)
    {
        if (record.Record is RecordSource source)
            return source.Read(scratch);
        var reader = scratch.Rent<SlotReader>();
        reader.Record = (IPolicyRecord)record.Record;
        return reader;
    }
}

/// <summary>A pooled place for a struct that is a record. Asked as the class that it is: of a tool's arguments there are as many types as tools, too many for the runtime to find an interface's members fast.</summary>
internal sealed class RecordBox<TRecord> : RecordSource, IScratchItem
    where TRecord : IPolicyRecord
{
    public static readonly ScratchPool<RecordBox<TRecord>> Pool = new();

    public TRecord Value = default!;

    public override int Count => Value.SlotCount;

    public override PolicyValue Get(AttributeName name, PolicyScratch scratch)
    {
        var slot = Value.FindSlot(name.Text);
        return slot < 0 ? default : Value.GetValue(slot, scratch);
    }

    public override RecordReader Read(PolicyScratch scratch)
    {
        var reader = scratch.Rent<Reader>();
        reader.Box = this;
        return reader;
    }

    public void Reset() => Value = default!;

    private sealed class Reader : RecordReader
    {
        private int _next;

        public RecordBox<TRecord>? Box { get; set; }

        public override bool MoveNext(PolicyScratch scratch, out PolicyValue name, out PolicyValue value)
        {
            ref var record = ref Box!.Value;
            while (_next < record.SlotCount)
            {
                var slot = _next++;
                value = record.GetValue(slot, scratch);
                if (value.Kind == PolicyValueKind.Absent)
                    continue;
                name = record.GetName(slot);
                return true;
            }

            (name, value) = (default, default);
            return false;
        }

        public override void Reset() => (Box, _next) = (null, 0);
    }
}

/// <summary>Reads the slots of a record that has them.</summary>
internal sealed class SlotReader : RecordReader
{
    private int _next;

    public IPolicyRecord? Record { get; set; }

    public override bool MoveNext(PolicyScratch scratch, out PolicyValue name, out PolicyValue value)
    {
        while (_next < Record!.SlotCount)
        {
            var slot = _next++;
            value = Record.GetValue(slot, scratch);
            if (value.Kind == PolicyValueKind.Absent)
                continue;
            name = Record.GetName(slot);
            return true;
        }

        (name, value) = (default, default);
        return false;
    }

    public override void Reset() => (Record, _next) = (null, 0);
}
