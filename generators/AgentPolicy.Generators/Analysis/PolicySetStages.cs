using AgentPolicy.Generators.Diagnostics;
using AgentPolicy.Generators.Emit;
using AgentPolicy.Generators.Models;
using AgentPolicy.Language;
using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Generators.Analysis;

/// <summary>The stages that a policy set goes through, from its files to its code. Whatever fails on the way, there is code, and it denies.</summary>
internal static class PolicySetStages
{
    /// <summary>The set's own files. Their paths are relative to its folder from here on, as they are where a folder is loaded at run time.</summary>
    public static PolicySetInput Gather(PolicySetDeclaration declaration, EquatableArray<PolicyFileModel> files, EquatableArray<string> annotations, ToolSchema tools)
    {
        var prefix = declaration.Folder.Length == 0 ? 0 : declaration.Folder.Length + 1;
        var own = files.Where(file => PolicyFiles.IsIn(declaration, file)).Select(file => file with { Path = file.Path.Substring(prefix) });
        return new PolicySetInput(declaration, own.ToEquatableArray(), annotations, tools);
    }

    public static Result<PolicySetModel> Compile(PolicySetInput input, CancellationToken cancellation) =>
        Guard(input.Declaration, PolicySetModel.DenyAll(input.Declaration), () => PolicySetBuilder.Build(input, cancellation));

    public static Result<GeneratedSource> Emit(PolicySetModel set)
    {
        // Identifiers may have characters that no file name of a generator may have. Files are found without regard to case, types are not: hence the hash.
        var full = set.Declaration.FullName;
        var name = $"{string.Concat(full.Select(c => char.IsLetterOrDigit(c) || c == '_' ? c : '.'))}.{TypeNames.Hash(full)}.PolicySet.g.cs";
        return Guard(
            set.Declaration,
            new GeneratedSource(name, DenyAllEmitter.Emit(set.Declaration)),
            () => new Result<GeneratedSource>(new GeneratedSource(name, PolicySetEmitter.Emit(set)), EquatableArray<DiagnosticInfo>.Empty));
    }

    /// <summary>Runs a stage. What it throws is an error of its own, since the compiler would make a mere warning of it, and the set denies.</summary>
    internal static Result<T> Guard<T>(PolicySetDeclaration declaration, T denying, Func<Result<T>> stage)
    {
        try
        {
            return stage();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            var error = PolicyDiagnostics.At((LocationInfo?)null, PolicyDiagnostics.GeneratorFailed, declaration.FullName, exception.GetType().Name, Excerpt.Shorten(exception.Message));
            return new Result<T>(denying, EquatableArray.Of(error));
        }
    }
}
