using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentPolicy.Generators.Analysis;

/// <summary>Finds the uses of a Core in the source of its type, which is all from where a private method can be named.</summary>
internal static class CoreReferences
{
    public static IEnumerable<Location> Find(IMethodSymbol core, Compilation compilation, CancellationToken cancellation)
    {
        foreach (var reference in core.ContainingType.DeclaringSyntaxReferences)
        {
            var declaration = reference.GetSyntax(cancellation);
            SemanticModel? model = null;
            foreach (var token in declaration.DescendantTokens())
            {
                if (!token.IsKind(SyntaxKind.IdentifierToken) || !string.Equals(token.ValueText, core.Name, StringComparison.Ordinal))
                    continue;
                if (token.Parent is not SimpleNameSyntax name)
                    continue;
                model ??= compilation.GetSemanticModel(declaration.SyntaxTree);
                if (MayBe(core, model.GetSymbolInfo(name, cancellation)))
                    yield return token.GetLocation();
            }
        }
    }

    // A name that is not resolved, as in a dynamic call, may be anything: the safe answer is that it is the Core.
    private static bool MayBe(IMethodSymbol core, SymbolInfo info)
    {
        if (info.Symbol is not null)
            return IsCore(core, info.Symbol);
        return info.CandidateSymbols.IsEmpty || info.CandidateSymbols.Any(candidate => IsCore(core, candidate));
    }

    // An extension method that is called on its receiver is a symbol of its own, of which the method is the unreduced form.
    private static bool IsCore(IMethodSymbol core, ISymbol symbol)
    {
        var used = symbol is IMethodSymbol { ReducedFrom: { } unreduced } ? unreduced : symbol;
        return SymbolEqualityComparer.Default.Equals(used.OriginalDefinition, core.OriginalDefinition);
    }
}
