using AgentPolicy.Language.Program;
using AgentPolicy.Tests.Compiled;
using AgentPolicy.Tests.Support;

namespace AgentPolicy.Tests.Interpretation;

/// <summary>A decision leaves nothing on the heap: every kind of expression, in every form of context, whether it is true, false or an error.</summary>
[Collection(nameof(Alone))]
public sealed class AllocationTests
{
    public static TheoryData<string, string> Cases()
    {
        var data = new TheoryData<string, string>();
        foreach (var (kind, isTrue, isFalse, error) in ExpressionCases.All)
        {
            data.Add(kind, isTrue);
            data.Add(kind, isFalse);
            data.Add(kind, error);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Evaluate_EveryExpressionInEveryFormOfContext_AllocatesNothing(string kind, string condition)
    {
        foreach (var policies in new[] { CompiledCases.Permit(condition), CompiledCases.Forbid(condition) })
        {
            foreach (var set in CompiledCases.InBothBackEnds(policies))
                AssertAllocatesNothing(new PolicyEngine(set, ExpressionCases.Entities), $"{kind}, {set.Code.GetType().Name}: {policies}");
        }
    }

    private static void AssertAllocatesNothing(PolicyEngine engine, string what)
    {
        var json = new PolicyRequest(ExpressionCases.Principal, ExpressionCases.Action, ExpressionCases.Resource, ExpressionCases.JsonContext);
        var dictionary = new PolicyRequest(ExpressionCases.Principal, ExpressionCases.Action, ExpressionCases.Resource, ExpressionCases.DictionaryContext);
        var typed = new PolicyRequest<StructContext>(ExpressionCases.Principal, ExpressionCases.Action, ExpressionCases.Resource, ExpressionCases.Struct);
        Assert.True(Allocations.Bytes(() => engine.Evaluate(json)) == 0, $"JSON, {what}");
        Assert.True(Allocations.Bytes(() => engine.Evaluate(dictionary)) == 0, $"dictionary, {what}");
        Assert.True(Allocations.Bytes(() => engine.Evaluate(typed)) == 0, $"struct, {what}");
    }

    [Fact]
    public void Evaluate_ContextTypedBySchema_AllocatesNothing()
    {
        var schema = CedarSchema.Parse(
            """
            entity Agent, Tool; entity File in [Folder]; entity Folder;
            action send_money in [call_tool] appliesTo { principal: Agent, resource: Tool, context: { amount: decimal, file: File, note?: String, files: Set<File> } };
            action call_tool;
            """);
        var set = PolicySet.Parse(
            """
            permit(principal, action in Action::"call_tool", resource)
            when { context.amount.greaterThan(decimal("1000.0")) && context.file in Folder::"home" && !(context has note) && context.files.contains(context.file) };
            """,
            new PolicySetOptions { Schema = schema });
        var engine = new PolicyEngine(set, EntityStore.Create(new Entity(new("File", "a"), parents: [new("Folder", "home")])));
        var json = System.Text.Json.JsonDocument.Parse(
            """{ "amount": 1200, "file": { "type": "File", "id": "a" }, "note": null, "files": [{ "type": "File", "id": "b" }, { "type": "File", "id": "a" }] }""").RootElement;
        var request = new PolicyRequest(ExpressionCases.Principal, ExpressionCases.Action, ExpressionCases.Resource, json);
        Assert.Equal(DecisionCause.Permitted, engine.Evaluate(request).Cause);
        Assert.Equal(0, Allocations.Bytes(() => engine.Evaluate(request)));
    }

    [Fact]
    public void Evaluate_EntitiesOfTheRequest_AllocatesNothing()
    {
        var engine = new PolicyEngine(PolicySet.Parse("permit(principal, action, resource) when { principal in Role::\"admin\" && principal.level == 4 };"), ExpressionCases.Entities);
        var overlay = EntityStore.Create(
            new Entity(ExpressionCases.Principal, new Dictionary<string, object?> { ["level"] = 4 }, [new("Role", "visitor")]),
            new Entity(new("Role", "visitor"), parents: [new("Role", "teller")]));
        var request = new PolicyRequest(ExpressionCases.Principal, ExpressionCases.Action, ExpressionCases.Resource, entities: overlay);
        Assert.True(engine.Evaluate(request).IsAllowed);
        Assert.Equal(0, Allocations.Bytes(() => engine.Evaluate(request)));
    }

    [Fact]
    public void Bytes_AnAllocationInEveryDecision_IsSeen() => Assert.True(Allocations.Bytes(static () => new object().GetHashCode() == 0 ? default : new PolicyDecision()) > 0);

    [Fact]
    public void Cases_OfTheTable_CoverEveryNodeAndOperator()
    {
        var kinds = typeof(ProgramExpr).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ProgramExpr)))
            .Select(type => type.Name[..^"Expr".Length]).Except(["Unary", "Binary", "ExtensionCall"])
            .Concat(Enum.GetNames<UnaryOperator>()).Concat(Enum.GetNames<BinaryOperator>()).Concat(Enum.GetNames<ExtensionFunction>());
        Assert.Equal(kinds.Order(), ExpressionCases.All.Select(row => row.Kind).Order());
    }
}
