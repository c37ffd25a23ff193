using AgentPolicy.Language;
using AgentPolicy.Language.Binding;

namespace AgentPolicy.Records;

/// <summary>A dictionary as nearly every host hands it in, seen as a record; a null value is an attribute that is absent.</summary>
internal sealed class ObjectRecord : RecordSource, IScratchItem
{
    public static readonly ScratchPool<ObjectRecord> Pool = new();

    private static readonly Dictionary<string, object?> s_none = [];

    private Dictionary<string, object?> _dictionary = s_none;
    private SchemaType.Record? _type;

    public override int Count => _dictionary.Count;

    /// <summary>A view, or null for a dictionary that compares its keys in another way than ordinally.</summary>
    public static ObjectRecord? TryCreate(Dictionary<string, object?> dictionary, SchemaType.Record? type, PolicyScratch scratch)
    {
        if (!KeyComparers.IsOrdinal(dictionary.Comparer))
            return null;
        var record = scratch.Rent(Pool);
        (record._dictionary, record._type) = (dictionary, type);
        return record;
    }

    public static PolicyValue Create(Dictionary<string, object?> dictionary, SchemaType.Record? type, PolicyScratch scratch) =>
        TryCreate(dictionary, type, scratch) is { } record ? PolicyValue.FromSource(record) : PolicyValue.Unreadable(KeyComparers.OtherKeys);

    public override PolicyValue Get(AttributeName name, PolicyScratch scratch)
    {
        var value = default(PolicyValue);
        Load(name, ref value, scratch);
        return value;
    }

    /// <summary>Reads an attribute to where it is kept: a value that is handed from one to the next waits at each for the one before.</summary>
    public void Load(AttributeName name, ref PolicyValue value, PolicyScratch scratch)
    {
        _dictionary.TryGetValue(name.Text, out var item);
        if (_type is not null)
            value = ReadTyped(name.Text, item, scratch);
        else if (item is string text)
            value = PolicyValue.FromText(text);
        else if (item is long number)
            value = PolicyValue.FromLong(number);
        else if (item is Dictionary<string, object?> dictionary && TryCreate(dictionary, null, scratch) is { } record)
            value = PolicyValue.FromSource(record);
        else
            value = ObjectValues.Read(item, null, scratch);
    }

    public override RecordReader Read(PolicyScratch scratch)
    {
        var reader = scratch.Rent<DictionaryReader<object?>>();
        reader.Start(_dictionary, _type);
        return reader;
    }

    public void Reset() => (_dictionary, _type) = (s_none, null);

    private PolicyValue ReadTyped(string name, object? item, PolicyScratch scratch)
    {
        var attribute = SchemaTypes.Find(_type!, new TextView(name));
        var read = item is null ? default : ObjectValues.Read(item, attribute?.Type, scratch);
        return attribute is null ? read : SchemaTypes.Require(read, attribute);
    }
}
