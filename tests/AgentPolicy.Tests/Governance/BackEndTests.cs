using AgentPolicy.Compiled;

namespace AgentPolicy.Tests.Governance;

/// <summary>A governed method meets whatever policies are active: it knows none of them.</summary>
public sealed class BackEndTests
{
    private static readonly AgentIdentity s_identity = new(new EntityUid("Agent", "assistant"));

    [Fact]
    public async Task Call_OfACompiledSet_IsDecidedByTheToolsOwnCode()
    {
        var decided = 0;
        var tools = new HandWrittenTools(new PolicyEngine(HandWrittenPolicies.Compile(SendMoneyArguments.Shape, () => decided++)));
        using var scope = AgentContext.Enter(s_identity);
        Assert.Equal("to-shop", (await tools.SendMoneyAsync("shop", 5)).Id);
        Assert.Equal(1, decided);
    }

    [Fact]
    public async Task Call_AfterASwap_IsDecidedByThePoliciesLoadedAtRunTime()
    {
        var engine = new PolicyEngine(HandWrittenPolicies.Policies);
        var tools = new HandWrittenTools(engine);
        using var scope = AgentContext.Enter(s_identity);
        await tools.SendMoneyAsync("shop", 5);
        engine.Swap(PolicySet.Parse("@id(\"now\") permit(principal, action, resource) when { context.input.recipient == \"other\" };"));
        await Assert.ThrowsAsync<PolicyDeniedException>(() => tools.SendMoneyAsync("shop", 5));
        await tools.SendMoneyAsync("other", 5);
        engine.Swap(HandWrittenPolicies.Policies);
        await tools.SendMoneyAsync("shop", 5);
    }

    [Fact]
    public async Task Call_OfTwoSets_IsDecidedByThatOfItsEngine()
    {
        var compiled = new HandWrittenTools(new PolicyEngine(HandWrittenPolicies.Policies));
        var other = new HandWrittenTools(new PolicyEngine(PolicySet.Parse("permit(principal, action, resource) when { !(context.input has note) };")));
        using var scope = AgentContext.Enter(s_identity);
        await other.SendMoneyAsync("anybody", 1_000_000);
        await Assert.ThrowsAsync<PolicyDeniedException>(() => compiled.SendMoneyAsync("anybody", 1_000_000));
        await compiled.SendMoneyAsync("shop", 5, "note");
        await Assert.ThrowsAsync<PolicyDeniedException>(() => other.SendMoneyAsync("shop", 5, "note"));
    }

    [Fact]
    public void Call_OfAToolThatTheSetWasNotCompiledFor_IsDecidedAllTheSame()
    {
        var tools = new HandWrittenTools(new PolicyEngine(HandWrittenPolicies.Policies));
        using var scope = AgentContext.Enter(s_identity);
        Assert.Equal("text of a.txt", tools.ReadFile("a.txt"));
        Assert.Equal(DecisionCause.NotPermitted, Assert.Throws<PolicyDeniedException>(() => tools.ReadFile("b.txt")).Decision.Cause);
        tools.Ping();
        Assert.Equal(2, tools.Runs);
    }

    [Fact]
    public async Task Call_OfAToolOfAnotherShape_IsDenied()
    {
        var tools = new HandWrittenTools(new PolicyEngine(HandWrittenPolicies.Compile("send_money:2")));
        using var scope = AgentContext.Enter(s_identity);
        var denial = await Assert.ThrowsAsync<PolicyDeniedException>(() => tools.SendMoneyAsync("shop", 5));
        Assert.Equal(DecisionCause.ToolMismatch, denial.Decision.Cause);
        Assert.Contains("rebuild", denial.Message);
        Assert.Equal(0, tools.Runs);
    }

    [Fact]
    public void Call_OfAToolOfAnotherFormat_IsDeniedByEveryEngine()
    {
        var own = new PolicyEngine(PolicySet.Parse("permit(principal, action, resource);"));
        foreach (var engine in new IPolicyEngine[] { own, new ForeignEngine(own), new PolicyEngine(HandWrittenPolicies.Policies) })
            Assert.Equal(DecisionCause.ToolMismatch, GovernedPipeline.Begin(engine, default(OutdatedArguments), s_identity).Decision.Cause);
    }

    [Theory]
    [InlineData("shop", "5", "ok")]
    [InlineData("shop", "1000", "ok")]
    [InlineData("shop", "1000.0001", "ok")]
    [InlineData("shop", "0.00001", "ok")]
    [InlineData("elsewhere", "5", "ok")]
    [InlineData("elsewhere", "5000", "ok")]
    [InlineData("shop", "5", "secret-1")]
    public async Task Call_OfEitherBackEnd_GetsTheSameDecision(string recipient, string amount, string receipt)
    {
        using var scope = AgentContext.Enter(s_identity);
        var value = decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture);
        var compiled = new PolicyEngine(HandWrittenPolicies.Policies);
        var interpreted = new PolicyEngine(HandWrittenPolicies.Interpreted);
        var expected = await Run(compiled);
        Assert.Equal(expected, await Run(interpreted));
        Assert.Equal(expected, await Run(new ForeignEngine(compiled)));
        Assert.Equal(expected, await Run(new ForeignEngine(interpreted)));
        Assert.Equal(expected, await Run(new ForeignEngine(compiled) { Rewrites = true }));

