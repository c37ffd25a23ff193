using AgentPolicy.Tests.Compilation;

namespace AgentPolicy.Tests.Indexing;

/// <summary>Whatever the index leaves out would have changed nothing: with it and without it, compiled and interpreted, the answers are the same.</summary>
public class IndexEqualityTests
{
    private const string Schema = """
        entity User in [Group, User] = { roles?: Set<String>, level?: Long };
        entity Bot;
        entity Group in [Group] = { roles?: Set<String>, level?: Long };
        entity File in [Folder] = { roles?: Set<String>, level?: Long };
        entity Folder in [Folder];
        action all;
        action any in [all];
        action read in [any] appliesTo { principal: [User, Bot, Group], resource: [File, Folder], context: { input?: { account?: String, level?: Long, flag?: Bool, owner?: User }, x?: String } };
        action write in [all] appliesTo { principal: [User, Bot, Group], resource: [File, Folder], context: { input?: { account?: String }, x?: String } };
        """;

    [Theory]
    [InlineData(ErrorMode.FailClosed, false)]
    [InlineData(ErrorMode.Cedar, false)]
    [InlineData(ErrorMode.FailClosed, true)]
    [InlineData(ErrorMode.Cedar, true)]
    public void Answers_WithAndWithoutAnIndexInEitherBackEnd_AreTheSame(ErrorMode mode, bool hasSchema)
    {
        var sources = Enumerable.Range(0, 60).Select(seed => new PolicySource(new RandomSets(seed).Policies(), hasSchema ? Schema : null, mode)).ToArray();
        using var batch = CompiledBatch.Compile(sources);
        var answers = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < sources.Length; i++)
        {
            var random = new RandomSets(1000 + i);
            var (store, overlay) = (random.Entities(), random.Entities());

            // What is compiled is held to the schema's names, which these policies are not.
            PolicySet[] sets = hasSchema && mode == ErrorMode.FailClosed ? [sources[i].Interpret()] : [sources[i].Interpret(), batch[i]];
            PolicyEngine[] engines = [.. sets.Concat(sets.Select(set => set.WithoutIndex())).Select(set => Engine(set, store, hasSchema))];
            for (var request = 0; request < 40; request++)
            {
                var asked = random.Request(request % 3 == 0 ? overlay : null);
                var expected = Describe(engines[^1], asked);
                answers.Add(expected);
                Assert.All(engines, engine => Assert.Equal(expected, Describe(engine, asked)));
            }
        }

