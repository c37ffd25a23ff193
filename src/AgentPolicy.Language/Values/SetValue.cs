namespace AgentPolicy.Language;

/// <summary>An immutable set that owns its elements: a constant of a policy, or an attribute of a stored entity. Looking up an element takes constant time.</summary>
internal sealed class SetValue : SetSource
{
    public static readonly SetValue Empty = new(new ValueIndex());

    private readonly ValueIndex _elements;

    private SetValue(ValueIndex elements) => _elements = elements;

    public override int Count => _elements.Count;

    /// <summary>The set's hash, worked out once: a set in a set in a set is not hashed again at every level.</summary>
    public ulong? Hash { get; private set; }

    public PolicyValue this[int index] => _elements.KeyAt(index);

    /// <exception cref="ArgumentException">An element is absent or an error, or nests too deeply.</exception>
    public static SetValue Create(IEnumerable<PolicyValue> elements) =>
        TryCreate(elements, out var error) ?? throw new ArgumentException($"A set cannot hold this element: {error.DescribeError()}.", nameof(elements));

    /// <summary>The set of these elements; or null, with the error, if one is absent or an error or nests too deeply.</summary>
    public static SetValue? TryCreate(IEnumerable<PolicyValue> elements, out PolicyValue error)
    {
        error = default;
        var index = new ValueIndex();
        var scratch = new PolicyScratch();
        foreach (var element in elements)
        {
            if (!ValueEquality.IsReadable(element, out error) || (index.Add(element, scratch, 0, out error) < 0 && error.IsError))
                return null;
        }

        var set = new SetValue(index);
        if (!ValueHash.TryCompute(PolicyValue.FromSource(set), scratch, 0, out var hash, out error))
            return null;
        set.Hash = hash;
        return set;
    }

    public override SetReader Read(PolicyScratch scratch)
    {
        var reader = scratch.Rent<Reader>();
        reader.Set = this;
        return reader;
    }

    public override PolicyValue Contains(in PolicyValue element, PolicyScratch scratch, int depth) => _elements.Contains(element, scratch, depth);

    private sealed class Reader : SetReader
    {
        private int _next;

        public SetValue? Set { get; set; }

        public override bool MoveNext(PolicyScratch scratch, out PolicyValue element)
        {
            var more = _next < Set!.Count;
            element = more ? Set[_next++] : default;
            return more;
        }

        public override void Reset() => (Set, _next) = (null, 0);
    }
}
