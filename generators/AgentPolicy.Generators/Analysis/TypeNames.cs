using AgentPolicy.Language.Syntax;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentPolicy.Generators.Analysis;

/// <summary>The names of types and members, as they are compared, written into code, and shown.</summary>
internal static class TypeNames
{
    private static readonly SymbolDisplayFormat s_annotated = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>The type as it is written in code, with <c>global::</c> and what is known of null.</summary>
    public static string Annotated(ITypeSymbol type) => type.ToDisplayString(s_annotated);

    /// <summary>As <see cref="Annotated"/>, of the type that a value has when it is not null.</summary>
    public static string NotNull(ITypeSymbol type) => Annotated(type.IsReferenceType ? type.WithNullableAnnotation(NullableAnnotation.NotAnnotated) : type);

    /// <summary>The type as it is shown to people.</summary>
    public static string Shown(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);

    /// <summary>The type's full name as it is shown, without its type parameters.</summary>
    public static string WithoutParameters(ITypeSymbol type) =>
        type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat.WithGenericsOptions(SymbolDisplayGenericsOptions.None));

    /// <summary>Namespace and metadata name of a type that is not nested; a nested one is never any that is looked for.</summary>
    public static string Metadata(ITypeSymbol type)
    {
        var definition = type.OriginalDefinition;
        if (definition.ContainingType is not null || definition.ContainingNamespace is not { } space)
            return "";
        return space.IsGlobalNamespace ? definition.MetadataName : space.ToDisplayString() + "." + definition.MetadataName;
    }

    public static bool Is(ITypeSymbol? type, string metadataName) => type is not null && string.Equals(Metadata(type), metadataName, StringComparison.Ordinal);

    /// <summary>An identifier as it is written in code: any keyword, contextual ones too, is escaped.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    /// <summary>The name that policies use for a property: camelCase as JSON has it.</summary>
    public static string Camel(string name)
    {
        var chars = name.ToCharArray();
        for (var i = 0; i < chars.Length && char.IsUpper(chars[i]); i++)
        {
            // Of a run of capitals the last one begins the next word: HTMLText is htmlText.
            if (i > 0 && i + 1 < chars.Length && !char.IsUpper(chars[i + 1]))
                break;
            chars[i] = char.ToLowerInvariant(chars[i]);
        }

        return new string(chars);
    }

    public static bool IsEntityType(string? name) =>
        name is not null && name.Split(["::"], StringSplitOptions.None).All(part => CedarText.IsIdentifier(part) && !CedarText.IsReserved(part));

    /// <summary>A number that is the same for a name on every machine: it tells apart names that are written alike.</summary>
    public static string Hash(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text)
            hash = unchecked((hash ^ c) * 1099511628211UL);
        return hash.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
    }
}
