using System.Runtime.CompilerServices;

namespace AgentPolicy;

/// <summary>
/// Names an entity: its type (<c>Agent</c>, or with namespaces <c>Bank::Agent</c>) and its id, any text. Cedar writes it <c>Bank::Agent::"assistant"</c>.
/// Both are compared ordinally.
/// </summary>
#if AGENTPOLICY_GENERATOR
internal
#else
public
#endif
readonly struct EntityUid : IEquatable<EntityUid>
{
    private readonly string? _type;
    private readonly string? _id;

    /// <summary>Names the entity <paramref name="id"/> of type <paramref name="type"/>.</summary>
    /// <param name="type">The type's name in normal form: identifiers joined by <c>::</c>, no spaces. Not checked; a name no policy can write matches no policy.</param>
    /// <param name="id">Any text, also empty.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public EntityUid(string type, string id)
    {
        _type = type ?? throw new ArgumentNullException(nameof(type));
        _id = id ?? throw new ArgumentNullException(nameof(id));
    }

    /// <summary>The type's name; empty in the default value, which names no entity.</summary>
    public string Type => _type ?? "";

    /// <summary>The id.</summary>
    public string Id => _id ?? "";

    /// <summary>Whether this names the entity of this type, which is not empty, and this id.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool Is(string type, string id) => string.Equals(_id, id, StringComparison.Ordinal) && string.Equals(_type, type, StringComparison.Ordinal);

    /// <summary>Whether the type is this one, which is not empty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool IsOfType(string type) => string.Equals(_type, type, StringComparison.Ordinal);

    /// <summary>Whether two uids name the same entity.</summary>
    public static bool operator ==(EntityUid left, EntityUid right) => left.Equals(right);

    /// <summary>Whether two uids name different entities.</summary>
    public static bool operator !=(EntityUid left, EntityUid right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(EntityUid other) => string.Equals(Id, other.Id, StringComparison.Ordinal) && string.Equals(Type, other.Type, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is EntityUid other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        unchecked((StringComparer.Ordinal.GetHashCode(Type) * 397) ^ StringComparer.Ordinal.GetHashCode(Id));

    /// <summary>The uid as Cedar writes it, the id's special characters escaped.</summary>
    public override string ToString() => Type + "::" + AgentPolicy.Language.Syntax.CedarText.Quote(Id);
}
