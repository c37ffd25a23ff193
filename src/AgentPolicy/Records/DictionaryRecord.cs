using AgentPolicy.Language;
using AgentPolicy.Language.Binding;

namespace AgentPolicy.Records;

/// <summary>A dictionary seen as a record; a null value is an attribute that is absent. Of the most usual type see <see cref="ObjectRecord"/>.</summary>
internal sealed class DictionaryRecord<TValue> : RecordSource, IScratchItem
{
    private IReadOnlyDictionary<string, TValue>? _dictionary;
    private Dictionary<string, TValue>? _plain;
    private SchemaType.Record? _type;
    private bool _isKnown;

    public override int Count => _dictionary!.Count;

    public static PolicyValue Create(IReadOnlyDictionary<string, TValue> dictionary, SchemaType.Record? type, PolicyScratch scratch)
    {
        if (!KeyComparers.AreOrdinal(dictionary))
            return PolicyValue.Unreadable(KeyComparers.OtherKeys);
        var record = scratch.Rent<DictionaryRecord<TValue>>();
        record._dictionary = dictionary;
        record._plain = dictionary as Dictionary<string, TValue>;
        record._type = type;
        record._isKnown = record._plain is not null || KeyComparers.AreKnown(dictionary);
        return PolicyValue.FromSource(record);
    }

    public override PolicyValue Get(AttributeName name, PolicyScratch scratch)
    {
        TValue? value;
        var found = _plain is not null ? _plain.TryGetValue(name.Text, out value) : _dictionary!.TryGetValue(name.Text, out value);
        if (!_isKnown && found != Lists(name.Text))
            return PolicyValue.Unreadable("a dictionary that finds another key than the one it was asked for");

        // Values are copied as seldom as can be: each copy waits for the one before.
        if (_type is not null)
            return GetTyped(name.Text, found, value, scratch);
        return found ? DictionaryReader<TValue>.Read(value!, null, scratch) : default;
    }

    private PolicyValue GetTyped(string name, bool found, TValue? value, PolicyScratch scratch)
    {
        var attribute = SchemaTypes.Find(_type!, new TextView(name));
        var read = found ? DictionaryReader<TValue>.Read(value!, attribute?.Type, scratch) : default;
        return attribute is null ? read : SchemaTypes.Require(read, attribute);
    }

    public override RecordReader Read(PolicyScratch scratch)
    {
        var reader = scratch.Rent<DictionaryReader<TValue>>();
        reader.Start(_dictionary!, _type);
        return reader;
    }

    public void Reset() => (_dictionary, _plain, _type) = (null, null, null);

    // A dictionary that does not tell how it compares keys, such as a read-only wrapper, is asked for all of them.
    private bool Lists(string name)
    {
        foreach (var (key, _) in _dictionary!)
        {
            if (string.Equals(key, name, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
