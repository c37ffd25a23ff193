using System.Globalization;
using AgentPolicy.Tests.Compilation;
using AgentPolicy.Tests.Support;

namespace AgentPolicy.Generators.Tests.Emit;

/// <summary>Policies that differ in nothing but constants are one function and a table, and each keeps its own constants.</summary>
[Collection(nameof(Alone))]
public sealed class PolicyShapeTests
{
    private const int Count = 10_000;

    [Fact]
    public void Grants_TenThousandOfOneShape_AreOneSmallFunctionAndDecideAlike()
    {
        var policies = string.Join('\n', Enumerable.Range(0, Count).Select(Grant));
        var code = PolicySetRun.Of("[AgentPolicy.PolicySet] partial class S;", new PolicyText("a.cedar", policies)).Code;
        Assert.Equal(1, Occurrences(code, "file static class AnyRequest"));
        Assert.InRange(code.Length, 1, 1_000_000);

        using var batch = CompiledBatch.Compile(new PolicySource(policies));
        var engines = new[] { new PolicyEngine(batch[0]), new PolicyEngine(new PolicySource(policies).Interpret()) };
        foreach (var engine in engines)
        {
            foreach (var i in new[] { 0, 17, Count - 1 })
            {
                Assert.Equal(Name(i), engine.Evaluate(Request(i, i, i)).Policy.Id);
                Assert.False(engine.Evaluate(Request(i, i + 1, i)).IsAllowed);
                Assert.False(engine.Evaluate(Request(i, i, i + 1)).IsAllowed);
            }
        }
    }

    [Theory]
    [InlineData("context.a == \"{0}\"", "\"0\"", "\"1\"")]
    [InlineData("context.a like \"{0}*\"", "\"0x\"", "\"1x\"")]
    [InlineData("context.a == {0}", "0", "1")]
    [InlineData("context.a < {0}", "-1", "0")]
    [InlineData("[{0}, 7].contains(context.a)", "0", "1")]
    [InlineData("context.a == {{k: [\"{0}\"]}}", "{\"k\":[\"0\"]}", "{\"k\":[\"1\"]}")]
    [InlineData("context.s.contains(\"{0}\")", "null", "null")]
    [InlineData("if context has a then context.a == {0} else true", "0", "1")]
    [InlineData("context.a + {0} == 1", "1", "0")]
    public void Constants_OfEveryKind_StayTheirPolicysOwn(string condition, string first, string second)
    {
        var policies = string.Join('\n', Enumerable.Range(0, 12).Select(i => $"permit(principal == User::\"u{i}\", action, resource) when {{ {string.Format(CultureInfo.InvariantCulture, condition, i)} }};"));
        using var batch = CompiledBatch.Compile(new PolicySource(policies));
        PolicyEngine[] engines = [new(batch[0]), new(new PolicySource(policies).Interpret())];
        foreach (var (value, user) in from value in new[] { first, second } from user in Enumerable.Range(0, 13) select (value, user))
        {
            var json = System.Text.Json.JsonElement.Parse($"{{\"a\": {value}, \"s\": [\"1\", \"2\"]}}");
            var answers = engines.Select(engine => engine.Evaluate(new PolicyRequest(new("User", $"u{user}"), new("Action", "a"), new("File", "f"), json))).Select(decision => (decision.Cause, decision.Message)).ToArray();
            Assert.Equal(answers[1], answers[0]);
        }
    }

    private static string Grant(int i) => $"@id(\"{Name(i)}\") permit(principal == User::\"u{i}\", action == Action::\"read\", resource == File::\"f{i}\") when {{ context.level < {i + 1} }};";

    private static string Name(int i) => "grant-" + i.ToString(CultureInfo.InvariantCulture);

    private static PolicyRequest Request(int user, int file, long level) =>
        new(new("User", $"u{user}"), new("Action", "read"), new("File", $"f{file}"), new Dictionary<string, object?> { ["level"] = level });

    private static int Occurrences(string text, string part) => text.Split(part).Length - 1;
}
