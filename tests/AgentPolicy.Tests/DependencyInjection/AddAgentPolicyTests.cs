using AgentPolicy.Compiled;
using AgentPolicy.Tests.Governance;
using AgentPolicy.Tests.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AgentPolicy.Tests.DependencyInjection;

public sealed class AddAgentPolicyTests
{
    private static readonly AgentIdentity s_identity = new(new EntityUid("Agent", "assistant"));
    private static readonly PolicySet s_permitAll = PolicySet.Parse("permit(principal, action, resource);");
    private static readonly PolicySet s_none = PolicySet.Parse("");

    [Fact]
    public async Task AddAgentPolicy_OfACompiledSet_GivesItsEngine()
    {
        using var host = Build(services => services.AddAgentPolicy<HandWrittenPolicies>());
        await host.StartAsync();
        var engine = host.Services.GetRequiredService<IPolicyEngine>();
        Assert.Same(engine, host.Services.GetRequiredService<IPolicyEngine>());
        Assert.True(GovernedPipeline.Begin(engine, new SendMoneyArguments("shop", 5, null), s_identity).IsAllowed);
        Assert.False(GovernedPipeline.Begin(engine, new SendMoneyArguments("shop", 5000, null), s_identity).IsAllowed);
    }

    // The start decides on calls by nobody, so that the code for it is there when somebody calls.
    [Fact]
    public async Task Start_PreparesTheTools_AndNobodyHearsOfIt()
    {
        using var listeners = new Listeners(listens: false);
        var decided = 0;
        using var host = Build(services => services.AddSingleton<ILoggerFactory>(listeners).AddAgentPolicy(_ => HandWrittenPolicies.Compile(SendMoneyArguments.Shape, () => decided++)));
        await host.StartAsync();
        Assert.InRange(decided, 1, 2);
        Assert.DoesNotContain("send_money", listeners.All, StringComparison.Ordinal);

        var engine = host.Services.GetRequiredService<IPolicyEngine>();
        Assert.True(GovernedPipeline.Begin(engine, new SendMoneyArguments("shop", 5, null), s_identity).IsAllowed);
        Assert.False(GovernedPipeline.Begin(engine, default(SendMoneyArguments), s_identity).IsAllowed);
        Assert.Contains("send_money", listeners.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OfCodeThatCannotBePrepared_IsNoReasonNotToStart_AndLetsNothingThrough()
    {
        using var host = Build(services => services.AddAgentPolicy(_ => HandWrittenPolicies.Compile(SendMoneyArguments.Shape, () => throw new InvalidOperationException("Broken."))));
        await host.StartAsync();
        Assert.False(GovernedPipeline.Begin(host.Services.GetRequiredService<IPolicyEngine>(), new SendMoneyArguments("shop", 5, null), s_identity).IsAllowed);

        using var other = Build(services => services.AddAgentPolicy(_ => HandWrittenPolicies.Compile("{}")));
        await other.StartAsync();
        Assert.Equal(DecisionCause.ToolMismatch, GovernedPipeline.Begin(other.Services.GetRequiredService<IPolicyEngine>(), new SendMoneyArguments("shop", 5, null), s_identity).Decision.Cause);
    }

    [Fact]
    public void AddAgentPolicy_Twice_ThrowsAndNamesWhatIsThere()
    {
        var services = new ServiceCollection().AddAgentPolicy<HandWrittenPolicies>();
        Assert.Contains("AddKeyedAgentPolicy", Assert.Throws<InvalidOperationException>(() => services.AddAgentPolicy<HandWrittenPolicies>()).Message);
        var other = new ServiceCollection().AddSingleton<IPolicyEngine>(new ForeignEngine(null));
        Assert.Contains(typeof(ForeignEngine).FullName!, Assert.Throws<InvalidOperationException>(() => other.AddAgentPolicy<HandWrittenPolicies>()).Message);
        other = new ServiceCollection().AddSingleton<IPolicyEngine, ForeignEngine>();
        Assert.Contains(typeof(ForeignEngine).FullName!, Assert.Throws<InvalidOperationException>(() => other.AddAgentPolicy(_ => s_none)).Message);
    }

    [Fact]
    public async Task AddAgentPolicy_ThenAnotherEngine_FailsTheStart()
    {
        using var host = Build(services => services.AddAgentPolicy<HandWrittenPolicies>().AddSingleton<IPolicyEngine>(new ForeignEngine(null)));
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());
        Assert.Contains(typeof(ForeignEngine).FullName!, failure.Message);
        Assert.Contains("after AddAgentPolicy", failure.Message);
    }

    [Fact]
    public async Task AddAgentPolicy_ThenRemoved_FailsTheStart()
    {
        using var host = Build(services =>
        {
            services.AddAgentPolicy<HandWrittenPolicies>();
            services.Remove(services.Single(service => service.ServiceType == typeof(IPolicyEngine)));
        });
        Assert.Contains("removed", (await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync())).Message);
    }

