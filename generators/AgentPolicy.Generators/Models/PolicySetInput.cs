using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Collections;

namespace AgentPolicy.Generators.Models;

/// <summary>All that a policy set is compiled from.</summary>
/// <param name="Declaration">The class.</param>
/// <param name="Files">The set's files, ordered by path, ordinally.</param>
/// <param name="Annotations">The user's own annotations.</param>
/// <param name="Tools">What the governed code looks like.</param>
internal sealed record PolicySetInput(
    PolicySetDeclaration Declaration, EquatableArray<PolicyFileModel> Files, EquatableArray<string> Annotations, ToolSchema Tools);
