using System.Diagnostics;

namespace BankAgent.Tests;

public class ApplicationTests
{
    [Fact]
    public void OwnConversation_Plain_ShowsEachCallOnALineAndTheTable()
    {
        var run = ProgramRun.Plain();

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Errors);
        Assert.Equal(14, run.Lines.Count(line => line.Split('\t').Length == 6 && line.StartsWith("  ", StringComparison.Ordinal)));
        Assert.Contains(run.Lines, line => line.Contains("send_money", StringComparison.Ordinal) && line.Contains("\tallowed\t", StringComparison.Ordinal));
        Assert.Contains(run.Lines, line => line.Contains("send_money", StringComparison.Ordinal) && line.Contains("\tno-strangers ", StringComparison.Ordinal));
        Assert.Contains(run.Lines, line => line.StartsWith("injection", StringComparison.Ordinal) && line.EndsWith("2 of 2", StringComparison.Ordinal));
    }

    [Fact]
    public void OwnConversation_Plain_HasNoControlCharacters()
    {
        var run = ProgramRun.Plain();

        Assert.DoesNotContain(run.Output, character => char.IsControl(character) && character is not ('\n' or '\r' or '\t'));
    }

    [Fact]
    public void OwnConversation_InTerminal_ShowsTheSameCalls()
    {
        var run = ProgramRun.InTerminal();

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(7, run.Lines.Count(line => line.Contains("│ allowed ", StringComparison.Ordinal)));
        Assert.Equal(7, run.Lines.Count(line => line.Contains("│ denied ", StringComparison.Ordinal)));
        Assert.Contains("""recipient="\u001b[32mApple[/]\nallowed",""", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Output);
    }

    [Fact]
    public void OwnConversation_WithJson_EndsWithItsFigures()
    {
        var run = ProgramRun.InTerminal("--json");

        Assert.Equal("""{"benignCalls":6,"benignDenied":0,"injectionTasks":2,"injectionStopped":2,"injectionCallsDenied":7}""", run.Lines[^1]);
        Assert.DoesNotContain('│', run.Output);
    }

    [Theory]
    [InlineData("'--josn' is not an argument", "--josn")]
    [InlineData("'extra' is not an argument", "extra")]
    [InlineData("--replay needs a file", "--replay")]
    [InlineData("--json stands twice", "--json", "--json")]
    [InlineData("--engine needs one of", "--engine")]
    [InlineData("'fast' is no engine", "--engine", "fast")]
    [InlineData("--engine stands twice", "--engine", "compiled", "--engine", "compiled")]
    [InlineData("--replay stands twice", "--replay", "a", "--replay", "b")]
    [InlineData("The file '/no/such/file.json' cannot be read", "--replay", "/no/such/file.json")]
    [InlineData("The file '' cannot be read", "--replay", "")]
    public void Arguments_ThatCannotBeUsed_AreToldWithUsageAndExitCode2(string message, params string[] arguments)
    {
        var run = ProgramRun.Plain(arguments);

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
        Assert.Contains("Usage: BankAgent [--replay FILE] [--engine compiled|interpreted] [--json]", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "is not JSON")]
    [InlineData("{\"tasks\": [", "is not JSON")]
    [InlineData("[]", "is not an AgentDojo file")]
    [InlineData("{}", "is not an AgentDojo file")]
    [InlineData("""{"tasks": [{"id": "a", "kind": "other", "calls": []}]}""", "is not an AgentDojo file")]
    [InlineData("""{"tasks": [{"id": null, "kind": "user", "calls": []}]}""", "is not an AgentDojo file")]
    [InlineData("""{"tasks": [{"id": "a", "kind": "user", "calls": [{"tool": "get_iban"}]}]}""", "is not an AgentDojo file")]
    [InlineData("""{"tasks": [{"id": "a", "kind": "user", "calls": [{"tool": "\ud800", "args": {}}]}]}""", "is not an AgentDojo file")]
    public void ReplayFile_ThatCannotBeUsed_IsNamedWithExitCode2(string text, string message)
    {
        using var file = new TemporaryFile(text);

        var run = ProgramRun.Plain("--replay", file.Path);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"The file '{file.Path}' {message}", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Process_RedirectedAndInAnotherFolder_FindsItsPoliciesAndWritesPlainText()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "BankAgent.dll")])
        {
            WorkingDirectory = Path.GetTempPath(),
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(0, process.ExitCode);
        Assert.Contains("no-strangers", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', output);
    }
}
