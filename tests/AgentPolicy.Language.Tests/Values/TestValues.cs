using System.Text;

namespace AgentPolicy.Language.Tests.Values;

/// <summary>A text in UTF-8, as one read in place from JSON.</summary>
internal sealed class Utf8Source(string text) : TextSource
{
    private readonly byte[] _utf8 = Encoding.UTF8.GetBytes(text);

    public override TextView View => new(_utf8);

    public static PolicyValue Of(string text) => PolicyValue.FromSource(new Utf8Source(text));
}

/// <summary>A set that lists its elements as given: duplicates, errors and all.</summary>
internal sealed class ListedSet(params PolicyValue[] elements) : SetSource
{
    public override int Count => elements.Length;

    public override SetReader Read(PolicyScratch scratch)
    {
        var reader = scratch.Rent<Reader>();
        reader.Elements = elements;
        return reader;
    }

    public static PolicyValue Of(params PolicyValue[] elements) => PolicyValue.FromSource(new ListedSet(elements));

    private sealed class Reader : SetReader
    {
        private int _next;

        public PolicyValue[] Elements { get; set; } = [];

        public override bool MoveNext(PolicyScratch scratch, out PolicyValue element)
        {
            // Clutter, to be given back with the element.
            scratch.Rent<ScratchSet>().Add(1L);
            var more = _next < Elements.Length;
            element = more ? Elements[_next++] : default;
            return more;
        }

        public override void Reset() => (Elements, _next) = ([], 0);
    }
}

/// <summary>A record that lists its attributes as given: duplicates, errors and all.</summary>
internal sealed class ListedRecord(params (PolicyValue Name, PolicyValue Value)[] attributes) : RecordSource
{
    public override int Count => attributes.Length;

    public override PolicyValue Get(AttributeName name, PolicyScratch scratch)
    {
        var found = attributes.Where(attribute => attribute.Name.Text.SequenceEqual(name.Text)).ToArray();
        return found.Length > 1 ? PolicyValue.Error(PolicyErrorKind.DuplicateKey, name.Text) : found.FirstOrDefault().Value;
    }

    public override RecordReader Read(PolicyScratch scratch)
    {
        var reader = scratch.Rent<Reader>();
        reader.Attributes = attributes;
        return reader;
    }

    public static PolicyValue Of(params (PolicyValue Name, PolicyValue Value)[] attributes) => PolicyValue.FromSource(new ListedRecord(attributes));

    private sealed class Reader : RecordReader
    {
        private int _next;

        public (PolicyValue Name, PolicyValue Value)[] Attributes { get; set; } = [];

        public override bool MoveNext(PolicyScratch scratch, out PolicyValue name, out PolicyValue value)
        {
            scratch.Rent<ScratchRecord>();
            var more = _next < Attributes.Length;
            (name, value) = more ? Attributes[_next++] : default;
            return more;
        }

        public override void Reset() => (Attributes, _next) = ([], 0);
    }
}

/// <summary>A record of slots, as .NET code implements one.</summary>
internal sealed class SlotRecord(params (string Name, PolicyValue Value)[] slots) : IPolicyRecord
{
    public int SlotCount => slots.Length;

    public string GetName(int slot) => slots[slot].Name;

    public int FindSlot(string name) => Array.FindIndex(slots, slot => string.Equals(slot.Name, name, StringComparison.Ordinal));

    public PolicyValue GetValue(int slot, PolicyScratch scratch) => slots[slot].Value;

    public static PolicyValue Of(params (string Name, PolicyValue Value)[] slots) => PolicyValue.FromRecord(new SlotRecord(slots));
}

/// <summary>A record that holds itself.</summary>
internal sealed class CyclicRecord : IPolicyRecord
{
    public int SlotCount => 2;

    public string GetName(int slot) => slot == 0 ? "a" : "b";

    public int FindSlot(string name) => name switch { "a" => 0, "b" => 1, _ => -1 };

    public PolicyValue GetValue(int slot, PolicyScratch scratch) => PolicyValue.FromRecord(this);
}

internal static class TestValues
{
    public static readonly PolicyValue Unreadable = PolicyValue.Unreadable("test");

    public static PolicyValue Entity(string type, string id) => new EntityUid(type, id);

    public static PolicyValue Record(params (string Name, PolicyValue Value)[] attributes) =>
        PolicyValue.FromSource(RecordValue.Create(attributes.Select(attribute => new KeyValuePair<string, PolicyValue>(attribute.Name, attribute.Value))));

    public static PolicyValue ScratchSet(PolicyScratch scratch, params PolicyValue[] elements)
    {
        var set = scratch.Rent<ScratchSet>();
        foreach (var element in elements)
            set.Add(element);
        return PolicyValue.FromSource(set);
    }

    public static PolicyValue ScratchRecord(PolicyScratch scratch, params (string Name, PolicyValue Value)[] attributes)
    {
        var record = scratch.Rent<ScratchRecord>();
        foreach (var (name, value) in attributes)
            record.Add(new AttributeName(name), value);
        return PolicyValue.FromSource(record);
    }

    public static PolicyValue Ip(string text) => Intrinsics.ParseIpAddress(text, new PolicyScratch());

    public static PolicyValue Datetime(string text) => Intrinsics.ParseDateTime(text);

    public static PolicyValue Duration(string text) => Intrinsics.ParseDuration(text);

    /// <summary>What a test can compare and print: the value in Cedar's notation, or the error's kind.</summary>
    public static string Show(PolicyValue value) => value.IsError ? value.ErrorKind.ToString() : value.ToString();

    public static void AssertError(PolicyErrorKind expected, PolicyValue actual) => Assert.Equal(expected.ToString(), Show(actual));

    public static void AssertTypeError(PolicyValueKind expected, PolicyValueKind actual, PolicyValue value)
    {
        AssertError(PolicyErrorKind.TypeMismatch, value);
        Assert.Equal((expected, actual), (value.ExpectedKind, value.ActualKind));
    }

    public static void AssertValue(PolicyValue expected, PolicyValue actual) => Assert.Equal(Show(expected), Show(actual));

    /// <summary>Runs on a thread whose stack is as small as a host's may be.</summary>
    public static T OnSmallStack<T>(Func<T> action, int size = 512 * 1024)
    {
        var result = default(T);
        var failure = default(Exception);
        var thread = new Thread(
            () =>
            {
                try
                {
                    result = action();
                }
                catch (Exception exception)
                {
                    failure = exception;
                }
            },
            size);
        thread.Start();
        thread.Join();
        return failure is null ? result! : throw new InvalidOperationException("Failed on the small stack.", failure);
    }
}
