using AgentPolicy.Language.Syntax;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Binding;

/// <summary>The policies of one file, and what they are called there.</summary>
/// <param name="File">The file.</param>
/// <param name="Syntax">Its policies.</param>
/// <param name="Ids">The ids that the file gives them, one each; null where they go by position in the set.</param>
internal sealed record ParsedPolicies(SourceFile File, PolicyFileSyntax Syntax, IReadOnlyList<string>? Ids = null);
