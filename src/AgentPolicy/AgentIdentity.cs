using AgentPolicy.Compiled;
using AgentPolicy.Entities;
using AgentPolicy.Indexing;
using AgentPolicy.Language;
using AgentPolicy.Records;

namespace AgentPolicy;

/// <summary>
/// Who is acting: an agent, and the user for whom it acts. A snapshot: what policies ask about either is what it was when this was made, except for what a
/// <see cref="PolicyEntityAttribute"/> type itself changes. Safe for concurrent use if the principals are.
/// </summary>
/// <remarks>
/// What the engine's entities say of either counts as well: the groups they are in and their tags always, so that no identity takes anybody out of a group that policies forbid
/// things to; their attributes where an identity knows no more than a name. An <see cref="IPolicyPrincipal"/> tells all attributes itself.
/// </remarks>
public sealed class AgentIdentity
{
    private readonly EntityUid _agent;
    private readonly PolicyValue _agentValue;
    private readonly IPrincipalReads? _agentReads;
    private readonly string? _sessionId;

    // Replaced, never changed: whoever reads it needs no lock.
    private volatile KnownScopes? _scopes;

    /// <summary>An agent known by its name: all else about it the engine's entities say.</summary>
    /// <exception cref="ArgumentException"><paramref name="agent"/> is the default value, or an action.</exception>
    public AgentIdentity(EntityUid agent)
        : this(agent, null, [], default, null)
    {
    }

    /// <summary>An agent known by its name, that acts for a user: all else about either the engine's entities say.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="onBehalfOf">
    /// The user it acts for. Policies see it as <c>principal.user</c>, which is an error where the engine's entities give the agent such an attribute too. The default value is nobody.
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="agent"/> is the default value, or either is an action.</exception>
    public AgentIdentity(EntityUid agent, EntityUid onBehalfOf)
        : this(agent, null, [], onBehalfOf, null)
    {
    }

    /// <summary>An agent with attributes, and with roles and groups beside those that the engine's entities give it.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="agent"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// An id or type is missing or an action's, the agent is a member of itself, or it has an attribute <c>user</c> of its own, which would hide whom it acts for.
    /// </exception>
    public AgentIdentity(IPolicyPrincipal agent)
        : this(agent, null)
    {
    }

    /// <summary>An agent with attributes, and with roles and groups beside those that the engine's entities give it, that acts for a user of whom the same holds.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="onBehalfOf">The user it acts for, or null. Policies see it as <c>principal.user</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="agent"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// An id or type is missing or an action's, agent and user are the same entity, one is a member of itself, also by way of the other, or the agent has an attribute <c>user</c> of its own, which would hide whom it acts for.
    /// </exception>
    public AgentIdentity(IPolicyPrincipal agent, IPolicyPrincipal? onBehalfOf)
        : this(UidOf(agent, nameof(agent)), agent, agent.Parents, onBehalfOf is null ? default : UidOf(onBehalfOf, nameof(onBehalfOf)), onBehalfOf)
    {
    }

    private AgentIdentity(EntityUid agent, IPolicyRecord? attributes, IEnumerable<EntityUid> parents, EntityUid user, IPolicyPrincipal? userAttributes)
    {
        if (agent.Type.Length == 0)
            throw new ArgumentException("The default EntityUid names no agent.", nameof(agent));
        if (IsAction(agent) || IsAction(user))
            throw new ArgumentException("An action is no principal: what it is and which groups it is in, the schema says.", IsAction(agent) ? nameof(agent) : "onBehalfOf");
        if (attributes is not null && attributes.FindSlot(PrincipalRecord.User) >= 0)
            throw new ArgumentException($"The agent's type has an attribute '{PrincipalRecord.User}'; that name is taken by whom it acts for.", nameof(agent));
        _agent = agent;
        OnBehalfOf = user;
        AgentEntity = new Entity(agent, PolicyRecord.From(new PrincipalRecord(attributes, user)), parents)
        {
            Overlay = attributes is null ? EntityOverlay.KeepsAll : EntityOverlay.KeepsGroups,
        };
        _agentValue = agent;
        _agentReads = attributes as IPrincipalReads;
        Entities = userAttributes is null
            ? EntityStore.Create(AgentEntity)
            : EntityStore.Create(AgentEntity, new Entity(user, PolicyRecord.From(userAttributes), userAttributes.Parents) { Overlay = EntityOverlay.KeepsGroups });
        SessionValue = PolicyValue.FromSource(RecordValue.Empty);
    }

