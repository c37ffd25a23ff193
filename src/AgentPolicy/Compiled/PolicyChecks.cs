using System.ComponentModel;
using System.Runtime.CompilerServices;
using AgentPolicy.Language;

namespace AgentPolicy.Compiled;

/// <summary>
/// What policies on tool calls ask most: about one argument, or whether it is in a set of the agent's. Answered on the argument in place; whatever is not as simple as it is
/// nearly always (an argument that is absent or has no exact value, a set that is no hash set) goes by <see cref="PolicyOps"/>, whose answer is the one that holds.
/// </summary>
/// <remarks>Slots are of the type that a method is about: the tool's shape says so, and a tool of another shape is denied before it gets here.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class PolicyChecks
{
    /// <summary>An answer that is no error.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PolicyAnswer Of(bool value) => value ? PolicyAnswer.True : PolicyAnswer.False;

    /// <summary>A value as a condition: anything but a Bool is an error.</summary>
    public static PolicyAnswer Of(in PolicyValue value, ref PolicyQuery query) =>
        value.Kind == PolicyValueKind.Bool ? Of(value.Bool) : query.Fail(PolicyOps.Bool(value));

    /// <summary>As the other, about any request.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PolicyAnswer Of(in PolicyValue value, PolicyFrame frame) =>
        value.Kind == PolicyValueKind.Bool ? Of(value.Bool) : frame.Fail(PolicyOps.Bool(value));

    /// <summary><c>!answer</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PolicyAnswer Not(PolicyAnswer answer) => answer switch
    {
        PolicyAnswer.False => PolicyAnswer.True,
        PolicyAnswer.True => PolicyAnswer.False,
        _ => PolicyAnswer.Error,
    };

    /// <summary><c>context.input has name</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PolicyAnswer Has<TArguments>(in TArguments arguments, int slot, ref PolicyQuery query)
        where TArguments : struct, IToolArguments => arguments.Read(slot, out _) switch
        {
            ScalarRead.Present => PolicyAnswer.True,
            ScalarRead.Absent => PolicyAnswer.False,
            _ => HasValue(arguments, slot, ref query),
        };

    /// <summary><c>context.input.name</c>, a Bool.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PolicyAnswer IsTrue<TArguments>(in TArguments arguments, int slot, ref PolicyQuery query, PolicyAnswer absent = PolicyAnswer.Error)
        where TArguments : struct, IToolArguments => arguments.Read(slot, out var scalar) switch
        {
            ScalarRead.Present => Of(scalar.Bits != 0),
            ScalarRead.Absent when absent != PolicyAnswer.Error => absent,
            _ => IsTrueValue(arguments, slot, ref query, absent),
        };

    /// <summary><c>context.input.name == "text"</c>, of a String.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PolicyAnswer TextEqual<TArguments>(in TArguments arguments, int slot, string text, ref PolicyQuery query, PolicyAnswer absent = PolicyAnswer.Error)
        where TArguments : struct, IToolArguments => arguments.Read(slot, out var scalar) switch
        {
            ScalarRead.Present => Of(string.Equals(scalar.Text, text, StringComparison.Ordinal)),
            ScalarRead.Absent when absent != PolicyAnswer.Error => absent,
            _ => TextEqualValue(arguments, slot, text, ref query, absent),
        };

    /// <summary><c>context.input.name like "pattern"</c>, of a String.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PolicyAnswer Like<TArguments>(in TArguments arguments, int slot, LikePattern pattern, ref PolicyQuery query, PolicyAnswer absent = PolicyAnswer.Error)
        where TArguments : struct, IToolArguments => arguments.Read(slot, out var scalar) switch
        {
            ScalarRead.Present => Of(pattern.IsMatch(scalar.Text!)),
            ScalarRead.Absent when absent != PolicyAnswer.Error => absent,
            _ => LikeValue(arguments, slot, pattern, ref query, absent),
        };

    /// <summary><c>principal.name.contains(context.input.argument)</c>, of a String.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PolicyAnswer PrincipalContains<TArguments>(
        AttributeName name, in TArguments arguments, int slot, ref PolicyQuery query, PolicyAnswer absent = PolicyAnswer.Error)
        where TArguments : struct, IToolArguments => arguments.Read(slot, out var scalar) switch
        {
            ScalarRead.Present when query.Identity.TryContains(name, scalar.Text!, out var found) => Of(found),
            ScalarRead.Absent when absent != PolicyAnswer.Error => absent,
            _ => PrincipalContainsValue(name, arguments, slot, ref query, absent),
        };

    // Where the argument was asked for before, what is wrong with it comes before what is wrong with the set.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static PolicyAnswer PrincipalContainsValue<TArguments>(AttributeName name, in TArguments arguments, int slot, ref PolicyQuery query, PolicyAnswer absent)
        where TArguments : struct, IToolArguments
    {
        if (!TryGetValue(arguments, slot, ref query, absent, out var value))
            return absent;
        var frame = query.Frame;
        var set = absent != PolicyAnswer.Error && value.IsError ? value : PolicyOps.Get(frame.Principal, name, frame);
        return Of(set.IsError ? set : PolicyOps.Contains(set, value, frame), ref query);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static PolicyAnswer IsTrueValue<TArguments>(in TArguments arguments, int slot, ref PolicyQuery query, PolicyAnswer absent)
        where TArguments : struct, IToolArguments => TryGetValue(arguments, slot, ref query, absent, out var value) ? Of(value, ref query) : absent;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static PolicyAnswer TextEqualValue<TArguments>(in TArguments arguments, int slot, string text, ref PolicyQuery query, PolicyAnswer absent)
        where TArguments : struct, IToolArguments =>
        TryGetValue(arguments, slot, ref query, absent, out var value) ? Of(PolicyOps.Equal(value, text, query.Frame), ref query) : absent;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static PolicyAnswer LikeValue<TArguments>(in TArguments arguments, int slot, LikePattern pattern, ref PolicyQuery query, PolicyAnswer absent)
        where TArguments : struct, IToolArguments => TryGetValue(arguments, slot, ref query, absent, out var value) ? Of(PolicyOps.Like(value, pattern), ref query) : absent;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static PolicyAnswer HasValue<TArguments>(in TArguments arguments, int slot, ref PolicyQuery query)
        where TArguments : struct, IToolArguments => Of(PolicyOps.IsPresent(arguments.GetValue(slot, query.Frame.Scratch)), ref query);

    // An enum, a Guid and whatever else is no scalar is always read by value, and may be absent as well. False where it is, and there is an answer to that.
    private static bool TryGetValue<TArguments>(in TArguments arguments, int slot, ref PolicyQuery query, PolicyAnswer absent, out PolicyValue value)
        where TArguments : struct, IToolArguments
    {
        value = arguments.GetValue(slot, query.Frame.Scratch);
        if (value.Kind == PolicyValueKind.Absent && absent != PolicyAnswer.Error)
            return false;
        value = PolicyOps.Require(value, arguments.GetName(slot));
        return true;
    }
}
