using AgentPolicy.Compiled;
using AgentPolicy.Tests.Compilation;
using AgentPolicy.Tests.Interpretation;

namespace AgentPolicy.Tests.Compiled;

/// <summary>Compiled and interpreted policies are one: the same decision, policy, error and explanation, whatever the policies say.</summary>
public sealed class BackEndTests
{
    private const int Sets = 150;
    private const int Seed = 20_260_301;

    [Fact]
    public void Evaluate_RandomPolicies_AnswersAlikeInBothBackEnds()
    {
        var random = new RandomPolicies(Seed);
        var sources = Enumerable.Range(0, Sets).Select(index => new PolicySource(random.Set(), ErrorMode: (ErrorMode)(index % 2))).ToArray();
        var loaded = Array.ConvertAll(sources, source => source.Interpret());
        using var batch = CompiledBatch.Compile(sources);
        var kinds = new HashSet<string>();
        for (var i = 0; i < sources.Length; i++)
        {
            var interpreted = loaded[i];
            Assert.Equal(interpreted.Version, batch[i].Version);
            foreach (var request in Requests())
            {
                var (expected, actual) = (Describe(interpreted, request), Describe(batch[i], request));
                Assert.True(expected == actual, $"{sources[i].Policies}\ninterpreted: {expected}\ncompiled:    {actual}");
                kinds.Add(new PolicyEngine(interpreted, ExpressionCases.Entities).Evaluate(request).Cause.ToString());
            }
        }

        // Policies that all end alike would test little.
        Assert.Superset(new HashSet<string> { "Permitted", "Forbidden", "ForbidFailed", "NotPermitted" }, kinds);
    }

    [Fact]
    public void Create_SameTextsAndPaths_HasTheVersionAndPoliciesOfTheLoadedSet()
    {
        var source = new PolicySource(
            "@id(\"a\") @reason(\"No.\") forbid(principal, action, resource);\n\npermit(principal, action == Action::\"pay\", resource);",
            "entity Agent, Tool; action pay in [call_tool] appliesTo { principal: Agent, resource: Tool }; action call_tool;");
        using var batch = CompiledBatch.Compile(source);
        var (interpreted, compiled) = (source.Interpret(), batch[0]);
        Assert.Equal(interpreted.Version, compiled.Version);
        Assert.Equal(interpreted.Policies.Select(Describe), compiled.Policies.Select(Describe));
        Assert.Equal(interpreted.Schema!.Model, compiled.Schema!.Model);
    }

    [Fact]
    public void Link_RandomTemplates_AnswersAlikeInBothBackEnds()
    {
        var random = new RandomPolicies(Seed + 1);
        var sources = Enumerable.Range(0, 30).Select(index => new PolicySource(random.Set() + "\n" + random.Template() + "\n" + random.Template(), ErrorMode: (ErrorMode)(index % 2))).ToArray();
        using var batch = CompiledBatch.Compile(sources);
        var decided = new HashSet<string>();
        for (var i = 0; i < sources.Length; i++)
        {
            var (interpreted, compiled) = (sources[i].Interpret(), batch[i]);
            Assert.Equal(interpreted.Templates.Select(Describe), compiled.Templates.Select(Describe));
            foreach (var template in interpreted.Templates)
            {
                foreach (var principal in new[] { ExpressionCases.Principal, new EntityUid("Role", "admin"), new EntityUid("Role", "guest") })
                {
                    interpreted = interpreted.Link(template.PositionalId, $"{template.PositionalId}-{principal}", principal, ExpressionCases.Resource);
                    compiled = compiled.Link(template.PositionalId, $"{template.PositionalId}-{principal}", principal, ExpressionCases.Resource);
                }
            }

            Assert.Equal(interpreted.Version, compiled.Version);
            Assert.Equal(interpreted.Policies.Select(Describe), compiled.Policies.Select(Describe));
            foreach (var request in Requests())
            {
                var (expected, actual) = (Describe(interpreted, request), Describe(compiled, request));
                Assert.True(expected == actual, $"{sources[i].Policies}\ninterpreted: {expected}\ncompiled:    {actual}");
                decided.Add(new PolicyEngine(interpreted, ExpressionCases.Entities).Evaluate(request).Policy.PositionalId);
            }
        }

        Assert.Contains(decided, id => id.Contains('-'));
    }

