using AgentPolicy.Generators.Models;
using AgentPolicy.Language.Collections;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentPolicy.Generators.Analysis;

/// <summary>Reads a method's signature as the generated part has to repeat it.</summary>
internal static class SignatureReader
{
    public static MethodSignature Read(IMethodSymbol method, MethodDeclarationSyntax declaration)
    {
        var modifiers = new List<string>();
        foreach (var modifier in declaration.Modifiers)
        {
            if (!modifier.IsKind(SyntaxKind.PartialKeyword))
                modifiers.Add(modifier.ValueText);
        }

        return new MethodSignature(
            string.Join(" ", modifiers),
            TypeNames.Escape(method.Name),
            HierarchyReader.TypeParameters(method.TypeParameters),
            method.TypeParameters.Select(Constraint).Where(constraint => constraint.Length > 0).ToEquatableArray(),
            method.IsStatic ? TypeNames.Annotated(method.ContainingType) : "this");
    }

    public static string Constraint(ITypeParameterSymbol parameter)
    {
        var parts = new List<string>();
        if (parameter.HasUnmanagedTypeConstraint)
            parts.Add("unmanaged");
        else if (parameter.HasValueTypeConstraint)
            parts.Add("struct");
        else if (parameter.HasReferenceTypeConstraint)
            parts.Add(parameter.ReferenceTypeConstraintNullableAnnotation == NullableAnnotation.Annotated ? "class?" : "class");
        else if (parameter.HasNotNullConstraint)
            parts.Add("notnull");
        parts.AddRange(parameter.ConstraintTypes.Select(TypeNames.Annotated));
        if (parameter.HasConstructorConstraint)
            parts.Add("new()");
        if (parameter.AllowsRefLikeType)
            parts.Add("allows ref struct");
        return parts.Count == 0 ? "" : $"where {TypeNames.Escape(parameter.Name)} : {string.Join(", ", parts)}";
    }
}
