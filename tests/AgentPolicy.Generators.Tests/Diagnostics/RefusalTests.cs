using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentPolicy.Generators.Tests.Diagnostics;

/// <summary>Whatever would leave a call undecided, or decided on something else than it runs with, is an error that nobody can switch off.</summary>
public sealed class RefusalTests
{
    /// <summary>A rule, what is shown, and a class with an engine <c>e</c> that breaks the rule.</summary>
    public static TheoryData<string, string, string> Members => new()
    {
        { "AGP0401", "'M' is governed but not partial", "[Governed] public int M(int n) => n;" },
        { "AGP0403", "'M' has a body", "[Governed] public partial int M(int n); public partial int M(int n) => n; private int MCore(int n) => n;" },
        { "AGP0403", "'M' has a body", "public partial int M(int n); [Governed] public partial int M(int n) => n; private int MCore(int n) => n;" },
        { "AGP0404", "'M' is virtual", "[Governed] public virtual partial int M(int n); private int MCore(int n) => n;" },
        { "AGP0404", "'ToString' is override", "[Governed] public override partial string ToString(); private string ToStringCore() => \"\";" },
        { "AGP0405", "private int MCore(int n)", "[Governed] public partial int M(int n);" },
        { "AGP0406", "private int MCore(int n)", "[Governed] public partial int M(int n); private int MCore(long n) => 0;" },
        { "AGP0406", "private int MCore(int n)", "[Governed] public partial int M(int n); private static int MCore(int n) => 0;" },
        { "AGP0406", "private int MCore(int n)", "[Governed] public partial int M(int n); private long MCore(int n) => 0;" },
        { "AGP0406", "private int MCore(int n)", "[Governed] public partial int M(int n); private int MCore(in int n) => 0;" },
        { "AGP0406", "private int MCore(int n)", "[Governed] public partial int M(int n); private int MCore(int n) => 0; private int MCore(GovernedCall c, int n) => 0;" },
        { "AGP0409", "'MCore' is used here", "[Governed] public partial int M(int n); private int MCore(int n) => n; public int G() => this?.MCore(1) ?? 0;" },
        { "AGP0407", "internal", "[Governed] public partial int M(int n); internal int MCore(int n) => n;" },
        { "AGP0408", "[KernelFunction]", "[Governed] public partial int M(int n); [KernelFunction] private int MCore(int n) => n;" },
        { "AGP0408", "[MyTool]", "[Governed] public partial int M(int n); [MyTool] private int MCore(int n) => n;" },
        { "AGP0408", "[KernelFunction]", "[Governed] public partial int M(int n); [Derived] private int MCore(int n) => n;" },
        { "AGP0409", "'MCore' is used here", "[Governed] public partial int M(int n); private int MCore(int n) => n; public int Other() => MCore(1);" },
        { "AGP0409", "'MCore' is used here", "[Governed] public partial int M(int n); private int MCore(int n) => n > 0 ? MCore(n - 1) : 0;" },
        { "AGP0409", "'MCore' is used here", "[Governed] public partial int M(int n); private int MCore(int n) => n; public string Name => nameof(MCore);" },
        { "AGP0409", "'MCore' is used here", "[Governed] public partial int M(int n); private int MCore(int n) => n; class In { public Func<int, int> F(Tools t) => t.MCore; }" },
        { "AGP0409", "'MCore' is used here", "[Governed] public partial int M(int n); private int MCore(int n) => n; public int D() => ((dynamic)this).MCore(1);" },
        { "AGP0410", "another tool 'x'", "[Governed(\"x\")] public partial int M(int n); private int MCore(int n) => n; [Governed(\"x\")] public partial int N(); private int NCore() => 0;" },
        { "AGP0411", "passed by 'ref'", "[Governed] public partial int M(ref int n); private int MCore(ref int n) => n;" },
        { "AGP0411", "passed by 'in'", "[Governed] public partial int M(in int n); private int MCore(in int n) => n;" },
        { "AGP0411", "passed by 'ref readonly'", "[Governed] public partial int M(ref readonly int n); private int MCore(ref readonly int n) => n;" },
        { "AGP0412", "Span<int>", "[Governed] public partial int M(Span<int> n); private int MCore(Span<int> n) => 0;" },
        { "AGP0412", "ReadOnlySpan<string>", "[Governed] public partial int M(params ReadOnlySpan<string> n); private int MCore(ReadOnlySpan<string> n) => 0;" },
        { "AGP0412", "Span<int>", "[Governed] public partial Span<int> M(); private Span<int> MCore() => default;" },
        { "AGP0413", "use an array", "[Governed] public partial int M(IEnumerable<int> n); private int MCore(IEnumerable<int> n) => 0;" },
        { "AGP0413", "use an array", "[Governed] public partial int M(System.Collections.IEnumerable n); private int MCore(System.Collections.IEnumerable n) => 0;" },
        { "AGP0413", "use an array", "[Governed] public partial int M(IQueryable<int> n); private int MCore(IQueryable<int> n) => 0;" },
        { "AGP0413", "use an array", "[Governed] public partial IEnumerable<int> M(); private IEnumerable<int> MCore() => [];" },
        { "AGP0413", "use an array", "[Governed] public partial Task<IEnumerator<int>> M(); private Task<IEnumerator<int>> MCore() => null!;" },
        { "AGP0414", "MyTask", "[Governed] public partial MyTask M(); private MyTask MCore() => new();" },
        { "AGP0414", "Task<System.Threading.Tasks.Task>", "[Governed] public partial Task<Task> M(); private Task<Task> MCore() => null!;" },
        { "AGP0414", "IAsyncEnumerable<int>", "[Governed] public partial Task<IAsyncEnumerable<int>> M(); private Task<IAsyncEnumerable<int>> MCore() => null!;" },
        { "AGP0415", "by reference", "int _f; [Governed] public partial ref int M(); private ref int MCore() => ref _f;" },
        { "AGP0416", "silently drop", "[Governed] partial void M(int n); private void MCore(int n) { }" },
        { "AGP0417", "Mcp = true", "[Governed, ModelContextProtocol.Server.McpServerTool] public partial int M(int n); private int MCore(int n) => n;" },
        { "AGP0420", "'call_tool'", "[Governed(\"call_tool\")] public partial int M(int n); private int MCore(int n) => n;" },
        { "AGP0420", "'' is no name", "[Governed(\"\")] public partial int M(int n); private int MCore(int n) => n;" },
        { "AGP0421", "'m' is no string parameter", "[Governed(Resource = \"m\", ResourceType = \"File\")] public partial int M(int m); private int MCore(int m) => m;" },
        { "AGP0421", "'' is no string parameter", "[Governed(ResourceType = \"File\")] public partial int M(string m); private int MCore(string m) => 0;" },
        { "AGP0422", "'in' of 'M'", "[Governed(Resource = \"m\", ResourceType = \"in\")] public partial int M(string m); private int MCore(string m) => 0;" },
        { "AGP0422", "'' of 'M'", "[Governed(Resource = \"m\")] public partial int M(string m); private int MCore(string m) => 0;" },
        { "AGP0423", "'ab'", "[Governed] public partial int M(Twice n); private int MCore(Twice n) => 0;" },
        { "AGP0425", "'_a', 'Second'", "private readonly IPolicyEngine _a = e; public IPolicyEngine Second => _a; [Governed] public partial int M(int n); private int MCore(int n) => n;" },
        { "AGP0425", "'a', 'b'", "[Governed] public static partial int M(IPolicyEngine a, IPolicyEngine b); private static int MCore(IPolicyEngine a, IPolicyEngine b) => 0;" },
        { "AGP0427", "more than one AgentIdentity", "[Governed] public partial int M(AgentIdentity a, AgentIdentity b); private int MCore(AgentIdentity a, AgentIdentity b) => 0;" },
        { "AGP0428", "GovernedCall", "[Governed] public partial int M(GovernedCall c); private int MCore(GovernedCall c) => 0;" },
        { "AGP0435", "'MCore' bears", "[Governed] public partial int M(int n); private int MCore(int n) => n; [System.Runtime.CompilerServices.OverloadResolutionPriority(1)] public int MCore(long n) => 0;" },
        { "AGP0435", "'MCore' bears", "[Governed] public partial int M(int n); [System.Runtime.CompilerServices.OverloadResolutionPriority(-1)] private int MCore(int n) => n; public int MCore(object n) => 0;" },
        { "AGP0429", "extern", "[Governed] public static extern int M(int n);" },
        { "AGP0429", "is a lambda", "public Func<int, int> F() => [Governed] (int n) => n;" },
        { "AGP0429", "no method of a type", "public int F() { return L(); [Governed] int L() => 0; }" },
    };

