using AgentPolicy.Language.Collections;

namespace AgentPolicy.Language.Binding;

/// <summary>What the binder lets pass.</summary>
/// <param name="IsCedarMode">Carry what Cedar carries: annotations of any name, ids used twice, templates.</param>
/// <param name="Annotations">Names of the user's own annotations.</param>
internal sealed record BindingOptions(bool IsCedarMode, EquatableArray<string> Annotations)
{
    public static readonly BindingOptions Default = new(false, EquatableArray<string>.Empty);
}
