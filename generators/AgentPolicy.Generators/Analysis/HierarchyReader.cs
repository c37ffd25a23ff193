using AgentPolicy.Generators.Models;
using AgentPolicy.Language.Collections;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentPolicy.Generators.Analysis;

/// <summary>Reads where a type stands, so that generated code can stand there too.</summary>
internal static class HierarchyReader
{
    public static TypeHierarchy Read(INamedTypeSymbol type)
    {
        var headers = new List<string>();
        for (var at = type; at is not null; at = at.ContainingType)
            headers.Insert(0, $"partial {Keyword(at)} {TypeNames.Escape(at.Name)}{TypeParameters(at.TypeParameters)}");
        var space = type.ContainingNamespace;
        return new TypeHierarchy(
            space.IsGlobalNamespace ? "" : string.Join(".", space.ToDisplayString().Split('.').Select(TypeNames.Escape)),
            headers.ToEquatableArray(),
            HintName(type));
    }

    /// <summary>The type, or the innermost around it, that is not partial; null where all are.</summary>
    public static INamedTypeSymbol? FindNotPartial(INamedTypeSymbol type)
    {
        for (var at = type; at is not null; at = at.ContainingType)
        {
            var isPartial = at.DeclaringSyntaxReferences.Any(reference =>
                reference.GetSyntax() is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));
            if (!isPartial)
                return at;
        }

        return null;
    }

    public static string Keyword(INamedTypeSymbol type) => type switch
    {
        { IsRecord: true, TypeKind: TypeKind.Struct } => "record struct",
        { IsRecord: true } => "record",
        { TypeKind: TypeKind.Struct } => "struct",
        { TypeKind: TypeKind.Interface } => "interface",
        _ => "class",
    };

    public static string TypeParameters(IEnumerable<ITypeParameterSymbol> parameters)
    {
        var names = string.Join(", ", parameters.Select(parameter => TypeNames.Escape(parameter.Name)));
        return names.Length == 0 ? "" : "<" + names + ">";
    }

    // Files are found without regard to case, types are not: the hash tells apart those that differ by nothing else.
    private static string HintName(INamedTypeSymbol type)
    {
        var name = TypeNames.WithoutParameters(type);
        return $"{name.Replace("@", "")}.{TypeNames.Hash(type.GetDocumentationCommentId() ?? name)}";
    }
}
