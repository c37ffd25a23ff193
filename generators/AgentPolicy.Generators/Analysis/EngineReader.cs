using AgentPolicy.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentPolicy.Generators.Analysis;

/// <summary>Finds the engine that a governed method asks.</summary>
internal static class EngineReader
{
    private const string Engine = "AgentPolicy.IPolicyEngine";

    /// <summary>The expression that gives the engine, or null after an error.</summary>
    public static string? Read(IMethodSymbol method, Compilation compilation, Location location, Findings findings)
    {
        if (method.IsStatic)
            return ReadStatic(method, location, findings);
        var type = method.ContainingType;
        var members = FindMembers(type, compilation);
        var candidates = members.Count > 0 ? members : FindParameters(type);
        if (candidates.Count == 0)
        {
            findings.Report(GovernedDiagnostics.EngineMissing, location, type.Name);
            return null;
        }

        if (candidates.Count > 1)
        {
            findings.Report(GovernedDiagnostics.EngineAmbiguous, location, type.Name, Names(candidates));
            return null;
        }

        var name = candidates[0].Name;
        if (members.Count > 0)
            return "this." + TypeNames.Escape(name);

        // Deny: the caller's argument of the same name would be asked instead.
        if (method.Parameters.FirstOrDefault(parameter => string.Equals(parameter.Name, name, StringComparison.Ordinal)) is not { } hiding)
            return TypeNames.Escape(name);
        findings.Report(GovernedDiagnostics.EngineHidden, Findings.Of(hiding, location), name, method.Name);
        return null;
    }

    private static string? ReadStatic(IMethodSymbol method, Location location, Findings findings)
    {
        var candidates = method.Parameters.Where(parameter => TypeNames.Is(parameter.Type, Engine)).ToList<ISymbol>();
        if (candidates.Count == 0)
            return "global::AgentPolicy.AgentContext.Engine";
        if (candidates.Count == 1)
            return TypeNames.Escape(candidates[0].Name);
        findings.Report(GovernedDiagnostics.EngineAmbiguous, location, method.Name, Names(candidates));
        return null;
    }

    private static List<ISymbol> FindMembers(INamedTypeSymbol type, Compilation compilation)
    {
        var found = new List<ISymbol>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var at = type; at is not null; at = at.BaseType)
        {
            foreach (var member in at.GetMembers())
            {
                if (!member.IsStatic && IsEngine(member) && compilation.IsSymbolAccessibleWithin(member, type) && names.Add(member.Name))
                    found.Add(member);
            }
        }

        return found;
    }

    private static bool IsEngine(ISymbol member) => member switch
    {
        IFieldSymbol { AssociatedSymbol: null, IsImplicitlyDeclared: false } field => TypeNames.Is(field.Type, Engine),
        IPropertySymbol { IsIndexer: false, GetMethod: not null, ExplicitInterfaceImplementations.IsEmpty: true } property =>
            TypeNames.Is(property.Type, Engine),
        _ => false,
    };

    private static List<ISymbol> FindParameters(INamedTypeSymbol type)
    {
        foreach (var constructor in type.InstanceConstructors)
        {
            if (constructor.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is TypeDeclarationSyntax))
                return constructor.Parameters.Where(parameter => TypeNames.Is(parameter.Type, Engine)).ToList<ISymbol>();
        }

        return [];
    }

    private static string Names(List<ISymbol> candidates) => string.Join(", ", candidates.Select(candidate => $"'{candidate.Name}'"));
}
