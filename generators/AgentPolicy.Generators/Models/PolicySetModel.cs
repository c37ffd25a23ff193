using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Program;

namespace AgentPolicy.Generators.Models;

/// <summary>A compiled policy set, ready to be written as C#.</summary>
/// <param name="Declaration">The class.</param>
/// <param name="Program">The policies; null where the set could not be compiled and is to deny everything.</param>
/// <param name="Schema">The schema, or null.</param>
/// <param name="SchemaFiles">The schema's files.</param>
/// <param name="Version">Identifies the texts.</param>
/// <param name="Tools">The tools that get code of their own.</param>
internal sealed record PolicySetModel(
    PolicySetDeclaration Declaration, PolicyProgram? Program, SchemaModel? Schema, EquatableArray<SchemaFileModel> SchemaFiles, string Version, EquatableArray<ToolSignature> Tools)
{
    /// <summary>A set that denies everything.</summary>
    public static PolicySetModel DenyAll(PolicySetDeclaration declaration) =>
        new(declaration, null, null, EquatableArray<SchemaFileModel>.Empty, "", EquatableArray<ToolSignature>.Empty);
}

/// <param name="Path">The path, relative to the set's folder.</param>
/// <param name="Text">The schema.</param>
internal sealed record SchemaFileModel(string Path, string Text);
