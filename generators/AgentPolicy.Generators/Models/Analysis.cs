using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Collections;

namespace AgentPolicy.Generators.Models;

/// <summary>What an attribute's target was found to be: a model, or errors, and where a later error about it belongs. Split before anything is made of it.</summary>
internal sealed record Analysed<T>(T? Model, EquatableArray<DiagnosticInfo> Errors, Declared? Declared)
    where T : class;

/// <summary>Something that has to have a name of its own, and where it was declared.</summary>
internal sealed record Declared(string Id, string Name, LocationInfo Location);

/// <summary>What referenced assemblies declare.</summary>
/// <param name="Outdated">The assemblies whose generated code was made for another version.</param>
internal sealed record ReferencedSchema(EquatableArray<ToolSignature> Tools, EquatableArray<EntityTypeSignature> EntityTypes, EquatableArray<string> Outdated);

/// <summary>The governed methods of one type: one generated file.</summary>
internal sealed record GovernedType(TypeHierarchy Type, EquatableArray<GovernedMethod> Methods);
