using System.ComponentModel;
using AgentPolicy.Entities;
using AgentPolicy.Language;
using AgentPolicy.Records;

namespace AgentPolicy.Compiled;

/// <summary>
/// What one running decision works with: the request's four variables, the entities it sees and its working memory. Made for generated code; reused by the
/// thread's next decision, so nothing of it may be kept.
/// </summary>
/// <remarks>Not thread-safe; the engine gives each running decision its own.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PolicyFrame
{
    [ThreadStatic]
    private static PolicyFrame? t_idle;

    private PolicyValue _principal;
    private PolicyValue _action;
    private PolicyValue _resource;
    private PolicyValue _context;
    private PolicyValue _output;
    private PolicyValue _session;

    internal PolicyFrame()
    {
    }

    /// <summary>Who acts.</summary>
    public ref readonly PolicyValue Principal => ref _principal;

    /// <summary>What is to be done.</summary>
    public ref readonly PolicyValue Action => ref _action;

    /// <summary>On what.</summary>
    public ref readonly PolicyValue Resource => ref _resource;

    /// <summary>The context of a request; of a tool call see <see cref="GetContext"/>.</summary>
    public ref readonly PolicyValue Context => ref _context;

    /// <summary>What the call returned; absent before it has run.</summary>
    public ref readonly PolicyValue Output => ref _output;

    /// <summary>The decision's working memory.</summary>
    public PolicyScratch Scratch { get; } = new();

    internal EntityView Entities { get; } = new();

    /// <summary>The context of a tool call, as a record for whoever reads it by name: its input, its session and, once it has run, its output. Made when first asked for.</summary>
    public ref readonly PolicyValue GetContext<TArguments>(in TArguments arguments)
        where TArguments : struct, IToolArguments
    {
        if (_context.Kind == PolicyValueKind.Absent)
            _context = ToolContext.Create(Scratch.Record(arguments), _session, _output, Scratch);
        return ref _context;
    }

    /// <summary>The thread's frame, or a new one where a decision is running already (an input that itself asks for a decision).</summary>
    internal static PolicyFrame Rent()
    {
        var frame = t_idle ?? new PolicyFrame();
        t_idle = null;
        return frame;
    }

    internal void SetRequest(in PolicyValue principal, in PolicyValue action, in PolicyValue resource) => (_principal, _action, _resource) = (principal, action, resource);

    internal void SetContext(in PolicyValue context) => _context = context;

    internal void SetSession(in PolicyValue session) => _session = session;

    internal void SetOutput(in PolicyValue output) => _output = output;

    /// <summary>Gives back all that was rented and lets go of the request, so that nothing of it outlives the decision.</summary>
    internal void Return()
    {
        _principal = _action = _resource = _context = _output = _session = default;
        Entities.Clear();
        try
        {
            Scratch.Clear();
            t_idle = this;
        }
        catch (Exception)
        {
            // A caller's enumerator threw when it was disposed. The decision is made by now; the frame is not used again.
        }
    }
}
