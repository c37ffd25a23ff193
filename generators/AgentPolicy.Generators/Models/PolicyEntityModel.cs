using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Collections;

namespace AgentPolicy.Generators.Models;

/// <summary>A type whose properties policies can ask an entity for.</summary>
/// <remarks>Cached: structurally equal all the way down, and without anything of Roslyn's.</remarks>
/// <param name="Id">The type's documentation id: unique in the compilation.</param>
/// <param name="EntityType">The entity type's name in Cedar.</param>
/// <param name="IsSealed">Whether no other type can derive from it, which could tell of its attributes in another way.</param>
/// <param name="Properties">Those that can be read, sorted by the name that policies use.</param>
internal sealed record PolicyEntityModel(
    string Id,
    TypeHierarchy Type,
    string EntityType,
    bool IsPrincipal,
    bool IsSealed,
    EquatableArray<PropertyModel> Properties,
    InputType.Record Attributes);
