using AgentPolicy.Generators.Diagnostics;
using AgentPolicy.Generators.Models;
using AgentPolicy.Language.Collections;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentPolicy.Generators.Analysis;

/// <summary>
/// Finds <c>[Governed]</c> on lambdas. They are no declarations, so a search for declarations with the attribute passes them over, and they would run ungoverned.
/// </summary>
internal static class GovernedLambdas
{
    public static bool IsCandidate(SyntaxNode node, CancellationToken cancellation) => node is LambdaExpressionSyntax { AttributeLists.Count: > 0 };

    public static EquatableArray<DiagnosticInfo> Find(GeneratorSyntaxContext context, CancellationToken cancellation)
    {
        var findings = new Findings();
        foreach (var attribute in ((LambdaExpressionSyntax)context.Node).AttributeLists.SelectMany(list => list.Attributes))
        {
            var constructor = context.SemanticModel.GetSymbolInfo(attribute, cancellation).Symbol;
            if (TypeNames.Is(constructor?.ContainingType, GovernedMethodReader.Attribute))
                findings.Report(GovernedDiagnostics.Unsupported, attribute.GetLocation(), context.Node.ToString(), "a lambda");
        }

        return findings.ToErrors();
    }
}
