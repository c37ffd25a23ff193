using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AgentPolicy.DependencyInjection;

/// <summary>Has nothing to configure: its validation is what runs when the host starts.</summary>
internal sealed class EngineStart;

/// <summary>Fails the host's start where an engine is not the only one of its key, or cannot be made.</summary>
internal sealed class EngineStartValidator(string name, object? key, IServiceCollection services, IServiceProvider provider) : IValidateOptions<EngineStart>
{
    public ValidateOptionsResult Validate(string? validated, EngineStart options)
    {
        if (!string.Equals(validated, name, StringComparison.Ordinal))
            return ValidateOptionsResult.Skip;
        var engines = EngineRegistration.Find(services, key);
        if (engines.Length != 1)
            return ValidateOptionsResult.Fail(CountMessage(engines));
        try
        {
            EnginePreparation.Prepare(provider.GetRequiredKeyedService<IPolicyEngine>(key));
            return ValidateOptionsResult.Success;
        }
        catch (Exception exception)
        {
            return ValidateOptionsResult.Fail($"The policy engine{EngineRegistration.Under(key)} cannot be made: {exception.Message}");
        }
    }

    // The container hands out the last: whoever asks for the engine would be decided on by policies that AddAgentPolicy did not name.
    private string CountMessage(ServiceDescriptor[] engines) => engines.Length == 0
        ? $"AddAgentPolicy registered an IPolicyEngine{EngineRegistration.Under(key)}, and it was removed again."
        : $"{EngineRegistration.Describe(engines[^1])} was registered after AddAgentPolicy{EngineRegistration.Under(key)}; there must be one engine. To decorate it, replace its registration.";
}
