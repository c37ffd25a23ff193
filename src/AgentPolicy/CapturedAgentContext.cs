namespace AgentPolicy;

/// <summary>Who was acting when this was captured. Immutable; the default value is nobody.</summary>
public readonly struct CapturedAgentContext
{
    private readonly IPolicyEngine? _engine;

    internal CapturedAgentContext(AgentIdentity? identity, IPolicyEngine? engine)
    {
        Identity = identity;
        _engine = engine;
    }

    /// <summary>Who was acting, or null for nobody.</summary>
    public AgentIdentity? Identity { get; }

    /// <summary>Lets who was captured act until the scope is disposed; nobody, where nobody was.</summary>
    public IDisposable Restore() => AgentContext.Restore(Identity, _engine);
}
