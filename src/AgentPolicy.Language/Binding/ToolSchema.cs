using AgentPolicy.Language.Collections;

namespace AgentPolicy.Language.Binding;

/// <summary>What the code that policies govern looks like: its tools, and its entity types. Immutable and structurally equal.</summary>
/// <param name="Tools">Sorted by name, ordinally.</param>
/// <param name="EntityTypes">Sorted by name, ordinally.</param>
internal sealed record ToolSchema(EquatableArray<ToolSignature> Tools, EquatableArray<EntityTypeSignature> EntityTypes)
{
    public static readonly ToolSchema Empty = new(EquatableArray<ToolSignature>.Empty, EquatableArray<EntityTypeSignature>.Empty);
}

/// <param name="Name">The tool's name: the id of its action.</param>
/// <param name="ResourceType">The entity type of what its calls are about.</param>
/// <param name="ArgumentsType">The full name, with <c>global::</c>, of the struct that its arguments are handed on in.</param>
/// <param name="Shape">Its inputs and output.</param>
internal sealed record ToolSignature(string Name, string ResourceType, string ArgumentsType, ToolShape Shape);

/// <summary>A tool's inputs and output with their types. Two tools of equal shape have the same slots.</summary>
/// <param name="Inputs"><c>context.input</c>.</param>
/// <param name="Output"><c>context.output</c>, or null where no policy can read the result.</param>
internal sealed record ToolShape(InputType.Record Inputs, InputAttribute? Output)
{
    /// <summary>The name of the output in <c>context</c>.</summary>
    public const string OutputName = "output";

    public static readonly ToolShape Empty = new(new InputType.Record(default, default), null);
}

/// <param name="Name">The entity type's full name.</param>
/// <param name="Attributes">What policies can ask of such an entity.</param>
internal sealed record EntityTypeSignature(string Name, InputType.Record Attributes);
