using AgentPolicy.Language.Collections;

namespace AgentPolicy.Language.Binding;

/// <summary>The type of what a policy can ask for: an input of a tool, its output, an attribute of an entity whose type is written in C#.</summary>
internal abstract record InputType
{
    private InputType()
    {
    }

    internal sealed record Bool : InputType;

    internal sealed record Long : InputType;

    internal sealed record String : InputType;

    internal sealed record Decimal : InputType;

    internal sealed record IpAddress : InputType;

    internal sealed record DateTime : InputType;

    internal sealed record Duration : InputType;

    /// <summary>An entity of any type.</summary>
    internal sealed record Entity : InputType;

    internal sealed record Set(InputType Element) : InputType;

    /// <summary>
    /// A record. Readable attributes and unread ones are sorted by name, ordinally, and no name stands twice. An attribute's index is its slot; the unread ones
    /// that are present have the slots after the readable ones.
    /// </summary>
    internal sealed record Record(EquatableArray<InputAttribute> Attributes, EquatableArray<UnreadAttribute> Unread) : InputType
    {
        /// <summary>The unread attributes that have slots, in the order of these.</summary>
        public IEnumerable<UnreadAttribute> UnreadSlots => Unread.Where(static attribute => attribute.IsPresent);
    }

    /// <summary>No type: whatever it holds, as with JSON.</summary>
    internal sealed record Dynamic : InputType;
}

/// <param name="Name">The name that policies write.</param>
/// <param name="Type">Its type.</param>
/// <param name="IsOptional">Whether it can be absent, so that a policy has to ask with <c>has</c>.</param>
internal sealed record InputAttribute(string Name, InputType Type, bool IsOptional);

/// <summary>Something that is there in C#, but that no policy can read.</summary>
/// <param name="Name">The name that it would have.</param>
/// <param name="Reason">Why not, as the end of a sentence: "is a System.IO.Stream, which no policy can read".</param>
/// <param name="IsPresent">
/// Whether it is part of the record all the same, so that it has a slot, whose value is an error: what is there must not look absent to a policy that asks with
/// <c>has</c> or compares the whole record. False for a parameter that is no input at all, such as a <c>CancellationToken</c>: it is the host's, and absent.
/// </param>
internal sealed record UnreadAttribute(string Name, string Reason, bool IsPresent = true);