    /// <summary>As <see cref="Members"/>, whole files.</summary>
    public static TheoryData<string, string, string> Files => new()
    {
        { "AGP0402", "'Tools' contains the governed 'M'", "class Tools { IPolicyEngine e = null!; [Governed] public partial int M(int n); private int MCore(int n) => n; }" },
        { "AGP0402", "'Outer' contains", "class Outer { partial struct Tools { IPolicyEngine e; [Governed] public partial int M(int n); private int MCore(int n) => n; } }" },
        { "AGP0406", "private static int MCore(string s)", Static("private static int MCore(this string s) => 1;") },
        { "AGP0406", "private static int MCore(string s)", Static("private static int MCore(this string s) => 1; public static int F(string s) => s.MCore();") },
        { "AGP0435", "'MCore' bears", "public class Base { [System.Runtime.CompilerServices.OverloadResolutionPriority(1)] public int MCore(long n) => 0; } partial class Tools(IPolicyEngine e) : Base { [Governed] public partial int M(int n); private int MCore(int n) => n; }" },
        { "AGP0418", "Mcp = true", "partial class Tools(IPolicyEngine e) { [Governed(Mcp = true)] public partial int M(int n); private int MCore(int n) => n; }" },
        { "AGP0419", "interface 'ITools'", "public partial interface ITools { [Governed] int M(int n); }" },
        { "AGP0424", "'Tools' has no engine", "partial class Tools { [Governed] public partial int M(int n); private int MCore(int n) => n; }" },
        { "AGP0424", "'Tools' has no engine", "class Base { private IPolicyEngine e = null!; } partial class Tools : Base { [Governed] public partial int M(int n); private int MCore(int n) => n; }" },
        { "AGP0426", "'e' of 'M'", "partial class Tools(IPolicyEngine e) { [Governed] public partial int M(int e); private int MCore(int e) => e; }" },
        { "AGP0429", "only its own file", "file partial class Tools(IPolicyEngine e) { [Governed] public partial int M(int n); private int MCore(int n) => n; }" },
        { "AGP0430", "'P' is or stands", "[PolicyEntity(\"P\")] public class P { public int A => 0; }" },
        { "AGP0431", "'P' is generic", "[PolicyEntity(\"P\")] public partial class P<T> { public int A => 0; }" },
        { "AGP0432", "'P x'", "[PolicyEntity(\"P x\")] public partial class P { public int A => 0; }" },
        { "AGP0433", "'User' of 'P'", "[PolicyEntity(\"P\")] public partial record P(string Id, string User) : IPolicyPrincipal;" },
        { "AGP0433", "'user' of 'P'", "[PolicyEntity(\"P\")] public partial record P(string Id, nint User) : IPolicyPrincipal;" },
        { "AGP0434", "another [PolicyEntity(\"P\")]", "[PolicyEntity(\"P\")] public partial record P(string A); [PolicyEntity(\"P\")] public partial record Q(string A);" },
        { "AGP0423", "'ab'", "[PolicyEntity(\"P\")] public partial class P { public int Ab => 0; public int ab => 0; }" },
    };

