using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentPolicy.Generators.Analysis;

internal sealed partial class TypeMapper
{
    /// <summary>Whether a value that could change can be copied, so that what policies read of it stays what it is.</summary>
    private bool CanBeCopied(INamedTypeSymbol type, RecordProperties properties)
    {
        // A copy of a class that is no record is whatever its author made it; of a record, whatever its copy constructor does.
        if (type.IsReferenceType && (!type.IsRecord || !HasGeneratedCopyConstructor(type)))
            return false;
        return properties.Readable.All(property => !property.Value.NeedsCopy || CanBeSet(property.Symbol));
    }

    private static bool NeedsCopy(INamedTypeSymbol type, RecordProperties properties) =>
        properties.Readable.Any(property => property.Value.NeedsCopy || (type.IsReferenceType && property.Symbol.SetMethod is { IsInitOnly: false }));

    private bool CanBeSet(IPropertySymbol property) => property.SetMethod is { } setter && compilation.IsSymbolAccessibleWithin(setter, compilation.Assembly);

    private static bool HasGeneratedCopyConstructor(INamedTypeSymbol type)
    {
        for (var at = type; at is not null && at.SpecialType != SpecialType.System_Object; at = at.BaseType)
        {
            var copy = at.InstanceConstructors.FirstOrDefault(c => c.Parameters.Length == 1 && SymbolEqualityComparer.Default.Equals(c.Parameters[0].Type, at));
            if (copy is null || !IsGenerated(copy))
                return false;
        }

        return true;
    }

    /// <summary>Whether a property gives what was last put into it, and nothing else.</summary>
    private static bool IsAuto(IPropertySymbol property)
    {
        if (property.IsAbstract || property.GetMethod is not { } getter)
            return false;
        foreach (var reference in property.OriginalDefinition.DeclaringSyntaxReferences)
        {
            switch (reference.GetSyntax())
            {
                case ParameterSyntax:
                    return true;
                case PropertyDeclarationSyntax { ExpressionBody: null, AccessorList.Accessors: var accessors } declaration:
                    // An accessor with a body is code, a setter's too: what it stores is its own affair. So is that of a partial or extern property, elsewhere.
                    return !declaration.Modifiers.Any(SyntaxKind.PartialKeyword) && !declaration.Modifiers.Any(SyntaxKind.ExternKeyword)
                        && accessors.All(accessor => accessor is { Body: null, ExpressionBody: null });
                default:
                    return false;
            }
        }

        return IsGenerated(getter.OriginalDefinition) && (property.SetMethod is not { } setter || IsGenerated(setter.OriginalDefinition));
    }

    // In an assembly that was compiled, what the compiler made says so.
    private static bool IsGenerated(IMethodSymbol method) =>
        method.IsImplicitlyDeclared || HasAttribute(method, "System.Runtime.CompilerServices.CompilerGeneratedAttribute");
}
