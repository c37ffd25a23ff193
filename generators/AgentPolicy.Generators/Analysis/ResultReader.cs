using AgentPolicy.Generators.Diagnostics;
using AgentPolicy.Generators.Models;
using Microsoft.CodeAnalysis;

namespace AgentPolicy.Generators.Analysis;

/// <summary>Reads how a method gives its result, and whether policies can read it.</summary>
internal static class ResultReader
{
    public static ResultModel? Read(IMethodSymbol method, Compilation compilation, Location location, Findings findings)
    {
        if (method.RefKind != RefKind.None)
            return Refuse(GovernedDiagnostics.RefReturn, method.Name);
        var (shape, result) = Classify(method.ReturnType);
        if (TypeRules.IsRefLike(method.ReturnType) || (result is not null && TypeRules.IsRefLike(result)))
            return Refuse(GovernedDiagnostics.RefLikeType, "the result", method.Name, TypeNames.Shown(method.ReturnType));
        if (result is null)
            return new ResultModel(shape, TypeNames.Annotated(method.ReturnType), null, null);

        // What comes later, by itself or within a task, would come past the decision on the output.
        if (TypeRules.IsLazy(result))
            return Refuse(GovernedDiagnostics.LazySequence, "the result", method.Name, TypeNames.Shown(method.ReturnType));
        if (TypeRules.IsAwaitable(result))
            return Refuse(GovernedDiagnostics.UnknownAwaitable, method.Name, TypeNames.Shown(method.ReturnType));

        var mapper = new TypeMapper(compilation, isInput: false);
        var output = mapper.Map(result).Value;
        foreach (var (type, name) in mapper.Duplicates)
            findings.Report(GovernedDiagnostics.DuplicateName, location, type, name);

        // Handled as what it is, so that no generated call is bound when it runs.
        var resultType = shape == ReturnShape.Value && result.TypeKind == TypeKind.Dynamic ? "object?" : TypeNames.Annotated(result);
        return new ResultModel(shape, TypeNames.Annotated(method.ReturnType), resultType, output);

        ResultModel? Refuse(DiagnosticDescriptor descriptor, params string[] arguments)
        {
            findings.Report(descriptor, location, arguments);
            return null;
        }
    }

    private static (ReturnShape Shape, ITypeSymbol? Result) Classify(ITypeSymbol type) => TypeNames.Metadata(type) switch
    {
        "System.Void" => (ReturnShape.Void, null),
        "System.Threading.Tasks.Task" => (ReturnShape.Task, null),
        "System.Threading.Tasks.ValueTask" => (ReturnShape.ValueTask, null),
        "System.Threading.Tasks.Task`1" => (ReturnShape.TaskOfResult, ((INamedTypeSymbol)type).TypeArguments[0]),
        "System.Threading.Tasks.ValueTask`1" => (ReturnShape.ValueTaskOfResult, ((INamedTypeSymbol)type).TypeArguments[0]),
        "System.Collections.Generic.IAsyncEnumerable`1" => (ReturnShape.Stream, ((INamedTypeSymbol)type).TypeArguments[0]),
        _ => (ReturnShape.Value, type),
    };
}