    [Fact]
    public async Task AddAgentPolicy_PoliciesThatCannotBeLoaded_FailTheStart()
    {
        using var host = Build(services => services.AddAgentPolicy(_ => PolicySet.Parse("permit(")));
        Assert.Contains("AGP", (await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync())).Message);
        using var gone = Build(services => services.AddAgentPolicy(_ => null!));
        await Assert.ThrowsAsync<OptionsValidationException>(() => gone.StartAsync());
    }

    [Fact]
    public async Task AddAgentPolicy_OptionsWithoutEntities_FailTheStart()
    {
        using var host = Build(services => services.AddKeyedAgentPolicy<HandWrittenPolicies>("tenant", options => options.Entities = null!));
        Assert.Contains("Entities under the key 'tenant' is null", (await Assert.ThrowsAnyAsync<Exception>(() => host.StartAsync())).ToString());
    }

    [Fact]
    public async Task AddAgentPolicy_Options_ReachTheEngine()
    {
        var time = new ManualTime();
        using var host = Build(services => services.AddSingleton<TimeProvider>(time).AddAgentPolicy(
            _ => PolicySet.Parse("permit(principal, action, resource) when { resource has a || principal is Anonymous };"),
            options =>
            {
                options.AllowAnonymous = true;
                options.Entities = EntityStore.Create(new Entity(new("Tool", "NetTools"), new Dictionary<string, object?> { ["a"] = 1 }));
            }));
        await host.StartAsync();
        var engine = host.Services.GetRequiredService<IPolicyEngine>();
        Assert.True(GovernedPipeline.Begin(engine, new SendMoneyArguments("shop", 5, null)).IsAllowed);
        var call = GovernedPipeline.BeginTimed(engine, default(PingArguments), s_identity);
        Assert.Equal((true, ManualTime.Start), (call.IsAllowed, call.Time));
    }

    [Fact]
    public async Task AddKeyedAgentPolicy_AnEngineATenant_EachDecidesByItsOwn()
    {
        var (one, same) = (new Tenant(1), new Tenant(2));
        using var host = Build(services => services
            .AddAgentPolicy<HandWrittenPolicies>()
            .AddKeyedAgentPolicy<HandWrittenPolicies>("compiled", options => options.AllowAnonymous = true)
            .AddKeyedAgentPolicy("open", _ => s_permitAll, null)
            .AddKeyedAgentPolicy(one, _ => s_permitAll, options => options.AllowAnonymous = true)
            .AddKeyedAgentPolicy(same, _ => s_permitAll, null));
        await host.StartAsync();
        var arguments = new SendMoneyArguments("elsewhere", 5, null);
        Assert.False(GovernedPipeline.Begin(host.Services.GetRequiredService<IPolicyEngine>(), arguments, s_identity).IsAllowed);
        Assert.False(GovernedPipeline.Begin(Engine("compiled"), arguments, s_identity).IsAllowed);
        Assert.True(GovernedPipeline.Begin(Engine("open"), arguments, s_identity).IsAllowed);

        // What one tenant allows, another that is written alike does not.
        Assert.True(GovernedPipeline.Begin(Engine(one), arguments).IsAllowed);
        Assert.Equal(DecisionCause.NoIdentity, GovernedPipeline.Begin(Engine(same), arguments).Decision.Cause);
        Assert.Equal(DecisionCause.NoIdentity, GovernedPipeline.Begin(Engine("open"), arguments).Decision.Cause);
        Assert.Null(host.Services.GetKeyedService<IPolicyEngine>("unknown"));

        IPolicyEngine Engine(object key) => host.Services.GetRequiredKeyedService<IPolicyEngine>(key);
    }

    [Fact]
    public async Task AddKeyedAgentPolicy_TwoEnginesOfAKey_AreRefused()
    {
        var services = new ServiceCollection().AddKeyedAgentPolicy<HandWrittenPolicies>("a").AddKeyedAgentPolicy<HandWrittenPolicies>("b");
        Assert.Contains("'a'", Assert.Throws<InvalidOperationException>(() => services.AddKeyedAgentPolicy("a", _ => s_none)).Message);
        using var host = Build(late => late.AddKeyedAgentPolicy<HandWrittenPolicies>("a").AddKeyedSingleton<IPolicyEngine>("a", new ForeignEngine(null)));
        Assert.Contains("'a'", (await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync())).Message);
    }

    [Fact]
    public void AddKeyedAgentPolicy_KeyThatIsNone_Throws()
    {
        var services = new ServiceCollection();
        Assert.Throws<ArgumentNullException>(() => services.AddKeyedAgentPolicy<HandWrittenPolicies>(null!));
        Assert.Throws<ArgumentException>(() => services.AddKeyedAgentPolicy<HandWrittenPolicies>(""));
        Assert.Throws<ArgumentException>(() => services.AddKeyedAgentPolicy<HandWrittenPolicies>(KeyedService.AnyKey));
        Assert.Empty(services);
    }

    private static IHost Build(Action<IServiceCollection> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        configure(builder.Services);
        return builder.Build();
    }

    private sealed class Tenant(int number)
    {
        public int Number { get; } = number;

        public override string ToString() => "tenant";
    }
}
