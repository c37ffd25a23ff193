using AgentPolicy.Json;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Syntax;
using AgentPolicy.Language.Tests.Syntax;
using AgentPolicy.Language.Text;
using AgentPolicy.Tests.Support;
using FsCheck.Xunit;

namespace AgentPolicy.Tests.Json;

/// <summary>What is written in JSON means what was read, and from one syntax to the other nothing is lost.</summary>
public sealed class PolicyRoundTripTests
{
    private static readonly PolicySetOptions s_cedar = new() { ErrorMode = ErrorMode.Cedar };

    [Property(Arbitrary = [typeof(SyntaxGenerator)], MaxTest = 700, EndSize = 60)]
    public void Json_OfAnyPolicies_ReadsBackAsTheSameSyntax(PolicyFileWrapper generated)
    {
        var named = generated.File.Policies.Select((policy, index) => ("p" + index, policy)).ToList();
        var bag = new DiagnosticBag();
        var json = PolicyJsonWriter.Write(named, []);

        var read = PolicyJsonReader.Read(new SourceFile("", json), bag);

        Assert.Empty(bag.Diagnostics);
        var sorted = named.OrderBy(row => TemplateSlots.Find(row.policy) is not null).ToList();
        Assert.Equal(sorted.Select(row => row.Item1), read.Policies.Ids);
        Assert.Equal(sorted.Select(row => AsInJson(row.policy)), read.Policies.Syntax.Policies);
        Assert.Equal(json, PolicyJsonWriter.Write([.. read.Policies.Ids!.Zip(read.Policies.Syntax.Policies)], []));
        foreach (var policy in read.Policies.Syntax.Policies)
            Assert.Equal(policy, Assert.Single(CedarParser.Parse(new SourceFile("", CedarPrinter.Print(policy)), bag).Policies));
        Assert.Empty(bag.Diagnostics);
    }

    [SkippableTheory]
    [InlineData("conformance/cedar/corpus-public.tar.gz", 3_000)]
    [InlineData("conformance/cedar/generated-public.tar.gz", 300)]
    public void Corpus_EveryPolicySet_SurvivesBothSyntaxes(string archive, int atLeast)
    {
        var count = 0;
        foreach (var (name, text) in SharedData.ReadArchive(archive, ".cedar"))
        {
            var bag = new DiagnosticBag();
            var policies = CedarParser.Parse(new SourceFile(name, text), bag).Policies.Select((policy, index) => ("p" + index, policy)).ToList();
            var read = PolicyJsonReader.Read(new SourceFile(name, PolicyJsonWriter.Write(policies, [])), bag);
            Assert.Empty(bag.Diagnostics);
            Assert.Equal(policies.Select(row => AsInJson(row.policy)), read.Policies.Syntax.Policies);
            count++;
        }

        Assert.True(count >= atLeast, $"only {count}");
    }

    [Theory]
    [InlineData("context has a.b", """{"has":{"attr":["a","b"],"left":{"Var":"context"}}}""")]
    [InlineData("context has \"a b\"", """{"has":{"attr":"a b","left":{"Var":"context"}}}""")]
    [InlineData("context like \"a*\\**\"", """{"like":{"pattern":[{"Literal":"a"},"Wildcard",{"Literal":"*"},"Wildcard"],"left":{"Var":"context"}}}""")]
    [InlineData("true && false && true", """{"&&":{"left":{"&&":{"left":{"Value":true},"right":{"Value":false}}},"right":{"Value":true}}}""")]
    [InlineData("true || (false || true)", """{"||":{"left":{"Value":true},"right":{"||":{"left":{"Value":false},"right":{"Value":true}}}}}""")]
    [InlineData("1 != -9223372036854775808", """{"!=":{"left":{"Value":1},"right":{"Value":-9223372036854775808}}}""")]
    [InlineData("-(5) < 9223372036854775807", """{"<":{"left":{"neg":{"arg":{"Value":5}}},"right":{"Value":9223372036854775807}}}""")]
    [InlineData("decimal(\"1.0\").lessThan(context)", """{"lessThan":[{"decimal":[{"Value":"1.0"}]},{"Var":"context"}]}""")]
    [InlineData("[principal].contains(A::B::\"\\0é\")", """{"contains":{"left":{"Set":[{"Var":"principal"}]},"right":{"Value":{"__entity":{"type":"A::B","id":"\u0000é"}}}}}""")]
    [InlineData("{}.isEmpty()", """{"isEmpty":{"arg":{"Record":{}}}}""")]
    [InlineData("principal is A in [resource]", """{"is":{"entity_type":"A","left":{"Var":"principal"},"in":{"Set":[{"Var":"resource"}]}}}""")]
    [InlineData("if !true then context[\"a b\"] else 1", """{"if-then-else":{"if":{"!":{"arg":{"Value":true}}},"then":{".":{"attr":"a b","left":{"Var":"context"}}},"else":{"Value":1}}}""")]
    public void ToJson_Expression_IsAsTheReferenceWritesIt(string expression, string json)
    {
        var set = PolicySet.Parse($"permit(principal, action, resource) when {{ {expression} }};", s_cedar);
        Assert.Equal("{\"staticPolicies\":{\"policy0\":" + Policy(json) + "},\"templates\":{},\"templateLinks\":[]}", set.ToJson());
        Assert.Contains(expression, PolicySet.ParseJson(set.ToJson(), s_cedar).ToCedar().Replace("\n    ", " "));
    }

