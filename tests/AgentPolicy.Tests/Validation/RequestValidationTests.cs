namespace AgentPolicy.Tests.Validation;

/// <summary>What a schema says of a request, and what an engine makes of it.</summary>
public sealed class RequestValidationTests
{
    private static readonly CedarSchema s_schema = CedarSchema.Parse(
        """
        entity User, Team; entity Agent in [Team];
        entity Size enum ["large", "small"];
        namespace Bank { entity Account; action audit appliesTo { principal: Account, resource: Account }; }
        action pay in [write] appliesTo { principal: [User, Size], resource: Bank::Account, context: {
            amount: decimal, note?: String, size?: Size, act?: Action, users?: Set<User>, input?: { n: Long, "odd name"?: Bool }, sizes?: Set<{ s: Size }>
        } };
        action write;
        """);

    private static readonly EntityUid s_user = new("User", "ann");
    private static readonly EntityUid s_pay = new("Action", "pay");
    private static readonly EntityUid s_account = new("Bank::Account", "1");
    private static readonly Dictionary<string, object?> s_context = new() { ["amount"] = 5m };

    public static TheoryData<string, string, string, string, string, string> Scopes => new()
    {
        { "User", "Action", "pay", "Bank::Account", "", "" },
        { "Size::small", "Action", "pay", "Bank::Account", "", "" },
        { "Size::huge", "Action", "pay", "Bank::Account", "principal", "none of the entities that the schema lists for Size: \"large\", \"small\"" },
        { "Agent", "Action", "pay", "Bank::Account", "principal", "the schema does not let a 'Agent' do Action::\"pay\"; it lets Size, User" },
        { "Usr", "Action", "pay", "Bank::Account", "principal", "the schema declares no entity type 'Usr'; did you mean 'User'?" },
        { "User", "Action", "pay", "Account", "resource", "the schema declares no entity type 'Account'" },
        { "User", "Action", "pay", "Team", "resource", "be what is done to by Action::\"pay\"; it lets Bank::Account" },
        { "User", "Action", "pya", "Bank::Account", "action", "the schema declares no action Action::\"pya\"; did you mean 'Action::\"pay\"'?" },
        { "User", "Bank::Action", "pay", "Bank::Account", "action", "the schema declares no action Bank::Action::\"pay\"" },
        { "User", "Action", "write", "Bank::Account", "action", "is a group of actions, which nobody can do" },
        { "Bank::Account", "Bank::Action", "audit", "Bank::Account", "", "" },
    };

    [Theory]
    [MemberData(nameof(Scopes))]
    public void Scope_NotAsDeclared_IsFoundAndDenied(string principal, string actionType, string actionId, string resource, string path, string part)
    {
        var uid = principal.Split("::") is [var type, "huge" or "small"] ? new EntityUid(type, principal.Split("::")[1]) : new EntityUid(principal, "x");
        var context = actionId == "audit" ? [] : s_context;
        var request = new PolicyRequest(uid, new(actionType, actionId), new(resource, "x"), context);
        var violations = s_schema.Validate(request, ErrorMode.FailClosed).Where(violation => violation.Path != "context").ToList();
        var decision = Engine(ErrorMode.FailClosed).Evaluate(request);

        if (path.Length == 0)
        {
            Assert.Empty(violations);
            Assert.True(decision.IsAllowed, decision.Message);
            return;
        }

        var violation = Assert.Single(violations);
        Assert.Equal(path, violation.Path);
        Assert.Contains(part, violation.Message);
        Assert.DoesNotContain("huge", violation.ToString());
        Assert.Equal((DecisionCause.UnusableInput, PolicyErrorKind.UnreadableInput), (decision.Cause, decision.Error.Kind));
        Assert.DoesNotContain("huge", decision.Message);
        Assert.Equal(decision.Message, Engine(ErrorMode.FailClosed).Explain(request).Decision.Message);

        // Cedar itself checks requests before it is asked, not then.
        Assert.True(Engine(ErrorMode.Cedar).Evaluate(request).IsAllowed);
    }

