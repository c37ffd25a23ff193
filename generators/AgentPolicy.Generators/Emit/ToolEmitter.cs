using AgentPolicy.Language;
using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Indexing;
using AgentPolicy.Language.Program;

namespace AgentPolicy.Generators.Emit;

/// <summary>Writes what decides on the calls of one tool: only the policies that can apply to its action, reading its inputs by slot.</summary>
internal sealed class ToolEmitter(
    SourceWriter writer, ConstantPool constants, SharedPolicies shared, IndexNumbers numbers, PolicyProgram program, ToolPolicies policies)
{
    /// <summary>A function hands on no more decimals than this, beside the rest.</summary>
    private const int MaxReadOnce = 2;

    private ToolSignature Tool => policies.Tool;
    private CodeTarget _target = CodeTarget.AnyTool;
    private SharedConditions? _sharedConditions;
    private PolicyShapes? _shapes;

    public static string ClassOf(int tool) => "Tool" + CSharpText.Number(tool);

    public void Write(int position)
    {
        _target = CodeTarget.For(Tool, FindReadOnce(policies.Policies));
        var own = policies.Policies.Where(policy => IsOwn(policy.Condition)).Select(policy => (policy.Policy, Condition: SplitGuards(policy.Condition).Condition)).ToArray();
        _sharedConditions = new SharedConditions(own.Select(policy => policy.Condition), condition => ExpressionEmitter.IsCheap(condition, _target, numbers));
        _shapes = new PolicyShapes(own, constants, (code, row, condition) => WritePolicy(code, row, _target.ByRow(), condition, "Policy"));
        writer.WriteLine("// The calls of " + CSharpText.Comment(CSharpText.Literal(Tool.Name)) + ".");
        using var block = writer.Block(
            $"file sealed class {ClassOf(position)}() : global::AgentPolicy.Compiled.CompiledTool<{Tool.ArgumentsType}>({CSharpText.Literal(ToolShapeText.Write(Tool.Shape))})");
        writer.WriteLine($"public static readonly {ClassOf(position)} Instance = new();");
        writer.WriteLine();
        WriteDecide("Decide", InPhase(PolicyPhase.Input));
        var output = InPhase(PolicyPhase.Output);
        if (output.Count > 0)
        {
            writer.WriteLine();
            WriteDecide("DecideOutput", output);
        }

        WriteOwnPolicies();
    }

    // Decimals that several conditions compare.
    private List<int> FindReadOnce(IReadOnlyList<(int Policy, ProgramExpr Condition)> applicable)
    {
        var (target, constants) = (CodeTarget.For(Tool, []), new ConstantPool());
        return applicable.SelectMany(policy => SharedConditions.Leaves(policy.Condition))
            .Select(leaf => InputCondition.Of(leaf, target, constants))
            .Where(condition => condition is { IsOfDecimal: true })
            .GroupBy(condition => condition!.Slot)
            .Where(group => group.Skip(1).Any())
            .Select(group => group.Key)
            .Take(MaxReadOnce)
            .ToList();
    }

    private List<(int Policy, ProgramExpr Condition)> InPhase(PolicyPhase phase) => policies.Policies.Where(policy => program.Policies[policy.Policy].Phase == phase).ToList();

    private void WriteDecide(string method, List<(int Policy, ProgramExpr Condition)> asked)
    {
        // Not inlined into the engine, whose own frame stays small.
        writer.WriteLine(GovernedNames.NotInlined);
        using var block = writer.Block($"public override void {method}(in {Tool.ArgumentsType} arguments, ref PolicyQuery query, ref PolicyVerdict verdict)");
        foreach (var slot in asked.Count == 0 ? [] : _target.SlotsReadOnce)
            writer.WriteLine($"DecimalInput {CodeTarget.NameOf(slot)} = {CodeTarget.ReadDecimalAnew(slot)};");
        if (asked.Count == 0)
            writer.WriteLine($"// No policy can apply to {(method == "Decide" ? "these calls, so none is permitted" : "the results of these calls")}.");
        foreach (var effect in new[] { PolicyEffect.Forbid, PolicyEffect.Permit })
            WriteCalls(asked.FindAll(policy => program.Policies[policy.Policy].Effect == effect), effect);
    }

    // What a policy takes of the working memory is given back before the next; only the context stays, once it was made.
    private void WriteCalls(List<(int Policy, ProgramExpr Condition)> asked, PolicyEffect effect)
    {
        foreach (var (index, condition) in asked)
        {
            var policy = program.Policies[index];
            CSharpText.WriteComment(writer, PolicyName.Of(policy));
            var guards = IsOwn(condition) ? SplitGuards(condition).Guards : [];
            using var block = guards.Count > 0 ? writer.Block($"if ({string.Join(" && ", guards)})") : null;
            if (ExpressionFacts.MayRent(condition) && ExpressionFacts.ReadsWholeContext(condition))
                writer.WriteLine("query.KeepContext(in arguments);");
            writer.WriteLine($"if (verdict.{effect}({CSharpText.Number(index)}, {Answer(index, policy, condition)}, ref query))");
            writer.WriteIndented("return;");
            if (ExpressionFacts.MayRent(condition))
                writer.WriteLine("query.Release();");
        }
    }

    // What a policy asks first of who acts and on what, which is no error: most policies that do not apply are left by it, without a call.
    private (IReadOnlyList<string> Guards, ProgramExpr Condition) SplitGuards(ProgramExpr condition)
    {
        if (condition is not AndExpr { Operands: var operands })
            return ([], condition);
        var guards = new List<string>();
        while (guards.Count < operands.Count - 1 && ExpressionEmitter.Certainty(operands[guards.Count], _target, constants, numbers) is { } guard)
            guards.Add(guard);
        var rest = operands.Skip(guards.Count).ToEquatableArray();
        return (guards, rest.Count == 1 ? rest[0] : new AndExpr(rest));
    }

    private static bool IsOwn(ProgramExpr condition) => !IsTrue(condition) && ExpressionFacts.ReadsContext(condition);

    private static bool IsTrue(ProgramExpr condition) => condition is ConstantExpr { Value: { Kind: PolicyValueKind.Bool, Bool: true } };

    private string Answer(int index, ProgramPolicy policy, ProgramExpr condition)
    {
        if (IsTrue(condition))
            return "PolicyAnswer.True";
        if (!IsOwn(condition))
            return shared.Call(index, policy, condition);
        var (shape, row) = _shapes!.PlaceOf(index);
        return IsTable(_shapes.All[shape])
            ? $"Shape{CSharpText.Number(shape)}.Policy({_target.QueryArguments}, {CSharpText.Number(row)})"
            : $"Policy{CSharpText.Number(index)}({_target.QueryArguments})";
    }

    private static bool IsTable(PolicyShape shape) => shape.Policies.Count > 1;

    private void WriteOwnPolicies()
    {
        for (var number = 0; number < _shapes!.All.Count; number++)
        {
            writer.WriteLine();
            WriteShape(number, _shapes.All[number]);
        }

        new ExpressionEmitter(writer, constants, numbers, _target, _sharedConditions).WriteShared(_sharedConditions!);
    }

    private void WriteShape(int number, PolicyShape shape)
    {
        foreach (var policy in shape.Policies)
            CSharpText.WriteComment(writer, PolicyName.Of(program.Policies[policy]));
        if (!IsTable(shape))
        {
            WritePolicy(writer, constants, _target, shape.Condition, "Policy" + CSharpText.Number(shape.Policies[0]));
            return;
        }

        using var block = writer.Block($"private static class Shape{CSharpText.Number(number)}");
        var inline = shape.FindEqualColumns();
        ShapeTable.Write(writer, shape, inline);
        WritePolicy(writer, new ShapeConstants(constants, inline), _target.ByRow(), shape.Condition, "Policy");
    }

    private void WritePolicy(SourceWriter code, IConstants own, CodeTarget target, ProgramExpr condition, string name) =>
        new ExpressionEmitter(code, own, numbers, target, _sharedConditions).WriteAnswer("public", name, condition);
}