        async Task<string> Run(IPolicyEngine engine)
        {
            var tools = new HandWrittenTools(engine) { Send = (_, _) => Task.FromResult(new Receipt(receipt)) };
            var failure = await Record.ExceptionAsync(() => tools.SendMoneyAsync(recipient, value));
            var denial = failure as PolicyDeniedException;
            return failure is null ? "allowed" : $"{denial!.Message} {denial.Decision.Policy.Id} {denial.Decision.Cause} {denial.Decision.Error} {denial.IsResultWithheld}";
        }
    }

    public static TheoryData<string, string, string, string> LinkedCalls => new()
    {
        { "", "elsewhere", "5", "NotPermitted " },
        { "let", "elsewhere", "5", "allowed" },
        { "let", "enemy", "5", "NotPermitted " },
        { "let", "elsewhere", "5000", "Forbidden limit" },
        { "let stop", "elsewhere", "5", "allowed" },
        { "let stop", "elsewhere", "50", "Forbidden stop-assistant" },
        { "stop", "shop", "50", "Forbidden stop-assistant" },
        { "stop", "shop", "5000", "Forbidden limit" },
        { "stop", "shop", "5.00001", "ForbidFailed limit" },
        { "hide", "shop", "5", "withheld hide-assistant" },
        { "let hide", "secret", "5", "withheld private" },
    };

    [Theory]
    [MemberData(nameof(LinkedCalls))]
    public async Task Call_OfASetWithLinks_IsDecidedByThemInEitherBackEnd(string templates, string recipient, string amount, string expected)
    {
        var links = templates.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(template => new TemplateLink[] { new(template, template + "-other", new EntityUid("Agent", "other")), new(template, template + "-assistant", new EntityUid("Agent", "assistant")) })
            .ToArray();
        using var scope = AgentContext.Enter(s_identity);
        foreach (var set in new[] { HandWrittenPolicies.Policies, HandWrittenPolicies.Interpreted, PolicySet.ParseJson(HandWrittenPolicies.Interpreted.ToJson()) })
        {
            var engine = new PolicyEngine(set.Link(links));
            foreach (var asked in new IPolicyEngine[] { engine, new ForeignEngine(engine) })
            {
                var tools = new HandWrittenTools(asked) { Send = (to, _) => Task.FromResult(new Receipt(to == "shop" ? "hidden" : to)) };
                var failure = await Record.ExceptionAsync(() => tools.SendMoneyAsync(recipient, decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture)));
                Assert.Equal(expected, failure is PolicyDeniedException denial ? $"{(denial.IsResultWithheld ? "withheld" : denial.Decision.Cause)} {denial.Decision.Policy.Id}" : failure?.ToString() ?? "allowed");
            }
        }
    }

    [Fact]
    public void Call_OfASetWithLinksAndAToolOfAnotherShape_IsDenied()
    {
        var engine = new PolicyEngine(HandWrittenPolicies.Compile("send_money:2").Link("let", "l", new EntityUid("Agent", "assistant")));
        Assert.Equal(DecisionCause.ToolMismatch, GovernedPipeline.Begin(engine, new SendMoneyArguments("shop", 5, null), s_identity).Decision.Cause);
    }

    [Fact]
    public async Task Call_WhilePoliciesAreSwapped_IsDecidedByOneSetOrTheOther()
    {
        var engine = new PolicyEngine(HandWrittenPolicies.Policies);
        using var stop = new CancellationTokenSource();
        var swapping = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                engine.Swap(HandWrittenPolicies.Interpreted);
                engine.Swap(HandWrittenPolicies.Compile(SendMoneyArguments.Shape));
            }
        });
        await Parallel.ForAsync(0, 8, (i, _) =>
        {
            var identity = new AgentIdentity(new EntityUid("Agent", $"{i}"));
            for (var j = 0; j < 2_000; j++)
            {
                var recipient = j % 2 == 0 ? "shop" : "elsewhere";
                Assert.Equal(j % 2 == 0, GovernedPipeline.Begin(engine, new SendMoneyArguments(recipient, i, null), identity).IsAllowed);
                Assert.Equal("limit", GovernedPipeline.Begin(engine, new SendMoneyArguments(recipient, 1001, null), identity).Decision.Policy.Id);
            }

            return ValueTask.CompletedTask;
        });
        await stop.CancelAsync();
        await swapping;
    }

    [Fact]
    public void Call_UnderASchemaThatDoesNotGroupTheTool_IsInCallToolWithADecoratorToo()
    {
        var schema = CedarSchema.Parse("entity Agent, Tool; action ping appliesTo { principal: Agent, resource: Tool };");
        var set = PolicySet.Parse("permit(principal, action, resource); @id(\"all\") forbid(principal, action in Action::\"call_tool\", resource);", new() { Schema = schema });
        var own = new PolicyEngine(set);
        foreach (var engine in new IPolicyEngine[] { own, new ForeignEngine(own), new ForeignEngine(new ForeignEngine(own)) })
            Assert.Equal("all", GovernedPipeline.Begin(engine, default(PingArguments), s_identity).Decision.Policy.Id);
    }
}
