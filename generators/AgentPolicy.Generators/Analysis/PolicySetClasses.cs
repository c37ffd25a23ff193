using System.Collections.Immutable;
using AgentPolicy.Generators.Diagnostics;
using AgentPolicy.Generators.Models;
using AgentPolicy.Language.Collections;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentPolicy.Generators.Analysis;

/// <summary>Reads the classes that bear <c>[PolicySet]</c>.</summary>
internal static class PolicySetClasses
{
    private const int CedarMode = 1;

    private static readonly SymbolDisplayFormat s_namespace = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    public static PolicySetClass Read(GeneratorAttributeSyntaxContext found)
    {
        var type = (INamedTypeSymbol)found.TargetSymbol;
        var location = LocationOf(found.TargetNode);
        var written = found.Attributes[0].ConstructorArguments is [{ Value: string text }] ? text : "";
        var errors = new List<DiagnosticInfo>();
        var headers = new List<string>();
        Check(type, location, errors);
        for (var part = type; part is not null; part = part.ContainingType)
        {
            CheckPart(part, location, errors);
            headers.Insert(0, HeaderOf(part));
        }

        var fullName = FullNameOf(type);
        var space = type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(s_namespace);
        var isCedarMode = found.Attributes[0].NamedArguments.Any(argument => argument.Key == "ErrorMode" && argument.Value.Value is CedarMode);
        var declaration = new PolicySetDeclaration(space, headers.ToEquatableArray(), fullName, PolicyFiles.Normalize(written).TrimEnd('/'), isCedarMode);
        return new PolicySetClass(errors.Count == 0 ? declaration : null, fullName, written, location, errors.ToEquatableArray());
    }

    /// <summary>The class, or nothing where no part can be written for it.</summary>
    public static ImmutableArray<PolicySetDeclaration> DeclarationOf(PolicySetClass found) => found.Declaration is { } declaration ? [declaration] : [];

    /// <summary>What is wrong with the class itself, or that its set has no policies.</summary>
    public static EquatableArray<DiagnosticInfo> FindErrors(PolicySetClass found, EquatableArray<PolicyFileModel> files)
    {
        if (found.Declaration is not { } declaration || files.Any(file => !file.IsSchema && PolicyFiles.IsIn(declaration, file)))
            return found.Errors;
        var where = found.Folder.Length == 0 ? "the project" : $"the folder '{found.Folder}'";
        return EquatableArray.Of(PolicyDiagnostics.At(found.Location, PolicyDiagnostics.SetWithoutPolicies, found.FullName, where));
    }

    private static void Check(INamedTypeSymbol type, LocationInfo? location, List<DiagnosticInfo> errors)
    {
        var obstacle = type switch
        {
            { TypeKind: not TypeKind.Class } => "is no class",
            { IsStatic: true } => "is static, so that it cannot implement an interface",
            { IsFileLocal: true } => "is file-local, so that no other file can have a part of it",
            _ => null,
        };
        if (obstacle is not null)
            errors.Add(PolicyDiagnostics.At(location, PolicyDiagnostics.NotAClass, type.Name, obstacle));
    }

    private static void CheckPart(INamedTypeSymbol type, LocationInfo? location, List<DiagnosticInfo> errors)
    {
        if (type.TypeParameters.Length > 0)
            errors.Add(PolicyDiagnostics.At(location, PolicyDiagnostics.GenericSet, type.Name));
        if (!IsPartial(type))
            errors.Add(PolicyDiagnostics.At(location, PolicyDiagnostics.NotPartial, type.Name));
    }

    private static bool IsPartial(INamedTypeSymbol type) => type.DeclaringSyntaxReferences.All(
        reference => reference.GetSyntax() is TypeDeclarationSyntax syntax && syntax.Modifiers.Any(SyntaxKind.PartialKeyword));

    private static string HeaderOf(INamedTypeSymbol type) => $"partial {KeywordOf(type)} @{type.Name}";

    private static string KeywordOf(INamedTypeSymbol type) => (type.TypeKind, type.IsRecord) switch
    {
        (TypeKind.Interface, _) => "interface",
        (TypeKind.Struct, true) => "record struct",
        (TypeKind.Struct, false) => "struct",
        (_, true) => "record",
        _ => "class",
    };

    private static string FullNameOf(INamespaceOrTypeSymbol symbol)
    {
        if (symbol.ContainingType is { } outer)
            return FullNameOf(outer) + "+" + symbol.MetadataName;
        return symbol.ContainingNamespace is { IsGlobalNamespace: false } space ? FullNameOf(space) + "." + symbol.MetadataName : symbol.MetadataName;
    }

    private static LocationInfo? LocationOf(SyntaxNode node)
    {
        var token = node is TypeDeclarationSyntax type ? type.Identifier : node.GetFirstToken();
        var lines = token.GetLocation().GetLineSpan();
        return new LocationInfo(
            lines.Path, token.SpanStart, token.Span.Length, lines.StartLinePosition.Line, lines.StartLinePosition.Character, lines.EndLinePosition.Line, lines.EndLinePosition.Character);
    }
}
