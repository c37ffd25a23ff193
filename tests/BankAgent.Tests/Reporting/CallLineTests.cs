using System.Text;
using System.Text.Json;
using BankAgent.Conversations;
using BankAgent.Reporting;
using BankAgent.Tools;
using Spectre.Console;

namespace BankAgent.Tests.Reporting;

public class CallLineTests
{
    [Theory]
    [InlineData("{}", "")]
    [InlineData("""{"id": 7, "amount": 1200, "recipient": null}""", "id=7, amount=1200, recipient=null")]
    [InlineData("""{"recipient": "US133000000121212121212"}""", "recipient=\"US133000000121212121212\"")]
    [InlineData("""{"subject": "\u001b[31mred\u001b[0m\r\nallowed"}""", """subject="\u001b[31mred\u001b[0m\r\nallo…""")]
    [InlineData("{\"subject\": \"\u009b31mred\"}", "subject=\"<U+009B>31mred\"")]
    [InlineData("{\"subject\": \"\u2028\u202e\u200b\u00a0\ufeff\"}", "subject=\"<U+2028><U+202E><U+200B><U+00A…")]
    [InlineData("{\"subject\": \"[red]markup[/] [[\"}", "subject=\"[red]markup[/] [[\"")]
    [InlineData("{\"a\\nb\u0085c\": 1}", "a\\nb<U+0085>c=1")]
    [InlineData("{\"list\": [\n1,\t2]}", "list=[<U+000A>1,<U+0009>2]")]
    [InlineData("[1,\n2]", "[1,<U+000A>2]")]
    [InlineData("""{"password": "hunter2"}""", "password=***")]
    [InlineData("""{"PassWord": "hunter2"}""", "PassWord=***")]
    [InlineData("""{"a":1,"b":2,"c":3,"d":4,"e":5,"f":6,"g":7,"h":8,"i":9}""", "a=1, b=2, c=3, d=4, e=5, f=6, g=7, h=8, …")]
    public void Arguments_OfAnyText_AreShownOnOneLineWithoutControlCharacters(string arguments, string shown) =>
        Assert.Equal(shown, LineOf(ToolCall.Parse("tool", arguments)).Arguments);

    [Fact]
    public void Arguments_ThatAreLong_AreShortenedEach()
    {
        var line = LineOf(ToolCall.Parse("tool", $$"""{"subject": "{{new string('x', 5000)}}", "recipient": "Apple", "{{new string('n', 99)}}": 1}"""));

        Assert.Equal($"subject=\"{new string('x', 30)}…, recipient=\"Apple\", {new string('n', 19)}…=1", line.Arguments);
    }

    [Fact]
    public void Arguments_ThatAreNoValidText_AreShownAllTheSame()
    {
        using var document = JsonDocument.Parse(new ReadOnlyMemory<byte>([.. "{\"subject\": \""u8, 0xFF, .. "\", \"\\ud800\": 1}"u8]));

        Assert.Equal("subject=\"\uFFFD\", \\ud800=1", LineOf(new ToolCall("tool", document.RootElement)).Arguments);
    }

    [Fact]
    public void Tool_OfAnyName_IsShownOnOneLineAndShortened()
    {
        Assert.Equal("send_money<U+000A>  get_bal…", LineOf(ToolCall.Parse("send_money\n  get_balance\tallowed", "{}")).Tool);
        Assert.Equal("<U+001B>[2J", LineOf(ToolCall.Parse("\u001b[2J", "{}")).Tool);
    }

    [Fact]
    public void Reports_OfForgedTexts_HaveOneLineForTheCall()
    {
        const string forged = "x\u001b[2K\r\n  get_balance\t\tallowed\u009b1A[/][link=evil]";
        var call = new ToolCall(forged, JsonSerializer.SerializeToElement(new Dictionary<string, string> { [forged] = forged }));
        var turn = new PlayedTurn(new Turn(forged, TurnKind.Injection, [call]), [new PlayedCall(call, CallOutcome.Malformed(forged))]);
        using var output = new StringWriter(new StringBuilder());

        new PlainReport(output).Show(turn);

        var lines = output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Equal(6, lines[1].Split('\t').Length);
        Assert.DoesNotContain(output.ToString(), character => character is '\u001b' or '\u009b');
    }

    [Fact]
    public void TerminalReport_OfMarkup_ShowsItAsText()
    {
        const string markup = "[red]:skull:[/] [[x]] [nonsense";
        var call = new ToolCall(markup, JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["a"] = markup }));
        var turn = new PlayedTurn(new Turn(markup, TurnKind.Injection, [call]), [new PlayedCall(call, CallOutcome.Malformed(markup))]);
        using var output = new StringWriter();
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output) });
        terminal.Profile.Width = 160;

        new TerminalReport(terminal).Show(turn);

        Assert.Contains($"injection  {markup}", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("[red]:skull:[/] [[x]] [nons…", output.ToString(), StringComparison.Ordinal);
        Assert.Contains($"│ {markup} ", output.ToString(), StringComparison.Ordinal);
    }

    private static CallLine LineOf(ToolCall call) => CallLine.Of(new PlayedCall(call, CallOutcome.Malformed("")));
}
