using System.Runtime.CompilerServices;
using AgentPolicy.Language;

namespace AgentPolicy.Compiled;

public static partial class PolicyOps
{
    /// <summary><c>left == right</c>, of two entities.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreSame(in PolicyValue left, in PolicyValue right) =>
        PolicyValue.TextEquals(left, right) && string.Equals(left.EntityType, right.EntityType, StringComparison.Ordinal);

    /// <summary><c>entity is type</c>, of an entity.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsOfType(in PolicyValue entity, string type) => string.Equals(entity.EntityType, type, StringComparison.Ordinal);

    /// <summary><c>entity is type</c>.</summary>
    public static PolicyValue Is(in PolicyValue entity, string type) => Intrinsics.Is(entity, type);

    /// <summary><c>entity in target</c>, an entity or a set of them.</summary>
    public static PolicyValue In(in PolicyValue entity, in PolicyValue target, PolicyFrame frame) => Intrinsics.In(entity, target, frame.Entities, frame.Scratch);

    /// <summary><c>target.name</c>, of a record or an entity.</summary>
    public static PolicyValue Get(in PolicyValue target, AttributeName name, PolicyFrame frame) => Intrinsics.GetAttribute(target, name, frame.Entities, frame.Scratch);

    /// <summary><c>target has name</c>.</summary>
    public static PolicyValue Has(in PolicyValue target, AttributeName name, PolicyFrame frame) => Intrinsics.HasAttribute(target, name, frame.Entities, frame.Scratch);

    /// <summary><c>target has a.b.c</c>.</summary>
    public static PolicyValue Has(in PolicyValue target, AttributeName[] path, PolicyFrame frame) => Intrinsics.HasPath(target, path, frame.Entities, frame.Scratch);

    /// <summary><c>entity.getTag(key)</c>.</summary>
    public static PolicyValue GetTag(in PolicyValue entity, in PolicyValue key, PolicyFrame frame) => Intrinsics.GetTag(entity, key, frame.Entities);

    /// <summary><c>entity.hasTag(key)</c>.</summary>
    public static PolicyValue HasTag(in PolicyValue entity, in PolicyValue key, PolicyFrame frame) => Intrinsics.HasTag(entity, key, frame.Entities);

    /// <summary>An input that was read by its slot: absent, it is the error that there is no such attribute.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PolicyValue Require(in PolicyValue value, string name) => value.Kind == PolicyValueKind.Absent ? Missing(name) : value;

    /// <summary>The error that there is no such attribute.</summary>
    public static PolicyValue Missing(string name) => PolicyValue.Error(PolicyErrorKind.AttributeMissing, name);

    /// <summary>Whether an input that was read by its slot is there; one that cannot be read is an error.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PolicyValue IsPresent(in PolicyValue value) => IsError(value) ? value : value.Kind != PolicyValueKind.Absent;

    /// <summary>Whether an input that was read by its slot is there, and the path of names in it.</summary>
    public static PolicyValue IsPresent(in PolicyValue value, AttributeName[] path, PolicyFrame frame)
    {
        var isPresent = IsPresent(value);
        return isPresent.IsTrue ? Has(value, path, frame) : isPresent;
    }
}
