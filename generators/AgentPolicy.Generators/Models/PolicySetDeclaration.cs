using AgentPolicy.Language.Collections;

namespace AgentPolicy.Generators.Models;

/// <summary>A class that bears <c>[PolicySet]</c>: what is written into its other part.</summary>
/// <param name="Namespace">The namespace as C# writes it; empty for none.</param>
/// <param name="Types">The headers of the types around the class and of the class itself, outermost first, as in <c>partial class Outer</c>.</param>
/// <param name="FullName">The metadata name, which no other class of the project has.</param>
/// <param name="Folder">The folder whose files are in the set, without a slash at its end; empty for all files.</param>
/// <param name="IsCedarMode">Whether errors are treated as Cedar does.</param>
/// <remarks>Structurally equal, and knows no positions: it stays the same whatever is edited around the class.</remarks>
internal sealed record PolicySetDeclaration(string Namespace, EquatableArray<string> Types, string FullName, string Folder, bool IsCedarMode);
