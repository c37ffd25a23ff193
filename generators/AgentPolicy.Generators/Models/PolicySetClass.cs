using AgentPolicy.Language.Collections;

namespace AgentPolicy.Generators.Models;

/// <summary>What was found of a class that bears <c>[PolicySet]</c>.</summary>
/// <param name="Declaration">The class, or null where no part can be written for it.</param>
/// <param name="FullName">The metadata name.</param>
/// <param name="Folder">The folder as it was written, for messages.</param>
/// <param name="Location">Where the class is declared.</param>
/// <param name="Errors">What is wrong with it.</param>
internal sealed record PolicySetClass(PolicySetDeclaration? Declaration, string FullName, string Folder, LocationInfo? Location, EquatableArray<DiagnosticInfo> Errors);