    [Fact]
    public void Create_FailClosed_CarriesTemplatesAsTheLoadedSetDoes()
    {
        var source = new PolicySource("permit(principal, action, resource);\n\n@id(\"t\") @reason(\"é\") forbid(principal == ?principal, action, resource)\nwhen { context.output like \"*\\*\\\"x\" };");
        using var batch = CompiledBatch.Compile(source);
        Assert.Equal("t policy1 Forbid Output é policies.cedar 3", Describe(Assert.Single(batch[0].Templates)));
        Assert.Equal(source.Interpret().Templates.Select(Describe), batch[0].Templates.Select(Describe));
        var linked = batch[0].Link("t", "l", ExpressionCases.Principal);
        var request = new PolicyRequest(ExpressionCases.Principal, ExpressionCases.Action, ExpressionCases.Resource, new Dictionary<string, object?> { ["output"] = "a*\"x" }) { Phase = PolicyPhase.Output };
        Assert.Equal("l", new PolicyEngine(linked).Evaluate(request).Policy.Id);
        Assert.Contains("LoadDirectory", Assert.Throws<InvalidOperationException>(batch[0].ToJson).Message);
        Assert.Contains("LoadDirectory", Assert.Throws<InvalidOperationException>(linked.ToCedar).Message);
    }

    [Fact]
    public void Create_TemplateThatCannotBeRead_DeniesAndSaysWhy()
    {
        var info = CompiledPolicySet.Describe("a", "policy0", PolicyEffect.Permit, PolicyPhase.Input, null, "", 1);
        foreach (var text in new[] { "nonsense", "permit(principal, action, resource);", "" })
        {
            var decision = new PolicyEngine(CompiledPolicySet.Create(new Permitting(), ErrorMode.FailClosed, "", [(info, text)], [], OnePermit)).Evaluate(Requests().First());
            Assert.False(decision.IsAllowed);
            Assert.Contains("template", decision.Message);
        }
    }

    [Fact]
    public void Create_CedarMode_CarriesTemplates()
    {
        var source = new PolicySource("permit(principal == ?principal, action, resource); permit(principal, action, resource);", ErrorMode: ErrorMode.Cedar);
        using var batch = CompiledBatch.Compile(source);
        Assert.Equal((1, ErrorMode.Cedar, "policy1"), (batch[0].Templates.Count, batch[0].ErrorMode, batch[0].Policies.Single().PositionalId));
    }

    [Fact]
    public void Create_NoPolicies_PermitsNothing()
    {
        using var batch = CompiledBatch.Compile(new PolicySource("// Nothing.", ErrorMode: ErrorMode.Cedar));
        Assert.All(Requests(), request => Assert.Equal(DecisionCause.NotPermitted, new PolicyEngine(batch[0]).Evaluate(request).Cause));
    }

    [Fact]
    public void DenyAll_InEitherPhase_DeniesAndSaysWhy()
    {
        var engine = new PolicyEngine(CompiledPolicySet.DenyAll("Broken."));
        foreach (var phase in Enum.GetValues<PolicyPhase>())
        {
            var decision = engine.Evaluate(Requests().First() with { Phase = phase });
            Assert.Equal((false, "Broken."), (decision.IsAllowed, decision.Message));
        }
    }

    [Fact]
    public void Create_SchemaThatCannotBeRead_DeniesAndSaysWhy()
    {
        var set = CompiledPolicySet.Create(new Permitting(), ErrorMode.FailClosed, "", [], [("a.cedarschema", "nonsense")], OnePermit);
        var decision = new PolicyEngine(set).Evaluate(Requests().First());
        Assert.False(decision.IsAllowed);
        Assert.Contains("schema", decision.Message);
    }

    // One file, one permit without a reason on its first line.
    private static ReadOnlySpan<byte> OnePermit => "1|1\n\\e\n1|0|1|\\e|a"u8;

    private sealed class Permitting : CompiledPolicies
    {
        public override PolicyAnswer Evaluate(int policy, PolicyFrame frame) => PolicyAnswer.True;
    }

    private static IEnumerable<PolicyRequest> Requests()
    {
        yield return new PolicyRequest(ExpressionCases.Principal, ExpressionCases.Action, ExpressionCases.Resource, ExpressionCases.JsonContext);
        yield return new PolicyRequest(ExpressionCases.Principal, ExpressionCases.Action, ExpressionCases.Resource, ExpressionCases.DictionaryContext);
        yield return new PolicyRequest(new("Role", "guest"), new("Action", "x"), new("File", "a"), new Dictionary<string, object?> { ["flag"] = null, ["number"] = 'c' });
    }

    private static string Describe(PolicySet set, in PolicyRequest request)
    {
        var engine = new PolicyEngine(set, ExpressionCases.Entities);
        var explanation = engine.Explain(request);
        return $"{Describe(engine.Evaluate(request))} / {Describe(explanation.Decision)} [{string.Join(", ", explanation.DeterminingPolicies)}] {string.Join("; ", explanation.Errors)}";
    }

    private static string Describe(PolicyDecision decision) => $"{decision.Cause} by {decision.Policy.PositionalId}, {decision.Error.Kind}: {decision.Message}";

    private static string Describe(PolicyInfo policy) => $"{policy.Id} {policy.PositionalId} {policy.Effect} {policy.Phase} {policy.Reason} {policy.Path} {policy.Line}";
}