    [Theory]
    [InlineData("""[1, "a", [true], {"b": {"__entity": {"type": "A", "id": "x"}}}]""", "[1, \"a\", [true], {b: A::\"x\"}]")]
    [InlineData("""{"__extn": {"fn": "decimal", "arg": "1.0"}}""", "decimal(\"1.0\")")]
    [InlineData("""{"__extn": {"fn": "lessThan", "args": [{"__extn": {"fn": "decimal", "args": ["1.0"]}}, 2]}}""", "decimal(\"1.0\").lessThan(2)")]
    [InlineData("""{"type": "A", "id": "x"}""", "{type: \"A\", id: \"x\"}")]
    public void ParseJson_Value_IsTheExpressionThatItStandsFor(string value, string expression)
    {
        var json = "{\"staticPolicies\":{\"policy0\":" + Policy("{\"Value\":" + value + "}") + "}}";
        Assert.Contains("\n    " + expression + "\n", PolicySet.ParseJson(json, s_cedar).ToCedar());
    }

    [Fact]
    public void ToJson_Head_HasEveryForm()
    {
        const string Text = """
            @a @b("") permit(principal is U in ?principal, action in [Action::"a", Action::"b"], resource == ?resource) unless { false };
            permit(principal == U::"a", action == N::Action::"a", resource in R::"r");
            forbid(principal in ?principal, action in Action::"a", resource is R);
            """;
        var set = PolicySet.Parse(Text, s_cedar);
        Assert.Equal(
            """{"staticPolicies":{"policy1":{"effect":"permit","principal":{"op":"==","entity":{"type":"U","id":"a"}},"action":{"op":"==","entity":{"type":"N::Action","id":"a"}},"resource":{"op":"in","entity":{"type":"R","id":"r"}},"conditions":[]}},"""
            + """ "templates":{"policy0":{"effect":"permit","principal":{"op":"is","entity_type":"U","in":{"slot":"?principal"}},"action":{"op":"in","entities":[{"type":"Action","id":"a"},{"type":"Action","id":"b"}]},"resource":{"op":"==","slot":"?resource"},"conditions":[{"kind":"unless","body":{"Value":false}}],"annotations":{"a":null,"b":""}},""".TrimStart()
            + """ "policy2":{"effect":"forbid","principal":{"op":"in","slot":"?principal"},"action":{"op":"in","entity":{"type":"Action","id":"a"}},"resource":{"op":"is","entity_type":"R"},"conditions":[]}},"templateLinks":[]}""".TrimStart(),
            set.ToJson());
        Assert.Equal(set.ToJson(), PolicySet.ParseJson(set.ToJson(), s_cedar).ToJson());
    }

    [Fact]
    public void ToCedar_SetFromJson_NamesItsPoliciesAlike()
    {
        var policy = Policy("{\"Value\":true}");
        var set = PolicySet.ParseJson($$$$$"""{"staticPolicies": {"policy1": {{{{{policy}}}}}, "b": {{{{{policy[..^1]}}}}}, "annotations": {"id": "name", "reason": "r"}}, "policy2": {{{{{policy}}}}}, "a\"\n": {{{{{policy}}}}}}}""");
        Assert.Equal(["policy1", "name", "policy2", "a\"\n"], set.Policies.Select(info => info.Id));
        Assert.Equal(["policy1", "b", "policy2", "a\"\n"], set.Policies.Select(info => info.PositionalId));
        var text = PolicySet.Parse(set.ToCedar());
        Assert.Equal(set.Policies.Select(info => (info.Id, info.Reason)), text.Policies.Select(info => (info.Id, info.Reason)));
        Assert.Equal(["policy0", "policy1", "policy2", "policy3"], text.Policies.Select(info => info.PositionalId));
    }

