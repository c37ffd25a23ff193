using AgentPolicy.Language.Collections;

namespace AgentPolicy.Language.Binding;

/// <summary>What the binder lets pass.</summary>
/// <param name="IsCedarMode">Carry what Cedar carries: annotations of any name, ids used twice, names of anything.</param>
/// <param name="Annotations">Names of the user's own annotations.</param>
/// <param name="Tools">The code that the policies govern, against which their names are checked; null where nobody knows it.</param>
/// <param name="Schema">The schema that their names are checked against; null where there is none.</param>
internal sealed record BindingOptions(bool IsCedarMode, EquatableArray<string> Annotations, ToolSchema? Tools = null, SchemaModel? Schema = null)
{
    public static readonly BindingOptions Default = new(false, EquatableArray<string>.Empty);
}
