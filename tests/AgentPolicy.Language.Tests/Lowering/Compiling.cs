using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Program;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Tests.Lowering;

/// <summary>Compiles for tests: what should compile does or fails with its diagnostics, what should not yields them.</summary>
internal static class Compiling
{
    public static PolicyProgram Program(string text, BindingOptions? options = null)
    {
        var (program, errors) = Compile(options, text);
        Assert.True(program is not null, string.Join('\n', errors));
        Assert.Empty(errors);
        return program;
    }

    public static ProgramPolicy Policy(string text, BindingOptions? options = null) => Assert.Single(Program(text, options).Policies);

    public static PolicyProgram? TryCompile(string text) => Compile(null, text).Program;

    public static IReadOnlyList<PolicyDiagnostic> Errors(string text, BindingOptions? options = null)
    {
        var (program, errors) = Compile(options, text);
        Assert.Null(program);
        return errors;
    }

    public static (PolicyProgram? Program, IReadOnlyList<PolicyDiagnostic> Errors) Compile(BindingOptions? options, params string[] texts)
    {
        var bag = new DiagnosticBag();
        var files = texts.Select((text, i) => new SourceFile($"file{i}.cedar", text)).ToArray();
        var program = PolicyCompiler.Compile(files, options ?? BindingOptions.Default, bag);
        Assert.Equal(program is null, bag.HasErrors);
        return (program, bag.Diagnostics);
    }
}
