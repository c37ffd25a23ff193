namespace AgentPolicy.Language;

/// <summary>An immutable record that owns its attributes: a constant of a policy, or data of a stored entity. Attributes are sorted by name, ordinally.</summary>
internal sealed class RecordValue : RecordSource
{
    /// <summary>Up to this many names are compared one by one, which is faster than hashing.</summary>
    private const int MaxLinear = 6;

    public static readonly RecordValue Empty = new([], []);

    private readonly string[] _names;
    private readonly PolicyValue[] _values;
    private readonly Dictionary<string, int>? _positions;

    private RecordValue(string[] names, PolicyValue[] values)
    {
        _names = names;
        _values = values;
        if (names.Length <= MaxLinear)
            return;
        _positions = new Dictionary<string, int>(names.Length, StringComparer.Ordinal);
        for (var i = 0; i < names.Length; i++)
            _positions.Add(names[i], i);
    }

    public override int Count => _names.Length;

    public string NameAt(int index) => _names[index];

    public PolicyValue ValueAt(int index) => _values[index];

    /// <summary>Makes a record of readable values; absent ones are left out.</summary>
    /// <exception cref="ArgumentException">A name stands twice, or a value is an error.</exception>
    public static RecordValue Create(IEnumerable<KeyValuePair<string, PolicyValue>> attributes)
    {
        var sorted = attributes.Where(attribute => attribute.Value.Kind != PolicyValueKind.Absent).OrderBy(attribute => attribute.Key, StringComparer.Ordinal).ToArray();
        for (var i = 0; i < sorted.Length; i++)
        {
            if (sorted[i].Value.IsError)
                throw new ArgumentException($"The attribute '{sorted[i].Key}' cannot be read: {sorted[i].Value.DescribeError()}.", nameof(attributes));
            if (i > 0 && string.Equals(sorted[i].Key, sorted[i - 1].Key, StringComparison.Ordinal))
                throw new ArgumentException($"The attribute '{sorted[i].Key}' stands twice.", nameof(attributes));
        }

        return sorted.Length == 0 ? Empty : new RecordValue([.. sorted.Select(attribute => attribute.Key)], [.. sorted.Select(attribute => attribute.Value)]);
    }

    public override PolicyValue Get(AttributeName name, PolicyScratch scratch)
    {
        if (_positions is not null)
            return _positions.TryGetValue(name.Text, out var position) ? _values[position] : default;
        for (var i = 0; i < _names.Length; i++)
        {
            if (string.Equals(_names[i], name.Text, StringComparison.Ordinal))
                return _values[i];
        }

        return default;
    }

    /// <summary>The attribute whose name is this run-time text.</summary>
    public PolicyValue Get(TextView name)
    {
        var (low, high) = (0, _names.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = name.CompareOrdinal(_names[middle]);
            if (order == 0)
                return _values[middle];
            (low, high) = order < 0 ? (low, middle - 1) : (middle + 1, high);
        }

        return default;
    }

    public override RecordReader Read(PolicyScratch scratch)
    {
        var reader = scratch.Rent<Reader>();
        reader.Record = this;
        return reader;
    }

    private sealed class Reader : RecordReader
    {
        private int _next;

        public RecordValue? Record { get; set; }

        public override bool MoveNext(PolicyScratch scratch, out PolicyValue name, out PolicyValue value)
        {
            var more = _next < Record!.Count;
            (name, value) = more ? ((PolicyValue)Record._names[_next], Record._values[_next]) : (default(PolicyValue), default(PolicyValue));
            _next++;
            return more;
        }

        public override void Reset() => (Record, _next) = (null, 0);
    }
}
