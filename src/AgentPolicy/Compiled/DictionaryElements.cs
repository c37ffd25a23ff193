using AgentPolicy.Language;
using AgentPolicy.Records;

namespace AgentPolicy.Compiled;

/// <summary>A dictionary seen as a record, its values read by the code that was generated for their type. A value that is null is an error.</summary>
internal sealed class DictionaryElements<T, TReader> : RecordSource, IScratchItem
    where TReader : struct, IElementReader<T>
{
    private IReadOnlyDictionary<string, T>? _dictionary;

    public override int Count => _dictionary!.Count;

    public static PolicyValue Create(IReadOnlyDictionary<string, T> dictionary, PolicyScratch scratch)
    {
        // Deny: one that ignores case, or does not tell what it ignores, finds what a policy did not name.
        if (!KeyComparers.AreKnown(dictionary) || !KeyComparers.AreOrdinal(dictionary))
            return PolicyValue.Unreadable("a dictionary that compares its keys in another way than ordinally");
        var record = scratch.Rent<DictionaryElements<T, TReader>>();
        record._dictionary = dictionary;
        return PolicyValue.FromSource(record);
    }

    public override PolicyValue Get(AttributeName name, PolicyScratch scratch) =>
        _dictionary!.TryGetValue(name.Text, out var value) ? TReader.Read(value, scratch) : default;

    public override RecordReader Read(PolicyScratch scratch)
    {
        var reader = scratch.Rent<Reader>();
        reader.Start(_dictionary!);
        return reader;
    }

    public void Reset() => _dictionary = null;

    private sealed class Reader : RecordReader
    {
        private Dictionary<string, T>.Enumerator _enumerator;
        private IEnumerator<KeyValuePair<string, T>>? _boxed;

        public void Start(IReadOnlyDictionary<string, T> dictionary)
        {
            if (dictionary is Dictionary<string, T> known)
                _enumerator = known.GetEnumerator();
            else
                _boxed = dictionary.GetEnumerator();
        }

        public override bool MoveNext(PolicyScratch scratch, out PolicyValue name, out PolicyValue value)
        {
            (name, value) = (default, default);
            if (!(_boxed?.MoveNext() ?? _enumerator.MoveNext()))
                return false;
            var (key, item) = _boxed?.Current ?? _enumerator.Current;
            (name, value) = (key, TReader.Read(item, scratch));
            return true;
        }

        public override void Reset()
        {
            var boxed = _boxed;
            (_enumerator, _boxed) = (default, null);
            boxed?.Dispose();
        }
    }
}
