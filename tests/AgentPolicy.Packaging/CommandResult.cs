using System.Text.RegularExpressions;

namespace AgentPolicy.Packaging;

/// <summary>What a command wrote, and whether it succeeded.</summary>
internal sealed record CommandResult(string Command, int ExitCode, string Output)
{
    private const int ShownLines = 60;

    public CommandResult ShouldSucceed() => ExitCode == 0 ? this : throw Failure("should have succeeded");

    public CommandResult ShouldFail() => ExitCode != 0 ? this : throw Failure("should have failed");

    /// <param name="pattern">A regular expression, for one line.</param>
    public CommandResult ShouldSay(string pattern) => Regex.IsMatch(Output, pattern, RegexOptions.Multiline | RegexOptions.CultureInvariant)
        ? this
        : throw Failure($"should have said '{pattern}'");

    /// <param name="pattern">A regular expression, for one line.</param>
    public CommandResult ShouldNotSay(string pattern) => Regex.IsMatch(Output, pattern, RegexOptions.Multiline | RegexOptions.CultureInvariant)
        ? throw Failure($"should not have said '{pattern}'")
        : this;

    /// <summary>The ids of the errors of ours that a build reported.</summary>
    public IReadOnlyList<string> FindErrorIds() => [.. Regex.Matches(Output, @"error (AGP\d{4})").Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal)];

    private CheckFailedException Failure(string what) =>
        new($"'{Command}' {what}; it ended with {ExitCode} and wrote:{Environment.NewLine}{string.Join(Environment.NewLine, Output.Split('\n').TakeLast(ShownLines))}");
}
