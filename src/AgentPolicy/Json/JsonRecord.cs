using System.Text.Json;
using AgentPolicy.Language;
using AgentPolicy.Language.Binding;
using AgentPolicy.Records;

namespace AgentPolicy.Json;

/// <summary>
/// A JSON object seen as a record, in place. A key that stands twice is an error: whoever runs the call might read the other one. So is one in another case than the policy's,
/// since .NET's readers can be told to make no difference (in Cedar's own reading names are names).
/// </summary>
internal sealed class JsonRecord : RecordSource, IScratchItem
{
    public static readonly ScratchPool<JsonRecord> Pool = new();

    private JsonElement _json;
    private SchemaType.Record? _type;
    private bool _isCedar;

    public override int Count => _json.GetPropertyCount();

    public void Start(JsonElement json, SchemaType.Record? type, bool isCedar) => (_json, _type, _isCedar) = (json, type, isCedar);

    public override PolicyValue Get(AttributeName name, PolicyScratch scratch)
    {
        var value = default(PolicyValue);
        Load(name, ref value, scratch);
        return value;
    }

    /// <summary>Reads an attribute to where it is kept: a value that is handed from one to the next waits at each for the one before.</summary>
    public void Load(AttributeName name, ref PolicyValue value, PolicyScratch scratch)
    {
        if (!TryFind(name, out var found))
            value = PolicyValue.Error(PolicyErrorKind.DuplicateKey, name.Text);
        else if (_type is not null)
            value = ReadTyped(found, name, scratch);
        else if (found.ValueKind == JsonValueKind.String)
            JsonValues.LoadText(found, ref value, scratch);
        else
            value = found.ValueKind == JsonValueKind.Undefined ? default : JsonValues.Read(found, null, _isCedar, scratch);
    }

    // False where the key stands twice.
    private bool TryFind(AttributeName name, out JsonElement found)
    {
        found = default;
        foreach (var property in _json.EnumerateObject())
        {
            if (JsonKeyCase.DifferAtOnce(property, name))
                continue;
            var matches = JsonKeys.Matches(property, name.Utf8);
            if (matches ? found.ValueKind != JsonValueKind.Undefined : !_isCedar && JsonKeyCase.IsSameIgnoringCase(property, name))
                return false;
            if (matches)
                found = property.Value;
        }

        return true;
    }

    // Cedar itself checks that nothing is missing when it is handed the context, not here.
    private PolicyValue ReadTyped(JsonElement found, AttributeName name, PolicyScratch scratch)
    {
        var attribute = SchemaTypes.Find(_type!, new TextView(name.Text));
        var value = found.ValueKind == JsonValueKind.Undefined ? default : JsonValues.Read(found, attribute?.Type, _isCedar, scratch);
        return attribute is null || _isCedar ? value : SchemaTypes.Require(value, attribute);
    }

    public override RecordReader Read(PolicyScratch scratch)
    {
        var reader = scratch.Rent<Reader>();
        reader.Start(this, scratch.Rent<SeenKeys>());
        return reader;
    }

    public void Reset() => Start(default, null, false);

    private PolicyValue Read(TextView name, JsonElement json, PolicyScratch scratch) =>
        JsonValues.Read(json, _type is null ? null : SchemaTypes.Find(_type, name)?.Type, _isCedar, scratch);

    private sealed class Reader : RecordReader
    {
        private JsonRecord? _record;
        private SeenKeys? _seen;
        private JsonElement.ObjectEnumerator _enumerator;

        public void Start(JsonRecord record, SeenKeys seen) => (_record, _seen, _enumerator) = (record, seen, record._json.EnumerateObject());

        public override bool MoveNext(PolicyScratch scratch, out PolicyValue name, out PolicyValue value)
        {
            var mark = scratch.Mark();
            while (_enumerator.MoveNext())
            {
                name = Check(JsonKeys.Read(_enumerator.Current, scratch));
                value = name.IsError ? name : _record!.Read(name.Text, _enumerator.Current.Value, scratch);
                if (value.Kind != PolicyValueKind.Absent)
                    return true;
                scratch.Release(mark);
            }

            (name, value) = (default, default);
            return false;
        }

        public override void Reset() => (_record, _seen, _enumerator) = (null, null, default);

        // Also a key whose value is null counts: whoever reads the last one, or the first, may see either.
        private PolicyValue Check(in PolicyValue name) =>
            name.IsError || _seen!.TryAdd(_record!._isCedar ? ValueHash.OfSimple(name) : JsonKeyCase.Hash(name.Text)) ? name : PolicyValue.Error(PolicyErrorKind.DuplicateKey);
    }
}
