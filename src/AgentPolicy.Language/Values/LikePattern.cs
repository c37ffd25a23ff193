using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Text;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Syntax;

namespace AgentPolicy.Language;

/// <summary>
/// The pattern of a <c>like</c>: literal texts with a wildcard (any run of characters, none included) between each and the next.
/// <c>a*b</c> has two segments, <c>*</c> two empty ones, and a pattern without wildcards one.
/// </summary>
/// <remarks>
/// Matching is greedy from the left and takes time linear in the text: between the fixed prefix and suffix each segment is looked for once, by a vectorised search
/// where it is short and by Knuth, Morris and Pratt's where a long one could make that quadratic.
/// Code units are as good as characters here, since a segment starts and ends at whole characters and no wildcard stands for exactly one.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
#if AGENTPOLICY_GENERATOR
internal
#else
public
#endif
sealed class LikePattern : IEquatable<LikePattern>
{
    private const int LongestSimpleSearch = 16;

    // Most patterns are one text and a wildcard behind it: nothing else is looked at then.
    private readonly string? _prefix;
    private readonly Segment<char>[] _utf16;
    private readonly Segment<byte>[] _utf8;

    internal LikePattern(EquatableArray<string> segments)
    {
        if (segments.IsEmpty)
            throw new ArgumentException("A pattern has at least one segment.", nameof(segments));
        Segments = segments;
        _prefix = segments.Count == 2 && segments[1].Length == 0 ? segments[0] : null;
        _utf16 = [.. segments.Select(segment => new Segment<char>(segment.ToCharArray()))];
        _utf8 = [.. segments.Select(segment => new Segment<byte>(Encoding.UTF8.GetBytes(segment)))];
    }

    /// <summary>The literal texts; neighbours are separated by one wildcard, so that <c>a**b</c> has an empty one in the middle.</summary>
    internal EquatableArray<string> Segments { get; }

    // One place for all policies: worked into each, it would take more of the processor's cache than all else of them.
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal bool IsMatch(string text) => _prefix is { } prefix ? text.AsSpan().StartsWith(prefix.AsSpan()) : IsMatch(text.AsSpan(), _utf16);

    internal bool IsMatch(TextView text) => text.IsUtf8 ? IsMatch(text.Utf8, _utf8) : IsMatch(text.Utf16, _utf16);

    /// <inheritdoc/>
    public bool Equals(LikePattern? other) => other is not null && Segments.Equals(other.Segments);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LikePattern);

    /// <inheritdoc/>
    public override int GetHashCode() => Segments.GetHashCode();

    /// <summary>The pattern as Cedar writes it, without the quotes.</summary>
    public override string ToString()
    {
        var builder = new StringBuilder();
        for (var i = 0; i < Segments.Count; i++)
        {
            if (i > 0)
                builder.Append('*');
            CedarText.AppendEscaped(builder, Segments[i], escapeStar: true);
        }

        return builder.ToString();
    }

    private static bool IsMatch<T>(ReadOnlySpan<T> text, Segment<T>[] segments)
        where T : IEquatable<T>
    {
        var first = segments[0].Text.AsSpan();
        if (segments.Length == 1)
            return text.SequenceEqual(first);
        var last = segments[segments.Length - 1].Text.AsSpan();
        if (segments.Length == 2 && last.Length == 0)
            return text.StartsWith(first);
        if (text.Length < first.Length + last.Length || !text.StartsWith(first) || !text.EndsWith(last))
            return false;
        var rest = text.Slice(first.Length, text.Length - first.Length - last.Length);
        for (var i = 1; i < segments.Length - 1; i++)
        {
            var segment = segments[i];
            var found = segment.Failure is null ? rest.IndexOf(segment.Text.AsSpan()) : Search(rest, segment.Text, segment.Failure);
            if (found < 0)
                return false;
            rest = rest.Slice(found + segment.Text.Length);
        }

        return true;
    }

    private static int Search<T>(ReadOnlySpan<T> text, ReadOnlySpan<T> word, int[] failure)
        where T : IEquatable<T>
    {
        var matched = 0;
        for (var i = 0; i < text.Length; i++)
        {
            while (matched > 0 && !text[i].Equals(word[matched]))
                matched = failure[matched - 1];
            if (text[i].Equals(word[matched]))
                matched++;
            if (matched == word.Length)
                return i + 1 - matched;
        }

        return -1;
    }

    private static int[]? MakeFailure<T>(ReadOnlySpan<T> word)
        where T : IEquatable<T>
    {
        if (word.Length <= LongestSimpleSearch)
            return null;
        var failure = new int[word.Length];
        for (var i = 1; i < word.Length; i++)
        {
            var length = failure[i - 1];
            while (length > 0 && !word[i].Equals(word[length]))
                length = failure[length - 1];
            failure[i] = word[i].Equals(word[length]) ? length + 1 : 0;
        }

        return failure;
    }

    /// <summary>A literal text, and for a long one the table of Knuth, Morris and Pratt.</summary>
    private sealed class Segment<T>(T[] text)
        where T : IEquatable<T>
    {
        public readonly T[] Text = text;
        public readonly int[]? Failure = MakeFailure<T>(text);
    }
}