    [Fact]
    public void ToJson_SetOfSeveralFiles_KeysPoliciesByTheirPositionInTheSet()
    {
        var folder = Directory.CreateTempSubdirectory("agentpolicy-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "a.cedar"), "permit(principal, action, resource); @id(\"t\") permit(principal == ?principal, action, resource);");
            File.WriteAllText(Path.Combine(folder, "b.cedar"), "@id(\"x\") forbid(principal, action, resource);");
            var set = PolicySet.LoadDirectory(folder);
            var back = PolicySet.ParseJson(set.ToJson());
            Assert.Equal(set.Policies.Select(info => (info.Id, info.PositionalId, info.Effect)), back.Policies.Select(info => (info.Id, info.PositionalId, info.Effect)));
            Assert.Equal(("t", "policy1"), (back.Templates[0].Id, back.Templates[0].PositionalId));
            Assert.Equal(set.ToCedar(), PolicySet.Parse(set.ToCedar()).ToCedar());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("&&")]
    [InlineData("||")]
    public void ToJson_LongChain_StaysFlatAndAnswersAlike(string operation)
    {
        var operands = string.Join($" {operation} ", Enumerable.Range(0, 50_000).Select(index => operation == "&&" ? $"context.n < {index + 1}" : $"context.n == {index + 1}"));
        var set = PolicySet.Parse($"permit(principal, action, resource) when {{ {operands} }};");
        var back = PolicySet.ParseJson(set.ToJson());
        foreach (var n in new object[] { -1, 0, 1, 50_000, 50_001, "x" })
        {
            var request = new PolicyRequest(new("A", "a"), new("Action", "a"), new("R", "r"), new Dictionary<string, object?> { ["n"] = n });
            var (expected, actual) = (new PolicyEngine(set).Evaluate(request), new PolicyEngine(back).Evaluate(request));
            Assert.Equal((expected.Cause, expected.Error.Message), (actual.Cause, actual.Error.Message));
        }
    }

    private static string Policy(string body) =>
        $$$$$"""{"effect":"permit","principal":{"op":"All"},"action":{"op":"All"},"resource":{"op":"All"},"conditions":[{"kind":"when","body":{{{{{body}}}}}}]}""";

    // JSON knows no chains, and writes a list of one action as that action.
    private static PolicySyntax AsInJson(PolicySyntax policy) => policy with
    {
        Action = policy.Action is InSetScopeSyntax { Entities: [var only] } ? new InScopeSyntax(only) : policy.Action,
        Conditions = policy.Conditions.Select(condition => condition with { Body = AsInJson(condition.Body) }).ToEquatableArray(),
    };

    private static ExprSyntax AsInJson(ExprSyntax expr) => expr switch
    {
        AndSyntax node => new AndSyntax(Chain(node.Operands, operand => operand is AndSyntax inner ? inner.Operands : null)),
        OrSyntax node => new OrSyntax(Chain(node.Operands, operand => operand is OrSyntax inner ? inner.Operands : null)),
        IfSyntax node => new IfSyntax(AsInJson(node.Condition), AsInJson(node.Then), AsInJson(node.Else)),
        BinarySyntax node => node with { Left = AsInJson(node.Left), Right = AsInJson(node.Right) },
        UnarySyntax node => node with { Operand = AsInJson(node.Operand) },
        HasSyntax node => node with { Target = AsInJson(node.Target) },
        LikeSyntax node => node with { Target = AsInJson(node.Target) },
        IsSyntax node => node with { Target = AsInJson(node.Target), In = node.In is null ? null : AsInJson(node.In) },
        MemberSyntax node => node with { Target = AsInJson(node.Target) },
        MethodCallSyntax node => node with { Target = AsInJson(node.Target), Arguments = node.Arguments.Select(AsInJson).ToEquatableArray() },
        FunctionCallSyntax node => node with { Arguments = node.Arguments.Select(AsInJson).ToEquatableArray() },
        SetSyntax node => new SetSyntax(node.Elements.Select(AsInJson).ToEquatableArray()),
        RecordSyntax node => new RecordSyntax(node.Fields.Select(field => field with { Value = AsInJson(field.Value) }).ToEquatableArray()),
        _ => expr,
    };

    private static EquatableArray<ExprSyntax> Chain(EquatableArray<ExprSyntax> operands, Func<ExprSyntax, EquatableArray<ExprSyntax>?> inner)
    {
        var all = operands.Select(AsInJson).ToList();
        while (inner(all[0]) is { } first)
            all = [.. first, .. all.Skip(1)];
        return all.ToEquatableArray();
    }
}
