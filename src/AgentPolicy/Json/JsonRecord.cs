using System.Runtime.InteropServices;
using System.Text.Json;
using AgentPolicy.Language;
using AgentPolicy.Language.Binding;
using AgentPolicy.Records;

namespace AgentPolicy.Json;

/// <summary>A JSON object seen as a record, in place. A key that stands twice is an error: whoever runs the call might read the other one.</summary>
internal sealed class JsonRecord : RecordSource, IScratchItem
{
    private JsonElement _json;
    private SchemaType.Record? _type;
    private bool _isCedar;

    public override int Count => _json.GetPropertyCount();

    public void Start(JsonElement json, SchemaType.Record? type, bool isCedar) => (_json, _type, _isCedar) = (json, type, isCedar);

    public override PolicyValue Get(AttributeName name, PolicyScratch scratch)
    {
        var found = default(JsonElement);
        foreach (var property in _json.EnumerateObject())
        {
            if (!property.NameEquals(name.Utf8))
                continue;
            if (found.ValueKind != JsonValueKind.Undefined)
                return PolicyValue.Error(PolicyErrorKind.DuplicateKey, name.Text);
            found = property.Value;
        }

        return found.ValueKind == JsonValueKind.Undefined ? default : Read(new TextView(name.Text), found, scratch);
    }

    public override RecordReader Read(PolicyScratch scratch)
    {
        var reader = scratch.Rent<Reader>();
        reader.Start(this);
        return reader;
    }

    public void Reset() => Start(default, null, false);

    private PolicyValue Read(TextView name, JsonElement json, PolicyScratch scratch) =>
        JsonValues.Read(json, _type is null ? null : SchemaTypes.Find(_type, name)?.Type, _isCedar, scratch);

    /// <summary>A property's name, read in place.</summary>
    private sealed class NameText : TextSource, IScratchItem
    {
        public JsonProperty Property { get; set; }

        public override TextView View => new(JsonMarshal.GetRawUtf8PropertyName(Property));

        public void Reset() => Property = default;
    }

    private sealed class Reader : RecordReader
    {
        private JsonRecord? _record;
        private JsonElement.ObjectEnumerator _enumerator;

        public void Start(JsonRecord record) => (_record, _enumerator) = (record, record._json.EnumerateObject());

        public override bool MoveNext(PolicyScratch scratch, out PolicyValue name, out PolicyValue value)
        {
            while (_enumerator.MoveNext())
            {
                name = ReadName(_enumerator.Current, scratch);
                value = name.IsError ? name : _record!.Read(name.Text, _enumerator.Current.Value, scratch);
                if (value.Kind != PolicyValueKind.Absent)
                    return true;
            }

            (name, value) = (default, default);
            return false;
        }

        public override void Reset() => (_record, _enumerator) = (null, default);

        private static PolicyValue ReadName(JsonProperty property, PolicyScratch scratch)
        {
            var raw = JsonMarshal.GetRawUtf8PropertyName(property);
            if (!JsonValues.IsPlain(raw))
                return JsonValues.Unescape(raw, scratch);
            var text = scratch.Rent<NameText>();
            text.Property = property;
            return PolicyValue.FromSource(text);
        }
    }
}
