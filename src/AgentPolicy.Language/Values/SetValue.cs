namespace AgentPolicy.Language;

/// <summary>An immutable set that owns its elements: a constant of a policy, or an attribute of a stored entity. Looking up an element takes constant time.</summary>
internal sealed class SetValue : SetSource
{
    public static readonly SetValue Empty = new(new ValueIndex());

    private readonly ValueIndex _elements;

    private SetValue(ValueIndex elements)
    {
        _elements = elements;
        Hash = ValueHash.OfSet(elements.Hashes);
    }

    public override int Count => _elements.Count;

    /// <summary>The set's hash, known from the start so that a set of sets is not walked at every level.</summary>
    public ulong Hash { get; }

    /// <summary>How many sets and records are around the innermost element.</summary>
    public int Nesting => _elements.Nesting;

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
            if (index.Add(element, scratch, 0, out error) < 0 && error.IsError)
                return null;
        }

        return new SetValue(index);
    }

    /// <summary>Whether the set has this element, which is readable and has no parts. Never an error: nor are the set's own.</summary>
    public bool ContainsSimple(in PolicyValue element, PolicyScratch scratch) => _elements.Find(element, scratch) >= 0;

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
