using System.ComponentModel;
using System.Runtime.CompilerServices;
using AgentPolicy.Entities;
using AgentPolicy.Indexing;
using AgentPolicy.Language;

namespace AgentPolicy.Compiled;

/// <summary>
/// A tool call that is being decided on, as compiled policies ask about it: who, on what, and what was found out already. Most policies need no more; the first that does
/// takes the thread's <see cref="PolicyFrame"/>.
/// </summary>
/// <remarks>Lives on the stack of one decision.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct PolicyQuery
{
    private const int Unknown = 0;
    private const int KnownFalse = 1;
    private const int KnownTrue = 2;

    private readonly EngineSnapshot _snapshot;
    private readonly AgentIdentity _identity;
    private readonly ToolDescriptor _tool;
    private readonly EntityUid _resource;
    private readonly bool _ownsFrame;
    private PolicyFrame? _frame;
    private ulong _known;
    private ScopeMembers? _groups;

    /// <summary>A call whose frame is taken when it is first needed, and given back by <see cref="Return"/>.</summary>
    internal PolicyQuery(EngineSnapshot snapshot, AgentIdentity identity, ToolDescriptor tool, EntityUid resource)
    {
        (_snapshot, _identity, _tool, _resource) = (snapshot, identity, tool, resource);
        _ownsFrame = true;
    }

    /// <summary>A call that has its frame already, which the caller gives back.</summary>
    internal PolicyQuery(PolicyFrame frame, EngineSnapshot snapshot, AgentIdentity identity, ToolDescriptor tool, EntityUid resource)
        : this(snapshot, identity, tool, resource)
    {
        (_frame, _ownsFrame) = (frame, false);
        frame.Keep();
        frame.Attributes.Start(snapshot.Policies.Paths);
    }

    /// <summary>The working memory of this decision.</summary>
    public PolicyFrame Frame
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _frame ?? Take();
    }

    /// <summary>The same, where it was needed; otherwise null.</summary>
    internal readonly PolicyFrame? TakenFrame => _frame;

    internal readonly AgentIdentity Identity => _identity;

    internal readonly PolicySet Policies => _snapshot.Policies;

    /// <summary><c>principal == type::"id"</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool IsPrincipal(string type, string id) => _identity.AgentUid.Is(type, id);

    /// <summary><c>principal is type</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool IsPrincipalOfType(string type) => _identity.AgentUid.IsOfType(type);

    /// <summary><c>resource == type::"id"</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool IsResource(string type, string id) => _resource.Is(type, id);

    /// <summary><c>resource is type</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool IsResourceOfType(string type) => _resource.IsOfType(type);

    /// <summary><c>principal in group</c>, of a group that a head of a policy names. It is found out once for an identity under an engine's policies and entities.</summary>
    /// <param name="number">The number that the set's index has for the group.</param>
    /// <param name="group">The group.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool PrincipalIn(long number, in PolicyValue group) => (_groups ?? FindGroups()) is { } groups ? groups.Contains((int)number) : PrincipalIn(group);

    /// <summary>Whether a condition that several policies share was answered before, and how.</summary>
    /// <param name="condition">Its number, 0 to 31.</param>
    /// <param name="answer">The answer; meaningless where there is none.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool Knows(int condition, out PolicyAnswer answer)
    {
        var known = (int)(_known >> (condition * 2)) & 3;
        answer = known == KnownTrue ? PolicyAnswer.True : PolicyAnswer.False;
        return known != Unknown;
    }

    /// <summary>Remembers an answer. An error is found anew by whoever asks next, so that it is told of each policy.</summary>
    /// <param name="condition">Its number, 0 to 31.</param>
    /// <param name="answer">The answer, which is also the result.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PolicyAnswer Learn(int condition, PolicyAnswer answer)
    {
        var known = answer switch { PolicyAnswer.True => KnownTrue, PolicyAnswer.False => KnownFalse, _ => Unknown };
        _known |= (ulong)known << (condition * 2);
        return answer;
    }

    /// <summary>Notes an error, which is the answer.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public PolicyAnswer Fail(in PolicyValue error) => Frame.Fail(error);

    /// <summary>Makes the whole context, which stays until the decision is made.</summary>
    public void KeepContext<TArguments>(in TArguments arguments)
        where TArguments : struct, IToolArguments
    {
        var frame = Frame;
        frame.GetContext(arguments);
        frame.Keep();
    }

    /// <summary>Finds the policies of a kind that could matter, where that takes no working memory; false where it does.</summary>
    internal readonly bool TryFindAtOnce(PolicyKind kind, out ReadOnlySpan<int> policies)
    {
        policies = default;
        var index = _snapshot.Index!;
        var groups = index.GroupsOf(_tool);
        if (groups.Always(kind) is { } always)
        {
            policies = always;
            return true;
        }

        if (groups.Pairs(kind) is not { } pairs || _identity.FindScopes(index) is not { } principal)
            return false;
        policies = pairs.Find(principal.Self, index.NumberOf(PolicyValue.FromUid(_resource)));
        return true;
    }

    /// <summary>Begins the search for the policies that could matter.</summary>
    internal PolicySearch StartSearch()
    {
        var search = Frame.Search;
        search.Start(_snapshot.Index!);
        return search;
    }

    /// <summary>Gives back what a policy took of the working memory, the context excepted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Release()
    {
        if (_frame is not null)
            ReleaseFrame();
    }

    /// <summary>Ends the decision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly void Return()
    {
        if (_ownsFrame && _frame is not null)
            _frame.Return();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ScopeMembers? FindGroups() => _snapshot.Index is { } index ? _groups = _identity.FindScopes(index) ?? _identity.ScopesIn(index, Frame) : null;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool PrincipalIn(in PolicyValue group)
    {
        var answer = PolicyOps.In(_identity.AgentValue, group, Frame);

        // Deny: of two entities it is always known. Whoever throws here does not decide.
        return answer.Kind == PolicyValueKind.Bool ? answer.Bool : throw new InvalidOperationException("Whether the principal is in a group could not be told.");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void ReleaseFrame() => _frame!.Release();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private PolicyFrame Take()
    {
        var frame = PolicyFrame.Rent();
        _frame = frame;
        frame.SetCall(_snapshot.Entities, _identity, _tool);
        frame.Attributes.Start(_snapshot.Policies.Paths);

        // The tool's own is at hand in the frame.
        if (_resource != _tool.Resource)
            frame.SetResource(_resource);
        return frame;
    }
}
