using AgentPolicy.Tests.Support;

namespace AgentPolicy.Tests.Validation;

[Collection(nameof(Alone))]
public sealed class AllocationTests
{
    [Theory]
    [InlineData("Size", "small", "Bank", true)]
    [InlineData("User", "ann", "Bank", true)]
    [InlineData("Size", "huge", "Bank", false)]
    [InlineData("Bank", "ann", "Bank", false)]
    [InlineData("Ghost", "ann", "Bank", false)]
    [InlineData("User", "ann", "User", false)]
    public void Evaluate_RequestHeldToTheSchema_AllocatesNothing(string principal, string id, string resource, bool isAllowed)
    {
        var schema = CedarSchema.Parse("""entity User, Bank; entity Size enum ["small", "large"]; action pay appliesTo { principal: [User, Size], resource: Bank };""");
        var engine = new PolicyEngine(PolicySet.Parse("permit(principal, action, resource);", new() { Schema = schema }));
        var request = new PolicyRequest(new(principal, id), new("Action", "pay"), new(resource, "x"));
        Assert.Equal(isAllowed, engine.Evaluate(request).IsAllowed);
        Assert.Equal(0, Allocations.Bytes(() => engine.Evaluate(request)));
    }
}