        // Requests that all come to the same would show nothing.
        Assert.True(answers.Count > 100, $"{answers.Count} different answers");
    }

    [Theory]
    [InlineData("permit(principal == User::\"u0\", action, resource) when { context.gone == 1 };")]
    [InlineData("permit(principal, action, resource) when { context.gone == 1 && principal == User::\"other\" };")]
    [InlineData("permit(principal, action, resource) when { context.gone has x && context.input.account == \"other\" };")]
    public void Evaluate_ErrorBeforeWhatDoesNotFit_IsTold(string policy)
    {
        // Many alike, so that there is something to look up.
        var set = PolicySet.Parse(string.Concat(Enumerable.Repeat(policy, 20)), new PolicySetOptions { ErrorMode = ErrorMode.Cedar });
        var explained = new PolicyEngine(set).Explain(new PolicyRequest(new("User", "u0"), new("Action", "read"), new("File", "f"), new Dictionary<string, object?> { ["input"] = new Dictionary<string, object?>() }));
        Assert.Equal(20, explained.Errors.Count);
    }

    [Fact]
    public void Evaluate_ActionWhoseGroupsOnlyTheRequestKnows_IsDecidedByThem()
    {
        var engine = new PolicyEngine(PolicySet.Parse("""permit(principal, action, resource); forbid(principal, action in Action::"dangerous", resource);"""));
        var overlay = EntityStore.Create(new Entity(new("Action", "burn"), parents: [new("Action", "hot")]), new Entity(new("Action", "hot"), parents: [new("Action", "dangerous")]));
        Assert.True(engine.Evaluate(new PolicyRequest(new("User", "u"), new("Action", "burn"), new("File", "f"))).IsAllowed);
        Assert.False(engine.Evaluate(new PolicyRequest(new("User", "u"), new("Action", "burn"), new("File", "f"), entities: overlay)).IsAllowed);
    }

    [Fact]
    public void Evaluate_PrincipalWhoseGroupsTheRequestChanges_IsDecidedByThem()
    {
        var store = EntityStore.Create(new Entity(new("User", "u"), parents: [new("Group", "g")]));
        var engine = new PolicyEngine(PolicySet.Parse("""permit(principal, action, resource); forbid(principal in Group::"banned", action, resource);"""), store);
        var banned = EntityStore.Create(new Entity(new("Group", "g"), parents: [new("Group", "banned")]));
        Assert.True(engine.Evaluate(new PolicyRequest(new("User", "u"), new("Action", "a"), new("File", "f"))).IsAllowed);
        Assert.False(engine.Evaluate(new PolicyRequest(new("User", "u"), new("Action", "a"), new("File", "f"), entities: banned)).IsAllowed);
    }

    // Of few groups, of some and of very many; of the first that the set names, and of the last.
    [Theory]
    [InlineData(3, 0, 10)]
    [InlineData(15, 100, 400)]
    [InlineData(16, 60, 400)]
    [InlineData(17, 300, 400)]
    [InlineData(150, 1, 400)]
    public void Evaluate_MemberOfGroups_IsAskedAboutThose(int memberships, int first, int named)
    {
        var policies = string.Concat(Enumerable.Range(0, named).Select(i => $"forbid(principal in Group::\"g{i}\", action, resource in Folder::\"f{i}\") when {{ context.x == {i} }};\n"));
        var set = PolicySet.Parse("permit(principal, action, resource);\n" + policies);
        var store = EntityStore.Create(
            new Entity(new("User", "u"), parents: Enumerable.Range(first, memberships).Select(i => new EntityUid("Group", $"g{i}"))),
            new Entity(new("File", "f"), parents: Enumerable.Range(0, named).Where(i => i % 3 != 0).Select(i => new EntityUid("Folder", $"f{i}"))));
        var (with, without) = (new PolicyEngine(set, store), new PolicyEngine(set.WithoutIndex(), store));
        foreach (var x in new[] { first - 1, first, first + 1, first + 2, first + memberships - 1, first + memberships, 0, 64, named - 1 })
        {
            var request = new PolicyRequest(new("User", "u"), new("Action", "a"), new("File", "f"), new Dictionary<string, object?> { ["x"] = (long)x });
            Assert.Equal(Describe(without, request), Describe(with, request));
            Assert.Equal(x >= first && x < first + memberships && x % 3 != 0 && x < named, !with.Evaluate(request).IsAllowed);
        }
    }

    [Fact]
    public void Evaluate_WithManyCandidates_AllocatesNothing()
    {
        var random = new RandomSets(7);
        var engine = new PolicyEngine(PolicySet.Parse(string.Concat(Enumerable.Range(0, 20).Select(seed => new RandomSets(seed).Policies())), new PolicySetOptions { ErrorMode = ErrorMode.Cedar }), random.Entities());
        var overlay = random.Entities();
        foreach (var request in Enumerable.Range(0, 20).Select(i => random.Request(i % 2 == 0 ? overlay : null)).ToArray())
            Assert.Equal(0, Support.Allocations.Bytes(() => engine.Evaluate(request)));
    }

    // Under a schema the actions are the schema's.
    private static PolicyEngine Engine(PolicySet set, EntityStore store, bool hasSchema) => new(set, hasSchema ? null : store);

    private static string Describe(PolicyEngine engine, in PolicyRequest request)
    {
        var (decision, explanation) = (engine.Evaluate(request), engine.Explain(request));
        return $"{Describe(decision)} / {Describe(explanation.Decision)} [{string.Join(", ", explanation.DeterminingPolicies.Select(policy => policy.PositionalId))}] {string.Join("; ", explanation.Errors)}";
    }

    private static string Describe(in PolicyDecision decision) => $"{decision.Cause} by {decision.Policy.PositionalId}: {decision.Message} ({decision.Error.Policy.PositionalId} {decision.Error.Kind})";
}
