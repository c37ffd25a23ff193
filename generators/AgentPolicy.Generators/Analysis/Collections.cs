using Microsoft.CodeAnalysis;

namespace AgentPolicy.Generators.Analysis;

internal enum CollectionKind
{
    None,
    MutableSet,
    ImmutableSet,
    MutableDictionary,
    ImmutableDictionary,
}

/// <summary>The collections that can be read and copied. Any other could do anything when it is enumerated.</summary>
internal static class Collections
{
    public static CollectionKind Find(INamedTypeSymbol type) => TypeNames.Metadata(type) switch
    {
        "System.Collections.Generic.List`1" or "System.Collections.Generic.HashSet`1" or "System.Collections.Generic.IList`1"
            or "System.Collections.Generic.ICollection`1" or "System.Collections.Generic.ISet`1" or "System.Collections.Generic.IReadOnlyList`1"
            or "System.Collections.Generic.IReadOnlyCollection`1" or "System.Collections.Generic.IReadOnlySet`1" => CollectionKind.MutableSet,
        "System.Collections.Immutable.ImmutableList`1" or "System.Collections.Immutable.ImmutableHashSet`1"
            or "System.Collections.Frozen.FrozenSet`1" => CollectionKind.ImmutableSet,
        "System.Collections.Generic.Dictionary`2" or "System.Collections.Generic.IDictionary`2"
            or "System.Collections.Generic.IReadOnlyDictionary`2" => CollectionKind.MutableDictionary,
        "System.Collections.Immutable.ImmutableDictionary`2" or "System.Collections.Frozen.FrozenDictionary`2" => CollectionKind.ImmutableDictionary,
        _ => CollectionKind.None,
    };
}