    private static string Static(string members) =>
        $"public static partial class Tools {{ [Governed] public static partial int M(this string s); {members} }}";

    private const string Others = """
        public class KernelFunctionAttribute : Attribute;
        public class DerivedAttribute : KernelFunctionAttribute;
        public class MyToolAttribute : Attribute;
        public class MyTask { public System.Runtime.CompilerServices.TaskAwaiter GetAwaiter() => default; }
        public record Twice(int Ab) { [System.Text.Json.Serialization.JsonPropertyName("ab")] public int Other { get; init; } }
        namespace ModelContextProtocol.Server { public class McpServerToolAttribute : Attribute; }
        """;

    [Theory]
    [MemberData(nameof(Members))]
    public void Method_BreaksARule_IsRefusedWhateverIsSuppressed(string id, string text, string members) =>
        AssertRefused(id, text, $"public partial class Tools(IPolicyEngine e) {{ {members} }}\n{Others}");

    [Theory]
    [MemberData(nameof(Files))]
    public void Type_BreaksARule_IsRefusedWhateverIsSuppressed(string id, string text, string file) => AssertRefused(id, text, file);

    [Fact]
    public void Core_InAnExtensionBlock_IsRefused()
    {
        var source = Static("extension(string s) { private int MCore() => 1; } public static int F(string s) => s.MCore();");
        var preview = Compiling.ParseOptions.WithLanguageVersion(LanguageVersion.Preview);
        var compilation = Compiling.Compile("").RemoveAllSyntaxTrees().AddSyntaxTrees(CSharpSyntaxTree.ParseText(Compiling.Usings + source, preview, "Tools.cs", System.Text.Encoding.UTF8));

        var driver = CSharpGeneratorDriver.Create([new GovernedGenerator().AsSourceGenerator()], parseOptions: preview);
        driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out var diagnostics);

