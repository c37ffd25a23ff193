using AgentPolicy.Generators.Models;
using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Collections;
using Microsoft.CodeAnalysis;

namespace AgentPolicy.Generators.Analysis;

internal readonly record struct ReadProperty(IPropertySymbol Symbol, ValueModel Value);

/// <summary>The properties of a type: those that policies can read, and those that they cannot. Sorted by name.</summary>
internal sealed class RecordProperties((string Name, IPropertySymbol Symbol, ValueModel Value)[] readable, UnreadAttribute[] unread)
{
    public (string Name, IPropertySymbol Symbol, ValueModel Value)[] Readable { get; } = readable;

    public InputType.Record ToInputType() => new(
        Readable.Select(property => new InputAttribute(property.Name, property.Value.Type, property.Value.IsOptional)).ToEquatableArray(),
        new(unread));

    public EquatableArray<PropertyModel> ToModels() =>
        Readable.Select(property => new PropertyModel(property.Name, TypeNames.Escape(property.Symbol.Name), property.Value)).ToEquatableArray();
}
