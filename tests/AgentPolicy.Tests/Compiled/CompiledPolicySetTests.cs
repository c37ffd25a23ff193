using System.Runtime.CompilerServices;
using System.Text;
using AgentPolicy.Compiled;
using AgentPolicy.Language;
using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Indexing;
using AgentPolicy.Language.Program;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Tests.Compiled;

public sealed class CompiledPolicySetTests
{
    private const int SmallStack = 512 * 1024;

    // The set stands in a static property: what it is the first time it is for ever.
    [Fact]
    public void Create_OnAThreadThatIsNearlyOutOfStack_IsTheSameSet()
    {
        var program = PolicyCompiler.Compile([new SourceFile("p.cedar", "permit(principal, action, resource) when { context.x == \"a\" };")], new BindingOptions(false, default), new DiagnosticBag())!;
        var list = Encoding.ASCII.GetBytes(string.Join('\n', PolicyListWriter.Write(program.Policies)));
        var ids = new List<string>();
        Answer.OnStack(SmallStack, () => Descend(() => ids.Add(CompiledPolicySet.Create(new Code(program), ErrorMode.FailClosed, "v", [], [], list).Policies[0].Id)));
        Assert.True(ids.Count > 100, $"{ids.Count} depths");
        Assert.Equal(["policy0"], ids.Distinct());
    }

    private static int Descend(Action make)
    {
        var depth = 0;
        if (RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            Span<byte> used = stackalloc byte[200];
            used.Fill(1);
            depth = Descend(make) + used[0];
        }

        make();
        return depth;
    }

    private sealed class Code(PolicyProgram program) : CompiledPolicies
    {
        private readonly byte[] _text = Encoding.ASCII.GetBytes(string.Join('\n', IndexWriter.Write(program.Index)));

        protected override ReadOnlySpan<byte> IndexText => _text;

        public override PolicyAnswer Evaluate(int policy, PolicyFrame frame) => PolicyAnswer.True;
    }
}