        Assert.Contains(diagnostics, diagnostic => diagnostic.Id is "AGP0405" or "AGP0406");
        Assert.Contains(output.GetDiagnostics(), diagnostic => diagnostic.Id == "CS8795");
    }

    [Fact]
    public void Method_Refused_OthersAreGenerated()
    {
        var run = GeneratorRun.Of("""
            public partial class Tools(IPolicyEngine e)
            {
                [Governed] public partial int Bad(ref int n);
                [Governed] public partial int Good(int n);
                private int GoodCore(int n) => n;
            }
            """);

        Assert.Contains("partial int Good(int n)", run.Generated, StringComparison.Ordinal);
        Assert.DoesNotContain("Bad", run.Generated, StringComparison.Ordinal);
        Assert.Contains(run.Output.GetDiagnostics(), diagnostic => diagnostic.Id == "CS8795");
    }

    [Fact]
    public void Tool_OfAReferencedAssembly_KeepsItsName()
    {
        const string Source = "public partial class {0}(IPolicyEngine e) {{ [Governed(\"pay\")] public partial int M(int n); private int MCore(int n) => n; }}";
        using var stream = new MemoryStream();
        Assert.True(GeneratorRun.Of(string.Format(Source, "First")).Output.Emit(stream).Success);

        var run = GeneratorRun.Of(string.Format(Source, "Second"), MetadataReference.CreateFromImage(stream.ToArray()));

        run.AssertRefused("AGP0410", "AgentPolicy.Generated.First_M");
        Assert.Empty(run.Generated);
    }

    private static void AssertRefused(string id, string text, string source)
    {
        var compilation = Compiling.Compile(source);
        var silenced = compilation.Options.WithSpecificDiagnosticOptions([new(id, ReportDiagnostic.Suppress)]).WithGeneralDiagnosticOption(ReportDiagnostic.Suppress);
        var suppressed = compilation.AddSyntaxTrees(Compiling.Parse(
            $"""
            using System.Diagnostics.CodeAnalysis;
            [assembly: SuppressMessage("AgentPolicy", "{id}")]
            [module: SuppressMessage("AgentPolicy", "{id}", Scope = "module")]
            """,
            "Suppressions.cs"));
        foreach (var run in new[] { GeneratorRun.Of(compilation), GeneratorRun.Of(compilation.WithOptions(silenced)), GeneratorRun.Of(suppressed) })
        {
            var error = run.AssertRefused(id, text);
            Assert.Equal("Tools.cs", error.Location.GetLineSpan().Path);
            Assert.DoesNotContain("partial int M(", run.Generated, StringComparison.Ordinal);
        }
    }
}
