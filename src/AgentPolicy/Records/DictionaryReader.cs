using System.Text.Json;
using AgentPolicy.Json;
using AgentPolicy.Language;
using AgentPolicy.Language.Binding;

namespace AgentPolicy.Records;

/// <summary>Reads the entries of a dictionary as attributes.</summary>
internal sealed class DictionaryReader<TValue> : RecordReader
{
    private SchemaType.Record? _type;
    private Dictionary<string, TValue>.Enumerator _enumerator;
    private IEnumerator<KeyValuePair<string, TValue>>? _boxed;

    public static PolicyValue Read(TValue value, SchemaType? type, PolicyScratch scratch)
    {
        if (typeof(TValue) == typeof(JsonElement))
            return JsonValues.Read((JsonElement)(object)value!, type, isCedar: false, scratch);
        return ObjectValues.Read(value, type, scratch);
    }

    public void Start(IReadOnlyDictionary<string, TValue> dictionary, SchemaType.Record? type)
    {
        _type = type;
        if (dictionary is Dictionary<string, TValue> plain)
            _enumerator = plain.GetEnumerator();
        else
            _boxed = dictionary.GetEnumerator();
    }

    public override bool MoveNext(PolicyScratch scratch, out PolicyValue name, out PolicyValue value)
    {
        while (_boxed?.MoveNext() ?? _enumerator.MoveNext())
        {
            var (key, item) = _boxed?.Current ?? _enumerator.Current;
            value = Read(item, _type is { } type ? SchemaTypes.AttributeType(type, key) : null, scratch);
            if (value.Kind == PolicyValueKind.Absent)
                continue;
            name = key;
            return true;
        }

        (name, value) = (default, default);
        return false;
    }

    public override void Reset()
    {
        var boxed = _boxed;
        (_type, _enumerator, _boxed) = (null, default, null);
        boxed?.Dispose();
    }
}
