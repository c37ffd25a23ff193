namespace BankAgent;

/// <summary>What the sample is to do.</summary>
/// <param name="ReplayFile">The AgentDojo file to play, or null for the sample's own conversation.</param>
/// <param name="IsJson">Whether the figures follow, as JSON.</param>
internal sealed record CommandLine(string? ReplayFile, bool IsJson)
{
    public const string Usage = "Usage: BankAgent [--replay FILE] [--json]";

    /// <exception cref="CommandLineException">An argument is unknown, stands twice or lacks its file.</exception>
    public static CommandLine Parse(IReadOnlyList<string> arguments)
    {
        var parsed = new CommandLine(null, IsJson: false);
        for (var i = 0; i < arguments.Count; i++)
        {
            parsed = arguments[i] switch
            {
                "--json" when !parsed.IsJson => parsed with { IsJson = true },
                "--replay" when parsed.ReplayFile is null && i + 1 < arguments.Count => parsed with { ReplayFile = arguments[++i] },
                "--replay" when parsed.ReplayFile is null => throw new CommandLineException("--replay needs a file."),
                "--json" or "--replay" => throw new CommandLineException($"{arguments[i]} stands twice."),
                _ => throw new CommandLineException($"'{arguments[i]}' is not an argument of this program."),
            };
        }

        return parsed;
    }
}
