using System.Text.Json;
using AgentPolicy.Language;
using AgentPolicy.Language.Binding;

namespace AgentPolicy.Json;

/// <summary>A JSON array seen as a set, in place.</summary>
internal sealed class JsonSet : SetSource, IScratchItem
{
    private JsonElement _json;
    private SchemaType? _elementType;
    private bool _isCedar;

    public override int Count => _json.GetArrayLength();

    public void Start(JsonElement json, SchemaType? elementType, bool isCedar) => (_json, _elementType, _isCedar) = (json, elementType, isCedar);

    public override SetReader Read(PolicyScratch scratch)
    {
        var reader = scratch.Rent<Reader>();
        reader.Start(this);
        return reader;
    }

    public void Reset() => Start(default, null, false);

    private sealed class Reader : SetReader
    {
        private JsonSet? _set;
        private JsonElement.ArrayEnumerator _enumerator;

        public void Start(JsonSet set) => (_set, _enumerator) = (set, set._json.EnumerateArray());

        public override bool MoveNext(PolicyScratch scratch, out PolicyValue element)
        {
            var more = _enumerator.MoveNext();
            element = more ? JsonValues.Read(_enumerator.Current, _set!._elementType, _set._isCedar, scratch) : default;
            return more;
        }

        public override void Reset() => (_set, _enumerator) = (null, default);
    }
}
