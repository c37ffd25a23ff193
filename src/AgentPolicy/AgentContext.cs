namespace AgentPolicy;

/// <summary>
/// Who is acting, here and in whatever is called or awaited from here. What outlives the scope in which an identity was entered is denied rather than running as
/// somebody: carry an identity over a queue on purpose, by <see cref="Capture"/>.
/// </summary>
/// <remarks>
/// Thread-safe. Flows as <see cref="AsyncLocal{T}"/> does. An argument of type <see cref="AgentIdentity"/> decides the governed call that it is passed to, and changes nothing
/// here: governed calls inside that call are decided for whoever is acting.
/// </remarks>
public static class AgentContext
{
    private static readonly AsyncLocal<Holder?> s_current = new();

    /// <summary>Who is acting, or null where nobody is.</summary>
    public static AgentIdentity? Identity => s_current.Value?.Identity;

    /// <summary>The engine for static governed methods, or null.</summary>
    public static IPolicyEngine? Engine => s_current.Value?.Engine;

    /// <summary>Whether an identity was ever entered here, be its scope ended or not, or nobody was restored: then nobody is anonymous.</summary>
    internal static bool IsInScope => s_current.Value is not null;

    /// <summary>Lets an agent act until the scope is disposed.</summary>
    /// <param name="identity">Who acts.</param>
    /// <param name="engine">The engine for static governed methods; the default is none, and they are denied.</param>
    /// <returns>The scope. Disposing it takes the identity from everything that was started within, whether it has ended or not, and brings back the one before.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="identity"/> is null.</exception>
    public static IDisposable Enter(AgentIdentity identity, IPolicyEngine? engine = null)
    {
        ArgumentNullException.ThrowIfNull(identity);
        return Enter(new Holder(identity, engine, s_current.Value));
    }

    /// <summary>Takes along who is acting, for work that is done later or elsewhere, past the end of the scope.</summary>
    public static CapturedAgentContext Capture()
    {
        var current = s_current.Value;
        return new CapturedAgentContext(current?.Identity, current?.Engine);
    }

    internal static IDisposable Restore(AgentIdentity? identity, IPolicyEngine? engine) => Enter(new Holder(identity, engine, s_current.Value));

    private static Holder Enter(Holder holder)
    {
        s_current.Value = holder;
        return holder;
    }

    // The holder, not the identity, is what flows: emptied, it is empty wherever it flowed to.
    private sealed class Holder(AgentIdentity? identity, IPolicyEngine? engine, Holder? outer) : IDisposable
    {
        private volatile AgentIdentity? _identity = identity;
        private volatile IPolicyEngine? _engine = engine;

        public AgentIdentity? Identity => _identity;

        public IPolicyEngine? Engine => _engine;

        public void Dispose()
        {
            _identity = null;
            _engine = null;

            // Only where it is still the innermost: a scope that is disposed late, or elsewhere, gives nobody back their identity. And what comes back is the scope
            // before, even if it has ended: whatever was started within it stays denied, rather than running as whoever acts further out.
            if (ReferenceEquals(s_current.Value, this))
                s_current.Value = outer;
        }
    }
}
