using System.Text.Json;
using BankAgent.Conversations;
using Spectre.Console;

namespace BankAgent.Tests;

/// <summary>A run of the program: its exit code and what it wrote.</summary>
internal sealed record ProgramRun(int ExitCode, string Output, string Errors)
{
    public string[] Lines => Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    public Figures Figures => JsonSerializer.Deserialize<Figures>(Lines[^1], JsonSerializerOptions.Web)!;

    public static ProgramRun Plain(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var exitCode = Application.Run(arguments, output, errors, terminal: null);
        return new ProgramRun(exitCode, output.ToString(), errors.ToString());
    }

    public static ProgramRun InTerminal(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        terminal.Profile.Width = 120;
        var exitCode = Application.Run(arguments, output, errors, terminal);
        return new ProgramRun(exitCode, output.ToString(), errors.ToString());
    }
}
