using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Collections;
using AgentPolicy.Tests.Support;

namespace AgentPolicy.Generators.Tests.Emit;

/// <summary>What is compiled for a tool's calls decides them as the interpreter does.</summary>
[Collection(nameof(Alone))]
public sealed class ToolEmitterTests
{
    private const string Mixed = """
        permit(principal, action, resource) when { context.input has amount && context.input.amount.lessThan(decimal("10.0")) };
        permit(principal, action in Action::"call_tool", resource) when { context.input has path && context.input.path == "a" };
        forbid(principal, action == Action::"pay", resource) when { context.input has note && context.input.note like "sec*" };
        forbid(principal, action == Action::"pay", resource) when { context.input.recipient == "" };
        forbid(principal, action in [Action::"read \"x\"", Action::"z"], resource) when { context.input.path == "secret" };
        forbid(principal, action in Action::"elsewhere", resource);
        forbid(principal, action, resource) when { context has input.tags && context.input.tags.contains("u") };
        forbid(principal, action, resource) when { context == [] };
        forbid(principal, action, resource) when { principal.missing && action == Action::"read \"x\"" };
        forbid(principal, action, resource) when { context has session || context has output };
        forbid(principal, action, resource) when { {a: context.input}.a has amount.b || [context] == [] };
        forbid(principal, action, resource) unless { action is Action in Action::"call_tool" && action != Action::"none" && Action::"pay" != principal };
        forbid(principal, action, resource) when { if action == Action::"pay" then context.input.path == "x" else false };
        permit(principal, action, resource == Tool::"files") when { principal in [principal, Role::"r"] };
        forbid(principal, action, resource) when { context.output == "x" };
        forbid(principal, action == Action::"pay", resource) when { ip(if context.input.recipient == "x" then "fe80::1" else "10.0.0.1").isInRange(ip("10.0.0.0/8")) };
        forbid(principal, action, resource) when { context.system.now < datetime("2020-01-01") || !(context has system.now) || context.system has later };
        forbid(principal, action, resource) when { context.system.now.durationSince(datetime("2020-01-01")) < duration("1d") };
        forbid(principal, action == Action::"pay", resource) when { [ip("::1"), ip(context.input.recipient)].contains(ip("::1")) };
        forbid(principal, action == Action::"pay", resource) when { datetime("2024-02-29").offset(duration(if context.input has note then "1d" else "-1d")) > datetime("2024-02-29") };
        """;

    [Fact]
    public void Decide_PoliciesOfEveryForm_AnswersAsTheInterpreter()
    {
        // All together, and each by itself under a permit: otherwise one that decides would hide the others.
        var policies = Mixed.Split('\n');
        var alone = ToolSets.DecideAll([Mixed, .. policies.Select(policy => $"permit(principal, action, resource);\n{policy}")]);
        Assert.All(alone, answer => Assert.Equal(answer.Interpreted, answer.Compiled));
        var causes = alone.SelectMany(answer => answer.Compiled).Select(answer => answer.Split(' ')[1]).Distinct();
        Assert.Superset(new HashSet<string> { "Permitted", "Forbidden", "ForbidFailed" }, causes.ToHashSet());
    }

    [Theory]
    [InlineData("context.input has body")]
    [InlineData("context.input has rest")]
    [InlineData("context.input has body.part")]
    [InlineData("context has input.rest")]
    [InlineData("context.input.rest == 1")]
    [InlineData("context.input == {path: \"a\"}")]
    [InlineData("[context.input] == [{path: \"a\"}]")]
    public void Decide_InputThatCannotBeRead_IsAnErrorForBothBackEnds(string condition)
    {
        var (_, interpreted, compiled, _) = ToolSets.Decide(
            $"permit(principal, action, resource); forbid(principal, action == Action::\"read \\\"x\\\"\", resource) when {{ !({condition}) }};");
        Assert.Equal(interpreted, compiled);
        Assert.All(compiled.Where(answer => answer.StartsWith("read", StringComparison.Ordinal)), answer => Assert.StartsWith("read: ForbidFailed by policy1, UnreadableInput", answer));
    }

    [Fact]
    public void Decide_ParameterThatIsNoInput_IsAbsentForBothBackEnds()
    {
        var (_, interpreted, compiled, _) = ToolSets.Decide("permit(principal, action == Action::\"read \\\"x\\\"\", resource) when { !(context.input has ct) };");
        Assert.Equal(interpreted, compiled);
        Assert.All(compiled.Where(answer => answer.StartsWith("read", StringComparison.Ordinal)), answer => Assert.StartsWith("read: Permitted", answer));
    }

