using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using AgentPolicy.Language;

namespace AgentPolicy.Records;

/// <summary>A set of texts that can be asked for one, without enumerating it, where it compares as Cedar does.</summary>
internal abstract class TextSetView<TItems> : CollectionViewBase<TItems>
    where TItems : class
{
    /// <summary>A longer text in UTF-8 is looked for by comparing it with each element.</summary>
    private const int LongestConverted = 512;

    public sealed override PolicyValue Contains(in PolicyValue element, PolicyScratch scratch, int depth)
    {
        if (!IsOrdinal || HasNull)
            return base.Contains(element, scratch, depth);
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

    protected abstract bool IsOrdinal { get; }

    protected abstract bool HasNull { get; }

    protected abstract bool Has(ReadOnlySpan<char> text);
}

internal sealed class TextHashSetView : TextSetView<HashSet<string>>
{
    public override int Count => Items!.Count;

    protected override bool IsOrdinal => KeyComparers.IsOrdinal(Items!.Comparer);

    protected override bool HasNull => Items!.Contains(null!);

    public override SetReader Read(PolicyScratch scratch)
    {
        var reader = scratch.Rent<Reader>();
        reader.Start(Items!);
        return reader;
    }

    protected override bool Has(ReadOnlySpan<char> text) => Items!.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text);

    private sealed class Reader : SetReader
    {
        private HashSet<string>.Enumerator _enumerator;

        public void Start(HashSet<string> items) => _enumerator = items.GetEnumerator();

        public override bool MoveNext(PolicyScratch scratch, out PolicyValue element)
        {
            var more = _enumerator.MoveNext();
            element = more ? _enumerator.Current : default(PolicyValue);
            return more;
        }

        public override void Reset() => _enumerator = default;
    }
}

internal sealed class TextFrozenSetView : TextSetView<FrozenSet<string>>
{
    public override int Count => Items!.Count;

    protected override bool IsOrdinal => KeyComparers.IsOrdinal(Items!.Comparer);

    protected override bool HasNull => Items!.Contains(null!);

    public override SetReader Read(PolicyScratch scratch)
    {
        var reader = scratch.Rent<Reader>();
        reader.Items = Items!.Items;
        return reader;
    }

    protected override bool Has(ReadOnlySpan<char> text) => Items!.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text);

    private sealed class Reader : SetReader
    {
        private int _next;

        public ImmutableArray<string> Items { get; set; }

        public override bool MoveNext(PolicyScratch scratch, out PolicyValue element)
        {
            var more = _next < Items.Length;
            element = more ? Items[_next++] : default(PolicyValue);
            return more;
        }

        public override void Reset() => (Items, _next) = (default, 0);
    }
}
