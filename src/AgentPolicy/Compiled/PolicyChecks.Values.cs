using System.Runtime.CompilerServices;
using AgentPolicy.Language;
using AgentPolicy.Records;

namespace AgentPolicy.Compiled;

public static partial class PolicyChecks
{
    /// <summary>Whether an attribute that policies read is there.</summary>
    /// <param name="path">Its position among the set's paths.</param>
    /// <param name="frame">The request.</param>
    public static PolicyAnswer Has(int path, PolicyFrame frame) => Of(frame.Has(path), frame);

    /// <summary><c>value == constant</c>, of a constant that is neither a set nor a record.</summary>
    public static PolicyAnswer Equal(in PolicyValue value, in PolicyValue constant, PolicyFrame frame) =>
        value.IsError ? frame.Fail(value) : Of(ValueEquality.SimpleEqual(value, constant));

    /// <summary><c>value == "text"</c>.</summary>
    public static PolicyAnswer TextEqual(in PolicyValue value, string text, PolicyFrame frame) =>
        value.Kind == PolicyValueKind.String ? Of(value.HasText(text)) : value.IsError ? frame.Fail(value) : PolicyAnswer.False;

    /// <summary><c>value like "pattern"</c>.</summary>
    public static PolicyAnswer Like(in PolicyValue value, LikePattern pattern, PolicyFrame frame) =>
        value.Kind == PolicyValueKind.String ? Of(value.PlainText is { } text ? pattern.IsMatch(text) : pattern.IsMatch(value.Text)) : Of(Intrinsics.Like(value, pattern), frame);

    /// <summary><c>value &lt; limit</c>, of an integer.</summary>
    public static PolicyAnswer LongLess(in PolicyValue value, long limit, PolicyFrame frame) =>
        value.Kind == PolicyValueKind.Long ? Of(value.Long < limit) : Of(Intrinsics.Less(value, limit), frame);

    /// <summary><c>value &lt;= limit</c>, of an integer.</summary>
    public static PolicyAnswer LongLessOrEqual(in PolicyValue value, long limit, PolicyFrame frame) =>
        value.Kind == PolicyValueKind.Long ? Of(value.Long <= limit) : Of(Intrinsics.LessOrEqual(value, limit), frame);

    /// <summary><c>set.contains("text")</c>.</summary>
    public static PolicyAnswer ContainsText(in PolicyValue set, string text, PolicyFrame frame) =>
        set.Kind == PolicyValueKind.Set && set.Record is TextHashSetView texts && texts.TryFind(text, out var found) ? Of(found) : Contains(set, PolicyValue.FromText(text), frame);

    /// <summary><c>set.contains(element)</c>, of a constant that is neither a set nor a record.</summary>
    public static PolicyAnswer Contains(in PolicyValue set, in PolicyValue element, PolicyFrame frame)
    {
        if (set.Kind == PolicyValueKind.Set && set.Record is SetValue own)
            return Of(own.ContainsSimple(element, frame.Scratch));
        return Of(Intrinsics.Contains(set, element, frame.Scratch), frame);
    }
}
