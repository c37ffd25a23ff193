using AgentPolicy.Generators.Models;

namespace AgentPolicy.Generators.Analysis;

/// <summary>How a type is read, or why no policy can read it.</summary>
internal readonly record struct Mapping(ValueModel? Value, string Reason)
{
    public static Mapping Of(ValueModel value) => new(value, "");

    public static Mapping Unread(string reason) => new(null, reason);
}
