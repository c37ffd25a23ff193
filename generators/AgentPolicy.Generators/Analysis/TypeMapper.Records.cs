using AgentPolicy.Generators.Models;
using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Collections;
using Microsoft.CodeAnalysis;

namespace AgentPolicy.Generators.Analysis;

internal sealed partial class TypeMapper
{
    private Mapping MapRecord(INamedTypeSymbol type)
    {
        if (!CanBeRecord(type))
            return Unread(type);
        if (_open.Any(open => SymbolEqualityComparer.Default.Equals(open, type)))
            return Mapping.Unread($"is of type {TypeNames.Shown(type)}, which contains itself, so that no policy can read it");
        _open.Add(type);
        var properties = ReadProperties(type, _ => false);
        _open.RemoveAt(_open.Count - 1);
        if (properties.Readable.Length == 0)
            return Mapping.Unread($"is of type {TypeNames.Shown(type)}, which has no property that a policy can read");
        var needsCopy = isInput && NeedsCopy(type, properties);
        if (needsCopy && !CanBeCopied(type, properties))
            return Mapping.Unread($"is of type {TypeNames.Shown(type)}, which can change after the decision, so that no policy can read it");
        var value = New(type, ValueKind.Record, properties.ToInputType());
        return Mapping.Of(value with { NeedsCopy = needsCopy, Record = new RecordModel(properties.ToModels()) });
    }

    /// <summary>The public properties of a type and its base types that can be read; of a name that is hidden, the one in view.</summary>
    /// <param name="type">A class, record or struct.</param>
    /// <param name="isLeftOut">Properties that are no attributes.</param>
    public RecordProperties ReadProperties(INamedTypeSymbol type, Func<IPropertySymbol, bool> isLeftOut)
    {
        var readable = new SortedDictionary<string, ReadProperty>(StringComparer.Ordinal);
        var unread = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var hidden = new HashSet<string>(StringComparer.Ordinal);
        for (var at = type; at is not null && at.SpecialType is not (SpecialType.System_Object or SpecialType.System_ValueType); at = at.BaseType)
        {
            foreach (var property in at.GetMembers().OfType<IPropertySymbol>())
            {
                if (!IsAttribute(property) || isLeftOut(property) || !seen.Add(property.Name))
                    continue;
                var name = NameOf(property);
                if (readable.ContainsKey(name) || unread.ContainsKey(name))
                {
                    Duplicates.Add((TypeNames.Shown(type), name));
                    continue;
                }

                _parts++;

                // Its name, as it would be read, stands for what a more derived type declares by it.
                var mapping = hidden.Contains(property.Name) ? Mapping.Unread("is hidden by another member of its name") : MapProperty(type, property);
                if (mapping.Value is { } value)
                    readable.Add(name, new ReadProperty(property, value));
                else
                    unread.Add(name, mapping.Reason);
            }

            hidden.UnionWith(at.GetMembers().Select(member => member.Name));
        }

        return new RecordProperties(
            readable.Select(pair => (pair.Key, pair.Value.Symbol, pair.Value.Value)).ToArray(),
            unread.Select(pair => new UnreadAttribute(pair.Key, pair.Value)).ToArray());
    }

    private Mapping MapProperty(INamedTypeSymbol type, IPropertySymbol property)
    {
        if (property.RefKind != RefKind.None)
            return Mapping.Unread("is a reference, which no policy can read");
        if (readsComputed)
            return Map(property.Type);
        if (!IsAuto(property))
            return Mapping.Unread("is computed, so that two reads could differ");

        // A derived type could compute it.
        if (!type.IsSealed && (property.IsVirtual || property.IsAbstract || (property.IsOverride && !property.IsSealed)))
            return Mapping.Unread("can be overridden, so that two reads could differ");
        return Map(property.Type);
    }

    private static bool IsAttribute(IPropertySymbol property) =>
        !property.IsStatic && !property.IsIndexer && property.DeclaredAccessibility == Accessibility.Public && property.ExplicitInterfaceImplementations.IsEmpty
        && property.GetMethod is { DeclaredAccessibility: Accessibility.Public };

    private static string NameOf(IPropertySymbol property)
    {
        foreach (var attribute in property.GetAttributes())
        {
            if (TypeNames.Is(attribute.AttributeClass, "System.Text.Json.Serialization.JsonPropertyNameAttribute")
                && attribute.ConstructorArguments is [{ Value: string name }])
                return name;
        }

        return TypeNames.Camel(property.Name);
    }

    // Types of the framework read clocks, files and the network from properties: only those named above are read.
    private static bool CanBeRecord(INamedTypeSymbol type)
    {
        if (type.TypeKind is not (TypeKind.Class or TypeKind.Struct) || type.SpecialType != SpecialType.None)
            return false;
        if (type.IsAbstract || type.IsStatic || type.IsRefLikeType || type.IsTupleType || type.IsAnonymousType)
            return false;
        if (type.AllInterfaces.Any(face => face.SpecialType == SpecialType.System_Collections_IEnumerable))
            return false;
        for (var at = type; at is not null && at.SpecialType is not (SpecialType.System_Object or SpecialType.System_ValueType); at = at.BaseType)
        {
            if (at.TypeKind == TypeKind.Error || IsOfFramework(at.ContainingNamespace))
                return false;
        }

        return TypeNames.Metadata(type) is not ("AgentPolicy.AgentIdentity" or "AgentPolicy.GovernedCall" or "AgentPolicy.PolicyValue");
    }

    private static bool IsOfFramework(INamespaceSymbol space)
    {
        while (space is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
            space = space.ContainingNamespace;
        return space.Name is "System" or "Microsoft";
    }
}
