using AgentPolicy.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentPolicy.Generators.Analysis;

/// <summary>The rules that a governed method's own declaration keeps, whatever its parameters, result and Core.</summary>
internal static class MethodRules
{
    private const string McpNamespace = "ModelContextProtocol.Server.";

    /// <summary>Whether it is a method that the other rules can be asked of.</summary>
    public static bool IsOrdinary(IMethodSymbol method, SyntaxNode node, Location location, Findings findings)
    {
        if (node is LambdaExpressionSyntax)
            return Refuse(GovernedDiagnostics.Unsupported, "=>", "a lambda");
        if (node is not MethodDeclarationSyntax declaration || method.MethodKind != MethodKind.Ordinary)
            return Refuse(GovernedDiagnostics.Unsupported, method.Name, "no method of a type");
        if (method.ContainingType.TypeKind == TypeKind.Interface)
            return Refuse(GovernedDiagnostics.InterfaceMethod, method.Name, method.ContainingType.Name);
        if (declaration.Modifiers.Any(SyntaxKind.ExternKeyword))
            return Refuse(GovernedDiagnostics.Unsupported, method.Name, "extern");
        if (declaration.Modifiers.Any(SyntaxKind.UnsafeKeyword))
            return Refuse(GovernedDiagnostics.Unsupported, method.Name, "unsafe");
        if (FindOverridable(declaration) is { } modifier)
            return Refuse(GovernedDiagnostics.Overridable, method.Name, modifier);
        if (!declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
            return Refuse(GovernedDiagnostics.NotPartial, method.Name);
        if (!method.IsPartialDefinition || method.PartialImplementationPart is not null)
            return Refuse(GovernedDiagnostics.ImplementedByHand, method.Name);
        return true;

        bool Refuse(DiagnosticDescriptor descriptor, params string[] arguments)
        {
            findings.Report(descriptor, location, arguments);
            return false;
        }
    }

    public static void Check(IMethodSymbol method, MethodDeclarationSyntax declaration, Location location, Findings findings)
    {
        for (var type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            if (type.IsFileLocal)
                findings.Report(GovernedDiagnostics.Unsupported, location, method.Name, "in a type that only its own file can see");
        }

        if (HierarchyReader.FindNotPartial(method.ContainingType) is { } outer)
            findings.Report(GovernedDiagnostics.TypeNotPartial, location, outer.Name, method.Name, HierarchyReader.Keyword(outer));
        if (method.ReturnsVoid && !declaration.Modifiers.Any(IsAccessibility))
            findings.Report(GovernedDiagnostics.NoAccessibility, location, method.Name);
        if (FindMcpAttribute(method) is { } attribute)
            findings.Report(GovernedDiagnostics.McpByHand, location, method.Name, attribute);
    }

    private static string? FindOverridable(MethodDeclarationSyntax declaration)
    {
        foreach (var modifier in declaration.Modifiers)
        {
            if (modifier.Kind() is SyntaxKind.VirtualKeyword or SyntaxKind.AbstractKeyword or SyntaxKind.OverrideKeyword)
                return modifier.ValueText;
        }

        return null;
    }

    private static bool IsAccessibility(SyntaxToken modifier) =>
        modifier.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword or SyntaxKind.ProtectedKeyword or SyntaxKind.PrivateKeyword;

    private static string? FindMcpAttribute(IMethodSymbol method)
    {
        foreach (var attribute in method.GetAttributes())
        {
            if (attribute.AttributeClass is { } type
                && TypeNames.Metadata(type) is McpNamespace + "McpServerToolAttribute" or McpNamespace + "McpServerPromptAttribute"
                    or McpNamespace + "McpServerResourceAttribute")
                return type.Name.Substring(0, type.Name.Length - "Attribute".Length);
        }

        return null;
    }
}
