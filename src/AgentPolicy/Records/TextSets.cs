using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using AgentPolicy.Language;
using AgentPolicy.Language.Binding;

namespace AgentPolicy.Records;

/// <summary>A set of texts that can be asked for one, without enumerating it, where it compares as Cedar does.</summary>
internal abstract class TextSetView<TItems> : CollectionViewBase<TItems>, ITextSet
    where TItems : class
{
    /// <summary>A longer text in UTF-8 is looked for by comparing it with each element.</summary>
    private const int LongestConverted = 512;

    private Plainness _plainness;

    private enum Plainness : byte
    {
        Unknown,
        Plain,
        NotPlain,
    }

    public sealed override bool FindsAtOnce => IsPlain();

    public sealed override PolicyValue Contains(in PolicyValue element, PolicyScratch scratch, int depth)
    {
        // A set or a record is in no set of texts, but all that is in it has to be readable.
        if (!IsPlain() || ValueEquality.HasParts(element))
            return base.Contains(element, scratch, depth);
        if (element.Kind == PolicyValueKind.String && element.PlainText is { } plain)
            return Has(plain);
        if (!ValueEquality.IsReadable(element, out var error))
            return error;
        if (element.Kind != PolicyValueKind.String)
            return false;
        var text = element.Text;
        if (!text.IsUtf8)
            return Has(text.Utf16);
        if (text.Utf8.Length > LongestConverted)
            return base.Contains(element, scratch, depth);
        Span<char> chars = stackalloc char[LongestConverted];
        return Has(chars[..Encoding.UTF8.GetChars(text.Utf8, chars)]);
    }

    protected static PolicyValue ReadText(string? text, SchemaType? type, PolicyScratch scratch) => type is null ? text : SchemaTypes.Conform(text, type, scratch);

    public sealed override void Reset()
    {
        base.Reset();
        _plainness = Plainness.Unknown;
    }

    // Found out once a decision, during which the set does not change.
    protected bool IsPlain() => _plainness == Plainness.Plain || (_plainness == Plainness.Unknown && FindPlainness());

    private bool FindPlainness()
    {
        var isPlain = IsOrdinal && !HasNull && ElementType is null or SchemaType.String;
        _plainness = isPlain ? Plainness.Plain : Plainness.NotPlain;
        return isPlain;
    }

    protected abstract bool Has(string text);

    protected abstract bool IsOrdinal { get; }

    protected abstract bool HasNull { get; }

    protected abstract bool Has(ReadOnlySpan<char> text);
}

internal sealed class TextHashSetView : TextSetView<HashSet<string>>
{
    private static readonly ScratchPool<TextHashSetView> s_pool = new();

    public static PolicyValue Create(HashSet<string> set, SchemaType? elementType, PolicyScratch scratch)
    {
        var view = scratch.Rent(s_pool);
        view.Start(set, elementType);
        return PolicyValue.FromSource(view);
    }

    public override int Count => Items.Count;

    protected override bool IsOrdinal => KeyComparers.IsOrdinal(Items.Comparer);

    protected override bool HasNull => Items.Contains(null!);

    /// <summary>Whether a text is in the set; false where it has to be looked for in another way.</summary>
    public bool TryFind(string text, out bool found)
    {
        var isPlain = IsPlain();
        found = isPlain && Items.Contains(text);
        return isPlain;
    }

    public override SetReader Read(PolicyScratch scratch)
    {
        var reader = scratch.Rent<Reader>();
        reader.Start(Items, ElementType);
        return reader;
    }

    protected override bool Has(string text) => Items.Contains(text);

    protected override bool Has(ReadOnlySpan<char> text) => Items.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text);

    private sealed class Reader : SetReader
    {
        private HashSet<string>.Enumerator _enumerator;
        private SchemaType? _type;

        public void Start(HashSet<string> items, SchemaType? type) => (_enumerator, _type) = (items.GetEnumerator(), type);

        public override bool MoveNext(PolicyScratch scratch, out PolicyValue element)
        {
            var more = _enumerator.MoveNext();
            element = more ? ReadText(_enumerator.Current, _type, scratch) : default;
            return more;
        }

        public override void Reset() => (_enumerator, _type) = (default, null);
    }
}

internal sealed class TextFrozenSetView : TextSetView<FrozenSet<string>>
{
    public override int Count => Items.Count;

    protected override bool IsOrdinal => KeyComparers.IsOrdinal(Items.Comparer);

    protected override bool HasNull => Items.Contains(null!);

    public override SetReader Read(PolicyScratch scratch)
    {
        var reader = scratch.Rent<Reader>();
        reader.Start(Items.Items, ElementType);
        return reader;
    }

    protected override bool Has(string text) => Items.Contains(text);

    protected override bool Has(ReadOnlySpan<char> text) => Items.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text);

    private sealed class Reader : SetReader
    {
        private ImmutableArray<string> _items;
        private SchemaType? _type;
        private int _next;

        public void Start(ImmutableArray<string> items, SchemaType? type) => (_items, _type, _next) = (items, type, 0);

        public override bool MoveNext(PolicyScratch scratch, out PolicyValue element)
        {
            var more = _next < _items.Length;
            element = more ? ReadText(_items[_next++], _type, scratch) : default;
            return more;
        }

        public override void Reset() => (_items, _type) = (default, null);
    }
}
