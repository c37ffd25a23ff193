using System.ComponentModel;
using System.Runtime.CompilerServices;
using AgentPolicy.Entities;
using AgentPolicy.Indexing;
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
    private static PolicyFrame? t_own;

    private PolicyValue _principal;
    private PolicyValue _action;
    private PolicyValue _resource;
    private PolicyValue _context;
    private PolicyValue _output;
    private PolicyValue _fault;
    private PolicyValue _notedError;
    private DateTimeOffset? _time;
    private AgentIdentity? _identity;
    private ToolDescriptor? _tool;
    private int _kept;
    private bool _isRented;

    internal PolicyFrame() => Search = new PolicySearch(this);

    /// <summary>Who acts.</summary>
    public ref readonly PolicyValue Principal => ref _identity is null ? ref _principal : ref _identity.AgentValue;

    /// <summary>What is to be done.</summary>
    public ref readonly PolicyValue Action => ref _tool is null ? ref _action : ref _tool.ActionValue;

    /// <summary>On what.</summary>
    public ref readonly PolicyValue Resource => ref _tool is null || _resource.Kind != PolicyValueKind.Absent ? ref _resource : ref _tool.ResourceValue;

    /// <summary>The context of a request; of a tool call see <see cref="GetContext"/>.</summary>
    public ref readonly PolicyValue Context => ref _context;

    /// <summary>What the call returned; absent before it has run.</summary>
    public ref readonly PolicyValue Output => ref _output;

    /// <summary>The decision's working memory.</summary>
    public PolicyScratch Scratch { get; } = new();

    internal EntityView Entities { get; } = new();

    internal AttributeCache Attributes { get; } = new();

    internal PolicySearch Search { get; }

    internal ToolDescriptor? Tool => _tool;

    internal AgentIdentity? Identity => _identity;

    /// <summary>The last error.</summary>
    internal ref readonly PolicyValue Fault => ref _fault;

    /// <summary>The error that the decision may be about.</summary>
    internal ref readonly PolicyValue NotedError => ref _notedError;

    /// <summary>The context of a tool call, as a record for whoever reads it by name: its input, its session, the time and, once it has run, its output. Made when first asked for.</summary>
    public ref readonly PolicyValue GetContext<TArguments>(in TArguments arguments)
        where TArguments : struct, IToolArguments
    {
        if (_context.Kind == PolicyValueKind.Absent)
            _context = ToolContext.Create(Scratch.Record(arguments), _identity!.SessionValue, _time, _output, Scratch);
        return ref _context;
    }

    /// <summary>An attribute that policies read, or the error why there is none. Read once a decision.</summary>
    /// <param name="path">Its position among the set's paths.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref readonly PolicyValue Get(int path) => ref Attributes.Get(path, this);

    /// <summary>Whether an attribute that policies read is there, or the error why that cannot be told.</summary>
    /// <param name="path">Its position among the set's paths.</param>
    public PolicyValue Has(int path) => Attributes.Has(path, this);

    /// <summary><c>principal == type::"id"</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsPrincipal(string type, string id) => Principal.IsEntity(type, id);

    /// <summary><c>principal is type</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsPrincipalOfType(string type) => string.Equals(Principal.EntityType, type, StringComparison.Ordinal);

    /// <summary>Notes an error, which is the answer.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public PolicyAnswer Fail(in PolicyValue error)
    {
        _fault = error;
        return PolicyAnswer.Error;
    }

    /// <summary>The thread's frame, or a new one where a decision is running already (an input that itself asks for a decision).</summary>
    internal static PolicyFrame Rent()
    {
        var frame = t_own;
        if (frame is null || frame._isRented)
            return RentAnother();
        frame._isRented = true;
        return frame;
    }

    /// <summary>A request of entities, whose types are not empty.</summary>
    internal void SetRequest(EntityUid principal, EntityUid action, EntityUid resource)
    {
        _principal = PolicyValue.FromUid(principal);
        _action = PolicyValue.FromUid(action);
        _resource = PolicyValue.FromUid(resource);
    }

    /// <summary>A tool call. Whoever acts and the tool have their values at hand, so none is copied.</summary>
    internal void SetCall(EntityStore entities, AgentIdentity identity, ToolDescriptor tool)
    {
        _identity = identity;
        _tool = tool;
        Entities.Set(entities, identity, tool);
    }

    /// <summary>What a tool call is about, where that is not the tool's own.</summary>
    internal void SetResource(in PolicyValue resource) => _resource = resource;

    /// <summary>When a tool call is decided on, where it was taken.</summary>
    internal void SetTime(DateTimeOffset? time) => _time = time;

    internal void SetContext(in PolicyValue context) => _context = context;

    /// <summary>The context of a request as nearly every host hands it in; false for a dictionary that cannot be read in place.</summary>
    internal bool TrySetContext(Dictionary<string, object?> context)
    {
        if (ObjectRecord.TryCreate(context, null, Scratch) is not { } record)
            return false;
        _context = PolicyValue.FromSource(record);
        return true;
    }

    /// <summary>What is rented by now stays until the decision is made.</summary>
    internal void Keep() => _kept = Scratch.Mark();

    /// <summary>Gives back what a policy took of the working memory, and does not stay.</summary>
    internal void Release() => Scratch.Release(_kept);

    internal void SetOutput(in PolicyValue output) => _output = output;

    /// <summary>Keeps the last error while others are found.</summary>
    internal void NoteError() => _notedError = _fault;

    /// <summary>Gives back all that was rented and lets go of the request, so that nothing of it outlives the decision.</summary>
    internal void Return()
    {
        // Of a tool call there is little to let go of: what it set is what is not absent.
        if (_identity is null)
            _principal = _action = default;
        if (_resource.Kind != PolicyValueKind.Absent)
            _resource = default;
        if (_context.Kind != PolicyValueKind.Absent)
            _context = default;
        if (_output.Kind != PolicyValueKind.Absent)
            _output = default;
        if (_fault.Kind != PolicyValueKind.Absent)
            _fault = _notedError = default;
        _identity = null;
        _tool = null;
        _time = null;
        _kept = 0;
        Attributes.Clear();
        Search.Clear();
        Entities.Clear();
        if (!Scratch.IsClean && !TryClear())
            return;
        _isRented = false;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static PolicyFrame RentAnother()
    {
        var frame = new PolicyFrame { _isRented = true };
        t_own ??= frame;
        return frame;
    }

    private bool TryClear()
    {
        try
        {
            Scratch.Clear();
            return true;
        }
        catch (Exception)
        {
            // A caller's enumerator threw when it was disposed. The decision is made by now; the frame is not used again.
            if (ReferenceEquals(t_own, this))
                t_own = null;
            return false;
        }
    }
}
