using AgentPolicy.Generators.Emit;
using AgentPolicy.Generators.Models;
using AgentPolicy.Language;
using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Program;
using AgentPolicy.Language.Text;
using AgentPolicy.Tests.Compilation;

namespace AgentPolicy.Generators.Tests.Emit;

public sealed class EmitterTotalityTests
{
    [Fact]
    public void Emit_EveryNodeAndOperator_Compiles()
    {
        var leaf = (ProgramExpr)new VariableExpr(CedarVariable.Resource);
        var one = Parse("resource.a");
        var many = EquatableArray.Of(one, one);
        var samples = new List<ProgramExpr>
        {
            new ConstantExpr(5L), one, new IfExpr(one, one, one), new AndExpr(many), new OrExpr(many), new SetExpr(many), Parse("resource has a"), Parse("resource has a.b"),
            Parse("resource.a like \"a*\""), new IsExpr(one, "T"), new IsInExpr(one, "T", one), Parse("{a: resource.a}"),
        };
        foreach (var constant in new[] { new ConstantExpr(true), new ConstantExpr(false) })
            samples.AddRange(new[] { EquatableArray.Of(constant, one), EquatableArray.Of(one, constant), EquatableArray.Of(one, constant, one), EquatableArray.Of(one, constant, constant) }.SelectMany(operands => new ProgramExpr[] { new AndExpr(operands), new OrExpr(operands) }));
        samples.AddRange(Enum.GetValues<CedarVariable>().Select(variable => new VariableExpr(variable)));
        samples.AddRange(Enum.GetValues<UnaryOperator>().Select(@operator => new UnaryExpr(@operator, one)));
        samples.AddRange(Enum.GetValues<BinaryOperator>().SelectMany(@operator => new[] { new BinaryExpr(@operator, one, one), new BinaryExpr(@operator, leaf, one) }));
        samples.AddRange(Enum.GetValues<ExtensionFunction>().SelectMany(function => new[] { [], EquatableArray.Of(one), many, EquatableArray.Of(one, one, one) }.Select(arguments => new ExtensionCallExpr(function, arguments))));
        var kinds = typeof(ProgramExpr).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ProgramExpr)));
        Assert.Empty(kinds.Except(samples.Select(sample => sample.GetType())));

        var policies = samples.Select((sample, index) => new ProgramPolicy($"policy{index}", $"policy{index}", default, default, sample, null, "a.cedar", 1, ""));
        var declaration = new PolicySetDeclaration("", EquatableArray.Of("partial class S"), "S", "", false);
        var model = PolicySetModel.DenyAll(declaration) with { Program = new PolicyProgram(policies.ToEquatableArray(), default, ProgramIndex.Empty) };
        CompilationHost.Load(CompilationHost.Create("Total", "partial class S;", PolicySetEmitter.Emit(model)), out _).Unload();
    }

    // Names and patterns are types that the library has too, and are not to be written here.
    private static ProgramExpr Parse(string condition)
    {
        var file = new SourceFile("a.cedar", $"permit(principal, action, resource) when {{ {condition} }};");
        return PolicyCompiler.Compile([file], BindingOptions.Default, new DiagnosticBag())!.Policies[0].Condition;
    }
}