    [Theory]
    [InlineData("""{"amount": 5}""", "")]
    [InlineData("""{"amount": 5.25, "note": null, "size": {"type": "Size", "id": "small"}, "users": [], "input": {"n": 1, "odd name": true}}""", "")]
    [InlineData("{}", "context: the attribute 'amount' is missing")]
    [InlineData("""{"amount": null}""", "context: the attribute 'amount' is missing")]
    [InlineData("""{"Amount": 5}""", "context: the schema has no attribute 'Amount' here; did you mean 'amount'?|context: the attribute 'amount' is missing")]
    [InlineData("""{"amount": 5, "amount": 5}""", "context: a key stands twice, or in upper and lower case")]
    [InlineData("""{"amount": "5"}""", "context.amount: expected a Decimal, found a String")]
    [InlineData("""{"amount": 5.00001}""", "context.amount: an input cannot be read: a number that is no exact decimal of four digits")]
    [InlineData("""{"amount": 5, "secret key": "secret"}""", "context: the schema has no attribute 'secret key' here")]
    [InlineData("""{"amount": 5, "size": {"type": "Size", "id": "secret"}}""", "context.size: this is none of the entities that the schema lists for Size: \"large\", \"small\"")]
    [InlineData("""{"amount": 5, "size": {"type": "User", "id": "small"}}""", "context.size: an input is an entity of another type than Size")]
    [InlineData("""{"amount": 5, "act": {"type": "Action", "id": "write"}}""", "")]
    [InlineData("""{"amount": 5, "act": {"type": "Action", "id": "secret"}}""", "context.act: the schema declares no action of this id and type; it declares")]
    [InlineData("""{"amount": 5, "users": [{"type": "User", "id": "a"}, "secret"]}""", "context.users[1]: expected a Entity, found a String")]
    [InlineData("""{"amount": 5, "users": {}}""", "context.users: expected a Set, found a Record")]
    [InlineData("""{"amount": 5, "input": {"odd name": 1, "n": "x"}}""", "context.input[\"odd name\"]: expected a Bool, found a Long|context.input.n: expected a Long, found a String")]
    [InlineData("""{"amount": 5, "sizes": [{"s": {"type": "Size", "id": "small"}}, {"s": {"type": "Size", "id": "secret"}}, {}]}""", "context.sizes[1].s: this is none of the entities|context.sizes[2]: the attribute 's' is missing")]
    [InlineData("""{"\ud800": 1, "amount": 5}""", "context: an input cannot be read: text with half a surrogate pair")]
    [InlineData("[]", "context: an input cannot be read: the context is JSON, but no object")]
    [InlineData("\"secret\"", "context: an input cannot be read")]
    public void Context_Json_IsCheckedInAllItsParts(string json, string expected)
    {
        var violations = s_schema.Validate(new PolicyRequest(s_user, s_pay, s_account, Answer.Json(json)), ErrorMode.FailClosed);
        var parts = expected.Split('|', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(parts.Length, violations.Count);
        foreach (var (violation, part) in violations.Zip(parts))
            Assert.StartsWith(part, $"{violation.Path}: {violation.Message}");
        Assert.DoesNotContain(violations, violation => violation.ToString().Contains("secret", StringComparison.Ordinal) && !violation.Message.Contains("'secret key'"));
    }

    [Theory]
    [InlineData("""{"amount": {"__extn": {"fn": "decimal", "arg": "5.0"}}}""", "")]
    [InlineData("""{"amount": "5.0", "size": {"__entity": {"type": "Size", "id": "large"}}}""", "")]
    [InlineData("""{"amount": 5}""", "context.amount: expected a Decimal, found a Long")]
    [InlineData("""{"amount": "5.0", "note": null}""", "context.note: an input cannot be read: null")]
    public void Context_JsonInCedarMode_IsReadAsCedarDoes(string json, string expected)
    {
        var violations = s_schema.Validate(new PolicyRequest(s_user, s_pay, s_account, Answer.Json(json)), ErrorMode.Cedar);
        Assert.Equal(expected, string.Join('|', violations.Select(violation => $"{violation.Path}: {violation.Message}")));
    }

    [Fact]
    public void Context_OfDotNet_IsCheckedToo()
    {
        IReadOnlyList<SchemaViolation> Check(Dictionary<string, object?> context, ErrorMode mode = ErrorMode.FailClosed) => s_schema.Validate(new PolicyRequest(s_user, s_pay, s_account, context), mode);
        Assert.Empty(Check(new() { ["amount"] = 5, ["users"] = new[] { s_user }, ["input"] = new Dictionary<string, object?> { ["n"] = 1 } }));
        Assert.Equal("context.input", Assert.Single(Check(new() { ["amount"] = 5, ["input"] = new Dictionary<string, object?>() })).Path);
        Assert.Equal("context.users[0]", Assert.Single(Check(new() { ["amount"] = 5, ["users"] = new object[] { s_account } })).Path);
        Assert.Contains("found a Long", Assert.Single(Check(new() { ["amount"] = 5 }, ErrorMode.Cedar)).Message);
        Assert.Empty(s_schema.Validate(new PolicyRequest<Payment>(s_user, s_pay, s_account, new Payment(1m)), ErrorMode.FailClosed));
        var thrown = Assert.Single(s_schema.Validate(new PolicyRequest<Payment>(s_user, s_pay, s_account, new Payment(-1m)), ErrorMode.FailClosed));
        Assert.Equal(("context", "an input threw an exception: InvalidTimeZoneException"), (thrown.Path, thrown.Message));
    }

    [Fact]
    public void Request_DefaultAndWrongEntities_IsAllReported()
    {
        var entities = EntityStore.Create(new Entity(new("Agent", "a"), parents: [s_user]), new Entity(new("Ghost", "g")));
        var violations = s_schema.Validate(new PolicyRequest(default, default, default, s_context, entities), ErrorMode.FailClosed);
        Assert.Equal(["action", "principal", "resource", "Agent::\"a\".parents[0]", "Ghost::\"g\""], violations.Select(violation => violation.Path));
        Assert.Contains("does not let a 'Agent' be in a 'User'; it lets it be in Team", violations[3].Message);
    }

    [Fact]
    public void Violations_OfAHugeContext_AreBounded()
    {
        var context = Answer.Json("{\"amount\": 1, \"users\": [" + string.Join(',', Enumerable.Range(0, 100_000)) + "]}");
        Assert.Equal(1_000, s_schema.Validate(new PolicyRequest(s_user, s_pay, s_account, context), ErrorMode.FailClosed).Count);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(600)]
    public void Context_Deep_IsAnsweredOnASmallStack(int depth)
    {
        var type = string.Concat(Enumerable.Repeat("Set<", Math.Min(depth, 490))) + "Long" + new string('>', Math.Min(depth, 490));
        var schema = CedarSchema.Parse($"entity A; action a appliesTo {{ principal: A, resource: A, context: {{ x: {type} }} }};");
        var request = new PolicyRequest(new("A", "a"), new("Action", "a"), new("A", "a"), Answer.Json("{\"x\": " + new string('[', depth) + new string(']', depth) + "}"));
        foreach (var stack in (int[])[128 * 1024, 1024 * 1024])
            Assert.InRange(Answer.OnStack(stack, () => schema.Validate(request, ErrorMode.FailClosed).Count), stack > 200_000 && depth == 400 ? 0 : 0, 1);
        Assert.Equal(depth == 400 ? 0 : 1, schema.Validate(request, ErrorMode.FailClosed).Count);
    }

    private static PolicyEngine Engine(ErrorMode mode) => new(PolicySet.Parse("permit(principal, action, resource);", new() { Schema = s_schema, ErrorMode = mode }));

    private readonly record struct Payment(decimal Amount) : IPolicyRecord
    {
        public int SlotCount => 1;

        public string GetName(int slot) => "amount";

        public int FindSlot(string name) => name == "amount" ? 0 : -1;

        public PolicyValue GetValue(int slot, PolicyScratch scratch) => Amount < 0 ? throw new InvalidTimeZoneException("secret") : PolicyValue.FromDecimal(Amount);
    }
}
