using AgentPolicy;
using AgentPolicy.DependencyInjection;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers policy engines with a host.</summary>
/// <remarks>
/// One engine decides by one set; sets are never merged. An <see cref="IPolicyEngine"/> that is registered already is an exception here, one that is registered later fails the
/// host's start, which also makes the engines: policies that cannot be loaded do not wait for the first call.
/// </remarks>
public static class AgentPolicyServiceCollectionExtensions
{
    /// <summary>Adds the engine that decides by a compiled policy set.</summary>
    /// <typeparam name="TSet">The set: a partial class that bears <see cref="PolicySetAttribute"/>.</typeparam>
    /// <param name="services">The host's services.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    /// <exception cref="InvalidOperationException">An <see cref="IPolicyEngine"/> is registered already; the message names it.</exception>
    public static IServiceCollection AddAgentPolicy<TSet>(this IServiceCollection services)
        where TSet : ICompiledPolicySet => services.AddAgentPolicy<TSet>(configure: null);

    /// <summary>Adds the engine that decides by a compiled policy set.</summary>
    /// <typeparam name="TSet">The set: a partial class that bears <see cref="PolicySetAttribute"/>.</typeparam>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">What the host allows and knows, or null.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    /// <exception cref="InvalidOperationException">An <see cref="IPolicyEngine"/> is registered already; the message names it.</exception>
    public static IServiceCollection AddAgentPolicy<TSet>(this IServiceCollection services, Action<AgentPolicyOptions>? configure)
        where TSet : ICompiledPolicySet => EngineRegistration.Add(services, key: null, static _ => TSet.Policies, configure);

    /// <summary>Adds the engine that decides by policies loaded at run time.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="policies">Gives the policies, when the host starts or the engine is first asked for. Called once.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> or <paramref name="policies"/> is null.</exception>
    /// <exception cref="InvalidOperationException">An <see cref="IPolicyEngine"/> is registered already; the message names it.</exception>
    public static IServiceCollection AddAgentPolicy(this IServiceCollection services, Func<IServiceProvider, PolicySet> policies) =>
        services.AddAgentPolicy(policies, configure: null);

    /// <summary>Adds the engine that decides by policies loaded at run time.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="policies">Gives the policies, when the host starts or the engine is first asked for. Called once.</param>
    /// <param name="configure">What the host allows and knows, or null.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> or <paramref name="policies"/> is null.</exception>
    /// <exception cref="InvalidOperationException">An <see cref="IPolicyEngine"/> is registered already; the message names it.</exception>
    public static IServiceCollection AddAgentPolicy(
        this IServiceCollection services, Func<IServiceProvider, PolicySet> policies, Action<AgentPolicyOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(policies);
        return EngineRegistration.Add(services, key: null, policies, configure);
    }

    /// <summary>Adds an engine that decides by a compiled policy set, for whoever asks for it by its key: a tenant's, or a second set's.</summary>
    /// <typeparam name="TSet">The set: a partial class that bears <see cref="PolicySetAttribute"/>.</typeparam>
    /// <param name="services">The host's services.</param>
    /// <param name="key">The key. Options of a key that is a string can be configured by that name.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> or <paramref name="key"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="key"/> is empty, or <see cref="KeyedService.AnyKey"/>, by which tenants that nobody knows would get an engine.</exception>
    /// <exception cref="InvalidOperationException">An <see cref="IPolicyEngine"/> is registered already under this key; the message names it.</exception>
    public static IServiceCollection AddKeyedAgentPolicy<TSet>(this IServiceCollection services, object key)
        where TSet : ICompiledPolicySet => services.AddKeyedAgentPolicy<TSet>(key, configure: null);

    /// <summary>Adds an engine that decides by a compiled policy set, for whoever asks for it by its key: a tenant's, or a second set's.</summary>
    /// <typeparam name="TSet">The set: a partial class that bears <see cref="PolicySetAttribute"/>.</typeparam>
    /// <param name="services">The host's services.</param>
    /// <param name="key">The key. Options of a key that is a string can be configured by that name.</param>
    /// <param name="configure">What the host allows and knows, or null.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> or <paramref name="key"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="key"/> is empty, or <see cref="KeyedService.AnyKey"/>, by which tenants that nobody knows would get an engine.</exception>
    /// <exception cref="InvalidOperationException">An <see cref="IPolicyEngine"/> is registered already under this key; the message names it.</exception>
    public static IServiceCollection AddKeyedAgentPolicy<TSet>(this IServiceCollection services, object key, Action<AgentPolicyOptions>? configure)
        where TSet : ICompiledPolicySet
    {
        ArgumentNullException.ThrowIfNull(key);
        return EngineRegistration.Add(services, key, static _ => TSet.Policies, configure);
    }

    /// <summary>Adds an engine that decides by policies loaded at run time, for whoever asks for it by its key.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="key">The key. Options of a key that is a string can be configured by that name.</param>
    /// <param name="policies">Gives the policies, when the host starts or the engine is first asked for. Called once.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/>, <paramref name="key"/> or <paramref name="policies"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="key"/> is empty, or <see cref="KeyedService.AnyKey"/>, by which tenants that nobody knows would get an engine.</exception>
    /// <exception cref="InvalidOperationException">An <see cref="IPolicyEngine"/> is registered already under this key; the message names it.</exception>
    public static IServiceCollection AddKeyedAgentPolicy(this IServiceCollection services, object key, Func<IServiceProvider, PolicySet> policies) =>
        services.AddKeyedAgentPolicy(key, policies, configure: null);

    /// <summary>Adds an engine that decides by policies loaded at run time, for whoever asks for it by its key.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="key">The key. Options of a key that is a string can be configured by that name.</param>
    /// <param name="policies">Gives the policies, when the host starts or the engine is first asked for. Called once.</param>
    /// <param name="configure">What the host allows and knows, or null.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/>, <paramref name="key"/> or <paramref name="policies"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="key"/> is empty, or <see cref="KeyedService.AnyKey"/>, by which tenants that nobody knows would get an engine.</exception>
    /// <exception cref="InvalidOperationException">An <see cref="IPolicyEngine"/> is registered already under this key; the message names it.</exception>
    public static IServiceCollection AddKeyedAgentPolicy(
        this IServiceCollection services, object key, Func<IServiceProvider, PolicySet> policies, Action<AgentPolicyOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(policies);
        return EngineRegistration.Add(services, key, policies, configure);
    }
}