    [Fact]
    public void Decide_ActionsInGroupsOfTheSchema_AnswersAsTheInterpreter()
    {
        const string Schema = """
            entity Agent, Tool;
            action "pay" in ["money"] appliesTo { principal: Agent, resource: Tool };
            action "money" in ["risky"]; action "risky"; action "call_tool" in ["all"]; action "all";
            """;
        string[] groups = ["pay", "money", "risky", "call_tool", "all", "unknown"];
        var scopes = groups.SelectMany(group => new[] { $"action in Action::\"{group}\"", $"action in [Action::\"none\", Action::\"{group}\"]", $"action == Action::\"{group}\"" });
        var answers = ToolSets.DecideAll([.. scopes.Select(scope => $"permit(principal, {scope}, resource);")], Schema);
        Assert.All(answers, answer => Assert.Equal(answer.Interpreted, answer.Compiled));
        Assert.Contains(answers, answer => answer.Compiled.All(call => call.Contains("NotPermitted")));
        Assert.Contains(answers, answer => answer.Compiled.All(call => call.Contains(": Permitted")));
    }

    [Fact]
    public void Decide_HeadsThatNameAnotherTypeOrId_AnswersAsTheInterpreter()
    {
        // Who calls is Agent::"a", on Tool::"bank" or Tool::"files": of what another type or another id names, half is right.
        string[] principals = ["principal == Agent::\"a\"", "principal == User::\"a\"", "principal == Agent::\"b\"", "principal is Agent", "principal is User"];
        string[] resources = ["resource == Tool::\"bank\"", "resource == File::\"bank\"", "resource == Tool::\"files\"", "resource is Tool", "resource is File"];
        string[] conditions = ["", " when { context.input has amount }", " when { principal != resource || context.input has path }"];
        var heads = principals.SelectMany(principal => resources.SelectMany(resource => conditions.Select(condition => $"({principal}, action in Action::\"call_tool\", {resource}){condition};")));
        var answers = ToolSets.DecideAll([.. heads.Select(head => "permit" + head)]);
        Assert.All(answers, answer => Assert.Equal(answer.Interpreted, answer.Compiled));
        Assert.Contains(answers, answer => answer.Compiled.All(call => call.Contains("NotPermitted")));
        Assert.Contains(answers, answer => answer.Compiled.All(call => call.Contains(": Permitted")));
    }

    [Theory]
    [InlineData("principal")]
    [InlineData("principal == Agent::\"a\"")]
    [InlineData("principal is Agent in Role::\"r\"")]
    public void Decide_PoliciesOfOtherActions_AreLeftOut(string principal)
    {
        var (code, _, _, _) = ToolSets.Decide($"permit({principal}, action == Action::\"pay\", resource) when {{ context.input.amount.lessThan(decimal(\"1.0\")) }};");
        var tools = code.Split("file sealed class Tool");
        Assert.Contains("PolicyChecks.ReadDecimal(in arguments, 0)", tools[1]);
        Assert.Contains("verdict.Permit(0, ", tools[1]);
        Assert.DoesNotContain("verdict.", tools[2].Split("file static class")[0]);
    }

    [Fact]
    public void Decide_ConditionWithoutContext_IsWrittenOnceForAllTools()
    {
        var (code, interpreted, compiled, _) = ToolSets.Decide("permit(principal, action in Action::\"call_tool\", resource) when { principal == Agent::\"a\" };");
        Assert.Equal(interpreted, compiled);
        Assert.Equal(3, code.Split("AnyTool.Policy0(ref query)").Length);
        Assert.Single(code.Split("static PolicyAnswer Policy0(ref PolicyQuery query)").Skip(1));
    }

    [Fact]
    public void Decide_ToolOfAnotherShape_Denies()
    {
        var other = ToolSets.Schema.Tools[0] with { Shape = ToolSets.Schema.Tools[1].Shape };
        var tools = ToolSets.Schema with { Tools = EquatableArray.Of(other, ToolSets.Schema.Tools[1]) };
        var (_, _, compiled, _) = ToolSets.Decide("permit(principal, action, resource);", tools: tools);
        Assert.All(compiled, answer => Assert.StartsWith(answer.StartsWith("pay", StringComparison.Ordinal) ? "pay: ToolMismatch" : "read: Permitted", answer));
    }

    [Fact]
    public void Decide_AnyPolicy_AllocatesNothing()
    {
        var policies = Mixed.Split('\n');
        var answers = ToolSets.DecideAll(policies);
        for (var i = 0; i < policies.Length; i++)
        {
            var bytes = answers[i].Bytes();
            Assert.True(bytes == 0, $"{bytes} bytes: {policies[i]}");
        }
    }

    [Fact]
    public void Write_ShapesThatDiffer_DifferInText()
    {
        var texts = ToolSets.Schema.Tools.Select(tool => ToolShapeText.Write(tool.Shape)).ToArray();
        Assert.Equal(texts.Length, texts.Distinct().Count());
    }
}
