using AgentPolicy.Language;
using AgentPolicy.Language.Collections;

namespace AgentPolicy.Compiled;

public static partial class PolicyOps
{
    /// <summary><c>set.contains(element)</c>.</summary>
    public static PolicyValue Contains(in PolicyValue set, in PolicyValue element, PolicyFrame frame) => Intrinsics.Contains(set, element, frame.Scratch);

    /// <summary><c>whole.containsAll(part)</c>.</summary>
    public static PolicyValue ContainsAll(in PolicyValue whole, in PolicyValue part, PolicyFrame frame) => Intrinsics.ContainsAll(whole, part, frame.Scratch);

    /// <summary><c>whole.containsAny(part)</c>.</summary>
    public static PolicyValue ContainsAny(in PolicyValue whole, in PolicyValue part, PolicyFrame frame) => Intrinsics.ContainsAny(whole, part, frame.Scratch);

    /// <summary><c>set.isEmpty()</c>.</summary>
    public static PolicyValue IsEmpty(in PolicyValue set) => Intrinsics.IsEmpty(set);

    /// <summary>A pattern of <c>like</c>.</summary>
    /// <param name="segments">Its literal texts, one or more; neighbours are separated by one wildcard.</param>
    public static LikePattern Pattern(params string[] segments) => new(segments.ToEquatableArray());

    /// <summary>A constant set.</summary>
    /// <param name="parts">Its elements; long lists come in parts.</param>
    public static PolicyValue Set(params PolicyValue[][] parts) => PolicyValue.FromSource(SetValue.Create(parts.SelectMany(part => part)));

    /// <summary>A constant record.</summary>
    /// <param name="parts">Its attributes; long lists come in parts.</param>
    public static PolicyValue Record(params (string Name, PolicyValue Value)[][] parts) =>
        PolicyValue.FromSource(RecordValue.Create(parts.SelectMany(part => part).Select(attribute => KeyValuePair.Create(attribute.Name, attribute.Value))));

    /// <summary>Starts a set literal whose elements are evaluated one by one.</summary>
    public static PolicySetLiteral NewSet(PolicyFrame frame) => new(frame.Scratch.Rent<ScratchSet>());

    /// <summary>Starts a record literal whose attributes are evaluated one by one.</summary>
    public static PolicyRecordLiteral NewRecord(PolicyFrame frame) => new(frame.Scratch.Rent<ScratchRecord>());
}
