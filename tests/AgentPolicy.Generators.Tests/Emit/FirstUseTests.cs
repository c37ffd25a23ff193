using System.Runtime.CompilerServices;
using AgentPolicy.Tests.Compilation;
using AgentPolicy.Tests.Support;

namespace AgentPolicy.Generators.Tests.Emit;

/// <summary>A set that is first asked where little stack is left answers as any other afterwards.</summary>
[Collection(nameof(Alone))]
public sealed class FirstUseTests
{
    [Theory]
    [InlineData("context.a == {{k: [\"{0}\"]}}", 1)]
    [InlineData("context.a == {{k: [\"{0}\"]}}", 3)]
    [InlineData("context.a.contains({0})", 1)]
    [InlineData("context.a.contains({0})", 3)]
    [InlineData("[[\"{0}\"], [[\"y\"], [1]], {{x: [1, 2]}}].contains(context.a)", 1)]
    [InlineData("[[\"{0}\"], [[\"y\"], [1]], {{x: [1, 2]}}].contains(context.a)", 3)]
    [InlineData("context.b like \"{0}*\"", 1)]
    [InlineData("context.b like \"{0}*\"", 3)]
    public void Evaluate_FirstAtTheEndOfTheStack_DecidesLater(string condition, int count)
    {
        var policies = string.Join('\n', Enumerable.Range(0, count).Select(i => $"permit(principal, action, resource) when {{ {string.Format(System.Globalization.CultureInfo.InvariantCulture, condition, i)} }};"));
        using var batch = CompiledBatch.Compile(new PolicySource(policies + "permit(principal, action, resource);"));
        var engine = new PolicyEngine(batch[0]);
        var request = new PolicyRequest(new("User", "u"), new("Action", "a"), new("File", "f"), new Dictionary<string, object?> { ["a"] = new[] { 7L }, ["b"] = "x" });
        var thread = new Thread(() => AtTheEndOfTheStack(() => engine.Evaluate(request)), 512 * 1024);
        thread.Start();
        thread.Join();

        Assert.Equal($"Allowed by policy 'policy{count}'.", engine.Evaluate(request).Message);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.NoOptimization)]
    private static void AtTheEndOfTheStack(Action act)
    {
        if (RuntimeHelpers.TryEnsureSufficientExecutionStack())
            AtTheEndOfTheStack(act);
        else
            act();
    }
}
