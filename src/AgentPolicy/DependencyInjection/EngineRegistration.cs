using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AgentPolicy.DependencyInjection;

/// <summary>Registers one engine, and what checks at the host's start that it is the one.</summary>
internal static class EngineRegistration
{
    public static IServiceCollection Add(IServiceCollection services, object? key, Func<IServiceProvider, PolicySet> policies, Action<AgentPolicyOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (ReferenceEquals(key, KeyedService.AnyKey) || key is "")
            throw new ArgumentException("An engine's key is one key, and no empty text.", nameof(key));
        if (Find(services, key) is [var other, ..])
        {
            throw new InvalidOperationException(
                $"{Describe(other)} is registered already{Under(key)}. An engine decides by one policy set; register a second one under a key of its own (AddKeyedAgentPolicy).");
        }

        var name = NameOf(services, key);
        var options = services.AddOptions<AgentPolicyOptions>(name);
        if (configure is not null)
            options.Configure(configure);
        options.Validate(static options => options.Entities is not null, $"AgentPolicyOptions.Entities{Under(key)} is null; use EntityStore.Empty for none.").ValidateOnStart();
        services.AddOptions<EngineStart>(name).ValidateOnStart();
        services.AddSingleton<IValidateOptions<EngineStart>>(provider => new EngineStartValidator(name, key, services, provider));
        return key is null
            ? services.AddSingleton<IPolicyEngine>(provider => Create(provider, name, policies))
            : services.AddKeyedSingleton<IPolicyEngine>(key, (provider, _) => Create(provider, name, policies));
    }

    /// <summary>The engines registered under a key, or under none.</summary>
    public static ServiceDescriptor[] Find(IServiceCollection services, object? key) =>
        [.. services.Where(service => service.ServiceType == typeof(IPolicyEngine) && Equals(service.ServiceKey, key))];

    public static string Describe(ServiceDescriptor service)
    {
        var (type, instance) = service.IsKeyedService
            ? (service.KeyedImplementationType, service.KeyedImplementationInstance)
            : (service.ImplementationType, service.ImplementationInstance);
        return (type ?? instance?.GetType())?.FullName is { } known ? $"The IPolicyEngine {known}" : "An IPolicyEngine made by a factory";
    }

    public static string Under(object? key) => key is null ? "" : $" under the key '{key}'";

    private static PolicyEngine Create(IServiceProvider provider, string name, Func<IServiceProvider, PolicySet> policies)
    {
        var configured = provider.GetRequiredService<IOptionsMonitor<AgentPolicyOptions>>().Get(name);
        var options = new AgentPolicyOptions
        {
            AllowAnonymous = configured.AllowAnonymous,
            Entities = configured.Entities,
            TimeProvider = configured.TimeProvider ?? provider.GetService<TimeProvider>(),
        };
        var set = policies(provider) ?? throw new InvalidOperationException("The function that gives the policies gave null.");
        return new PolicyEngine(set, options, provider.GetService<ILoggerFactory>(), provider.GetService<IMeterFactory>());
    }

    // Two keys that are written alike must not share their options: what one tenant allows, the other might not.
    private static string NameOf(IServiceCollection services, object? key) => key switch
    {
        null => Options.DefaultName,
        string text => text,
        _ => $"{key.GetType()} {key} #{services.Count}",
    };
}
