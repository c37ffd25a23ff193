using AgentPolicy.Generators.Diagnostics;
using AgentPolicy.Generators.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentPolicy.Generators.Analysis;

/// <summary>Finds the method that does what a governed method decides on, and sees that nothing else can run it.</summary>
internal sealed class CoreReader(IMethodSymbol method, Compilation compilation, Location location, Findings findings, CancellationToken cancellation)
{
    private static readonly string[] s_toolAttributes = ["Governed", "KernelFunction", "McpServerTool", "McpServerPrompt", "McpServerResource"];

    private readonly string _name = method.Name + "Core";

    public CoreModel? Read()
    {
        var named = method.ContainingType.GetMembers(_name).OfType<IMethodSymbol>().ToList();
        if (named.Count == 0)
        {
            findings.Report(GovernedDiagnostics.CoreMissing, location, method.Name, _name, Expected());
            return null;
        }

        var fitting = named.Where(core => Fits(core, takesCall: false) || Fits(core, takesCall: true)).ToList();
        if (fitting.Count != 1)
        {
            findings.Report(GovernedDiagnostics.CoreSignature, Findings.Of(named[0], location), _name, method.Name, Expected());
            return null;
        }

        var found = fitting[0];
        Check(found);
        return new CoreModel(TypeNames.Escape(_name), Fits(found, takesCall: true));
    }

    private void Check(IMethodSymbol core)
    {
        var place = Findings.Of(core, location);
        if (core.DeclaredAccessibility != Accessibility.Private)
            findings.Report(GovernedDiagnostics.CoreNotPrivate, place, _name, core.DeclaredAccessibility.ToString().ToLowerInvariant());
        foreach (var attribute in core.GetAttributes())
        {
            if (FindTool(attribute.AttributeClass) is { } tool)
                findings.Report(GovernedDiagnostics.CoreIsTool, place, _name, tool, method.Name);
        }

        foreach (var rival in FindPrioritized())
            findings.Report(GovernedDiagnostics.CorePriority, Findings.Of(rival, location), _name, method.Name);
        foreach (var reference in CoreReferences.Find(core, compilation, cancellation))
            findings.Report(GovernedDiagnostics.CoreReferenced, reference, _name, method.Name);
    }

    private bool Fits(IMethodSymbol core, bool takesCall)
    {
        var first = takesCall ? 1 : 0;
        if (core.MethodKind != MethodKind.Ordinary || core.IsExtensionMethod || !IsOfType(core) || core.IsStatic != method.IsStatic || core.TypeParameters.Length != method.TypeParameters.Length
            || core.Parameters.Length != method.Parameters.Length + first || core.RefKind != method.RefKind)
            return false;
        if (core.TypeParameters.Length > 0)
            core = core.Construct([.. method.TypeParameters]);
        if (takesCall && !(core.Parameters[0].RefKind == RefKind.None && TypeNames.Is(core.Parameters[0].Type, "AgentPolicy.GovernedCall")))
            return false;
        for (var i = 0; i < method.Parameters.Length; i++)
        {
            var parameter = core.Parameters[i + first];
            if (parameter.RefKind != RefKind.None || !SymbolEqualityComparer.Default.Equals(parameter.Type, method.Parameters[i].Type))
                return false;
        }

        return SymbolEqualityComparer.Default.Equals(core.ReturnType, method.ReturnType);
    }

    // The Core's parameters are those of the call, so no other method fits better, unless one of that name, the Core too, says which of them is chosen.
    private IEnumerable<IMethodSymbol> FindPrioritized()
    {
        for (var type = method.ContainingType; type is not null; type = type.BaseType)
        {
            foreach (var named in type.GetMembers(_name).OfType<IMethodSymbol>())
            {
                if (named.GetAttributes().Any(attribute => TypeNames.Is(attribute.AttributeClass, "System.Runtime.CompilerServices.OverloadResolutionPriorityAttribute")))
                    yield return named;
            }
        }
    }

    // An extension stands in a block of its own: what calls it on a receiver calls another symbol, so that its uses would not be found.
    private bool IsOfType(IMethodSymbol core) => !core.DeclaringSyntaxReferences.IsEmpty && core.DeclaringSyntaxReferences.All(reference =>
        reference.GetSyntax(cancellation) is MethodDeclarationSyntax { Parent: ClassDeclarationSyntax or StructDeclarationSyntax or RecordDeclarationSyntax });

    // Any attribute by which a framework finds tools, private methods included; those that are not known here mostly end like this.
    private static string? FindTool(INamedTypeSymbol? attribute)
    {
        for (var at = attribute; at is not null; at = at.BaseType)
        {
            var name = EndsWith(at.Name, "Attribute") ? at.Name.Substring(0, at.Name.Length - "Attribute".Length) : at.Name;
            if (Array.IndexOf(s_toolAttributes, name) >= 0 || EndsWith(name, "Function") || EndsWith(name, "Tool"))
                return name;
        }

        return null;
    }

    private static bool EndsWith(string name, string ending) => name.EndsWith(ending, StringComparison.Ordinal);

    private string Expected()
    {
        var parameters = method.Parameters.Select(parameter => $"{TypeNames.Shown(parameter.Type)} {parameter.Name}");
        var types = HierarchyReader.TypeParameters(method.TypeParameters);
        return $"private {(method.IsStatic ? "static " : "")}{TypeNames.Shown(method.ReturnType)} {_name}{types}({string.Join(", ", parameters)})";
    }
}
