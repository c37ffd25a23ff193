using AgentPolicy.Json;
using AgentPolicy.Language;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Records;

/// <summary>Copies a view of the caller's data into values that own what they hold.</summary>
internal static class Freezer
{
    /// <exception cref="ArgumentException">Something cannot be read; the message says what and why.</exception>
    public static RecordValue FreezeRecord(PolicyRecord record)
    {
        var scratch = new PolicyScratch();
        var view = RecordReading.ReadContext(record, null, ErrorMode.FailClosed, scratch);
        if (view.IsError)
            throw new ArgumentException($"This is no record: {view.DescribeError()}.", nameof(record));
        return TryFreeze(view, scratch, new JsonPath(""), 0, out var frozen, out var error)
            ? (RecordValue)frozen.Record
            : throw new ArgumentException(error, nameof(record));
    }

    /// <summary>Copies a value; or tells, with the path, what cannot be read.</summary>
    public static bool TryFreeze(in PolicyValue value, PolicyScratch scratch, JsonPath path, int depth, out PolicyValue frozen, out string error)
    {
        error = "";
        frozen = value;
        if (!ValueEquality.IsReadable(value, out var unreadable))
            return Fail(path, unreadable.DescribeError(), out error);
        if (ValueEquality.HasParts(value) && !StackGuard.MayDescend(depth))
            return Fail(path, $"values nest more than {Limits.MaxNesting} levels deep, or the thread's stack is nearly full", out error);
        switch (value.Kind)
        {
            case PolicyValueKind.String:
                frozen = value.Text.ToString();
                return true;
            case PolicyValueKind.Entity:
                frozen = value.ToEntityUid();
                return true;
            case PolicyValueKind.IpAddress:
                frozen = PolicyValue.FromIpAddress(value.IpAddress);
                return true;
            case PolicyValueKind.Set:
                return TryFreezeSet(value.Set, scratch, path, depth, out frozen, out error);
            case PolicyValueKind.Record:
                return TryFreezeRecord(value, scratch, path, depth, out frozen, out error);
            default:
                return true;
        }
    }

    private static bool TryFreezeSet(SetSource set, PolicyScratch scratch, JsonPath path, int depth, out PolicyValue frozen, out string error)
    {
        (frozen, error) = (default, "");
        var elements = new List<PolicyValue>();
        var reader = set.Read(scratch);
        while (reader.MoveNext(scratch, out var element))
        {
            path.Enter(elements.Count);
            if (!TryFreeze(element, scratch, path, depth + 1, out var copy, out error))
                return false;
            path.Leave();
            elements.Add(copy);
        }

        if (SetValue.TryCreate(elements, out var unreadable) is not { } created)
            return Fail(path, unreadable.DescribeError(), out error);
        frozen = PolicyValue.FromSource(created);
        return true;
    }

    private static bool TryFreezeRecord(in PolicyValue record, PolicyScratch scratch, JsonPath path, int depth, out PolicyValue frozen, out string error)
    {
        (frozen, error) = (default, "");
        var attributes = new Dictionary<string, PolicyValue>(StringComparer.Ordinal);
        var reader = Language.Records.Read(record, scratch);
        while (reader.MoveNext(scratch, out var name, out var value))
        {
            if (!ValueEquality.IsReadable(name, out var unreadable))
                return Fail(path, unreadable.DescribeError(), out error);
            var key = name.Text.ToString();
            path.Enter(key);
            if (!TryFreeze(value, scratch, path, depth + 1, out var copy, out error))
                return false;
            path.Leave();
            if (!attributes.TryAdd(key, copy))
                return Fail(path, $"the key {Excerpt.Quote(key)} stands twice", out error);
        }

        frozen = PolicyValue.FromSource(RecordValue.Create(attributes));
        return true;
    }

    private static bool Fail(JsonPath path, string reason, out string error)
    {
        var place = path.ToString();
        error = $"At {(place.Length == 0 ? "the top" : place)}: {reason}.";
        return false;
    }
}