    /// <summary>The agent.</summary>
    public EntityUid Agent => _agent;

    /// <summary>The user it acts for; the default value for nobody.</summary>
    public EntityUid OnBehalfOf { get; }

    /// <summary>The conversation, request or job. Policies see it as <c>context.session.id</c>; absent where null, the default.</summary>
    public string? SessionId
    {
        get => _sessionId;
        init
        {
            _sessionId = value;
            SessionValue = PolicyValue.FromSource(RecordValue.Create([new("id", value)]));
        }
    }

    /// <summary>From when on calls are denied, and streams give no more. The default is null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Whoever acts where the host allows that nobody is known to.</summary>
    internal static AgentIdentity Anonymous { get; } = new(new EntityUid("Anonymous", ""));

    internal Entity AgentEntity { get; }

    /// <summary>Whether there is a time from when on calls are denied.</summary>
    internal bool Expires => ExpiresAt.HasValue;

    internal ref readonly EntityUid AgentUid => ref _agent;

    internal ref readonly PolicyValue AgentValue => ref _agentValue;

    /// <summary>Whether a set of texts that the agent itself tells of holds one. False where it does not tell: then the attribute is read as any other.</summary>
    internal bool TryContains(AttributeName name, string text, out bool found)
    {
        found = false;
        return _agentReads is not null && _agentReads.TryContains(name.Text, text, out found);
    }

    /// <summary>Reads an attribute that the agent itself tells of. An error where it does not tell: then the attribute is read as any other.</summary>
    internal PolicyValueKind Read(AttributeName name, out PolicyScalar scalar)
    {
        scalar = default;
        return _agentReads is null ? PolicyValueKind.Error : _agentReads.Read(name.Text, out scalar);
    }

    /// <summary>The same as <see cref="ScopesIn"/>, where it was found out already.</summary>
    internal ScopeMembers? FindScopes(SnapshotIndex index) => _scopes is { } known && ReferenceEquals(known.Index, index) ? known.Members : null;

    /// <summary>Of the entities that policies' heads name, which one the agent is, and which it is a member of. Found out once for an engine's policies and entities.</summary>
    internal ScopeMembers ScopesIn(SnapshotIndex index, PolicyFrame frame)
    {
        if (FindScopes(index) is { } known)
            return known;
        var members = new ScopeMembers();
        frame.Entities.FindScopes(AgentValue, index, members, frame.Scratch);
        // What an action is a member of depends on the tool that is called.
        if (!frame.Entities.ReachesAction(AgentValue, frame.Scratch))
            _scopes = new KnownScopes(index, members);
        return members;
    }

    /// <summary>The agent and the user, for the decision's overlay.</summary>
    internal EntityStore Entities { get; }

    /// <summary><c>context.session</c>.</summary>
    internal PolicyValue SessionValue { get; private init; }

    /// <inheritdoc/>
    public override string ToString() => OnBehalfOf.Type.Length == 0 ? Agent.ToString() : $"{Agent} for {OnBehalfOf}";

    private sealed record KnownScopes(SnapshotIndex Index, ScopeMembers Members);

    private static bool IsAction(EntityUid uid) => EntityView.IsAction(uid.Type);

    private static EntityUid UidOf(IPolicyPrincipal principal, string parameter)
    {
        ArgumentNullException.ThrowIfNull(principal, parameter);
        if (string.IsNullOrEmpty(principal.EntityType) || principal.Id is null)
            throw new ArgumentException("A principal needs a type and an id.", parameter);
        return new EntityUid(principal.EntityType, principal.Id);
    }
}
