using System.Globalization;

namespace AgentPolicy.Benchmarks.Workloads;

/// <summary>The constants of one policy, in both languages.</summary>
/// <param name="Words">For <c>{a}</c>, <c>{b}</c> and <c>{c}</c>.</param>
/// <param name="Small">For <c>{n}</c>.</param>
/// <param name="Large">For <c>{m}</c>, which is no less.</param>
internal sealed record MixConstants(IReadOnlyList<string> Words, int Small, int Large)
{
    public static readonly string[] Vocabulary = ["alpha", "bravo", "delta", "gamma", "kilo", "lima", "oscar", "tango"];

    public static MixConstants Draw(SplitMix random)
    {
        var first = random.Next(Vocabulary.Length);
        var (low, high) = (1 + random.Next(9), 1 + random.Next(9));
        return new MixConstants([Vocabulary[first], Vocabulary[(first + 1 + random.Next(3)) % 8], Vocabulary[(first + 4 + random.Next(3)) % 8]], Math.Min(low, high), Math.Max(low, high));
    }

    public (string Cedar, string CSharp) Fill(string cedar, string csharp) => (Fill(cedar), Fill(csharp));

    private string Fill(string text) => text
        .Replace("{a}", Words[0], StringComparison.Ordinal)
        .Replace("{b}", Words[1], StringComparison.Ordinal)
        .Replace("{c}", Words[2], StringComparison.Ordinal)
        .Replace("{n}", Small.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{m}", Large.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
