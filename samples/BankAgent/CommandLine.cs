namespace BankAgent;

/// <summary>What the sample is to do.</summary>
/// <param name="ReplayFile">The AgentDojo file to play, or null for the sample's own conversation.</param>
/// <param name="IsJson">Whether the figures follow, as JSON.</param>
/// <param name="Engine">Whether the compiled policies decide or those that are loaded from their files, or null for the compiled ones.</param>
internal sealed record CommandLine(string? ReplayFile, bool IsJson, string? Engine)
{
    public const string Usage = "Usage: BankAgent [--replay FILE] [--engine compiled|interpreted] [--json]";

    private const string Interpreted = "interpreted";

    public bool IsInterpreted => Engine is Interpreted;

    /// <exception cref="CommandLineException">An argument is unknown, stands twice or lacks its value.</exception>
    public static CommandLine Parse(IReadOnlyList<string> arguments)
    {
        var parsed = new CommandLine(null, IsJson: false, null);
        for (var i = 0; i < arguments.Count; i++)
        {
            parsed = arguments[i] switch
            {
                "--json" when !parsed.IsJson => parsed with { IsJson = true },
                "--replay" when parsed.ReplayFile is null && i + 1 < arguments.Count => parsed with { ReplayFile = arguments[++i] },
                "--replay" when parsed.ReplayFile is null => throw new CommandLineException("--replay needs a file."),
                "--engine" when parsed.Engine is null && i + 1 < arguments.Count => parsed with { Engine = EngineOf(arguments[++i]) },
                "--engine" when parsed.Engine is null => throw new CommandLineException("--engine needs one of compiled and interpreted."),
                "--json" or "--replay" or "--engine" => throw new CommandLineException($"{arguments[i]} stands twice."),
                _ => throw new CommandLineException($"'{arguments[i]}' is not an argument of this program."),
            };
        }

        return parsed;
    }

    private static string EngineOf(string name) =>
        name is "compiled" or Interpreted ? name : throw new CommandLineException($"'{name}' is no engine: compiled or interpreted.");
}
