using System.Diagnostics;

namespace AgentPolicy.Packaging;

/// <summary>Runs commands and waits for them.</summary>
internal static class CommandLine
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);

    public static CommandResult Run(string folder, string file, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(file, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };

        // English, since messages are looked at; and no process of ours outlives the run.
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start) ?? throw new CheckFailedException($"'{file}' does not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(s_patience))
        {
            process.Kill(entireProcessTree: true);
            throw new CheckFailedException($"'{file} {string.Join(' ', start.ArgumentList)}' took more than {s_patience.TotalMinutes} minutes.");
        }

        return new CommandResult($"{Path.GetFileName(file)} {string.Join(' ', start.ArgumentList)}", process.ExitCode, output.Result + errors.Result);
    }
}
