namespace AgentPolicy;

/// <summary>
/// Who was acting when this was captured. Immutable; the default value is nobody. It keeps the identity beyond the end of its scope, up to its expiry: hand it to nothing that
/// should not act for it.
/// </summary>
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

    /// <summary>
    /// Lets who was captured act until the scope is disposed. Where nobody was, nobody acts, whoever does around it: governed calls are denied, also where the host
    /// allows anonymous ones.
    /// </summary>
    /// <returns>The scope. Disposing it takes the identity from everything that was started within, and brings back the one before.</returns>
    public IDisposable Restore() => AgentContext.Restore(Identity, _engine);
}
