using AgentPolicy.Language;
using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Indexing;
using AgentPolicy.Language.Program;

namespace AgentPolicy.Generators.Emit;

/// <summary>Writes what decides on the calls of one tool: only the policies that can apply to its action, reading its inputs by slot.</summary>
internal sealed class ToolEmitter(
    SourceWriter writer, ConstantPool constants, SharedPolicies shared, AttributePaths paths, PolicyProgram program, SchemaModel? schema, ToolSignature tool)
{
    private const int CallsPerFunction = 64;

    /// <summary>A function hands on no more decimals than this, beside the rest.</summary>
    private const int MaxReadOnce = 2;

    private readonly List<(int Policy, ProgramExpr Condition)> _own = [];
    private CodeTarget _target = CodeTarget.AnyTool;

    public static string ClassOf(int tool) => "Tool" + CSharpText.Number(tool);

    public void Write(int position)
    {
        var action = new EntityUid("Action", tool.Name);
        var folder = new ActionFolder(action, ActionGroups.Of(action, schema));
        var applicable = new List<(int Policy, ProgramExpr Condition)>();
        for (var policy = 0; policy < program.Policies.Count; policy++)
        {
            var condition = folder.Fold(program.Policies[policy].Condition);
            if (condition is not ConstantExpr { Value: { Kind: PolicyValueKind.Bool, Bool: false } })
                applicable.Add((policy, condition));
        }

        _target = CodeTarget.For(tool, FindReadOnce(applicable));
        writer.WriteLine("// The calls of " + CSharpText.Comment(CSharpText.Literal(tool.Name)) + ".");
        using var block = writer.Block(
            $"file sealed class {ClassOf(position)}() : global::AgentPolicy.Compiled.CompiledTool<{tool.ArgumentsType}>({CSharpText.Literal(ToolShapeText.Write(tool.Shape))})");
        writer.WriteLine($"public static readonly {ClassOf(position)} Instance = new();");
        writer.WriteLine();
        WriteDecide("Decide", [.. applicable.Where(policy => IsIn(policy.Policy, PolicyPhase.Input))]);
        var output = applicable.FindAll(policy => IsIn(policy.Policy, PolicyPhase.Output));
        if (output.Count > 0)
        {
            writer.WriteLine();
            WriteDecide("DecideOutput", output);
        }

        WriteOwnPolicies();
    }

    // Decimals that several conditions compare.
    private List<int> FindReadOnce(List<(int Policy, ProgramExpr Condition)> policies)
    {
        var (target, constants) = (CodeTarget.For(tool, []), new ConstantPool());
        return policies.SelectMany(policy => SharedConditions.Leaves(policy.Condition))
            .Select(leaf => InputCondition.Of(leaf, target, constants))
            .Where(condition => condition is { IsOfDecimal: true })
            .GroupBy(condition => condition!.Slot)
            .Where(group => group.Skip(1).Any())
            .Select(group => group.Key)
            .Take(MaxReadOnce)
            .ToList();
    }

    private bool IsIn(int policy, PolicyPhase phase) => program.Policies[policy].Phase == phase;

    private void WriteDecide(string method, List<(int Policy, ProgramExpr Condition)> policies)
    {
        var parts = new List<(string Name, List<(int, ProgramExpr)> Policies, PolicyEffect Effect)>();
        foreach (var effect in new[] { PolicyEffect.Forbid, PolicyEffect.Permit })
        {
            var ofEffect = policies.FindAll(policy => program.Policies[policy.Policy].Effect == effect);
            for (var start = 0; start < ofEffect.Count; start += CallsPerFunction)
                parts.Add(($"{method}{effect}s{CSharpText.Number(start / CallsPerFunction)}", ofEffect.GetRange(start, Math.Min(CallsPerFunction, ofEffect.Count - start)), effect));
        }

        // Not inlined into the engine, whose own frame stays small.
        var isWhole = parts.Count <= 2;
        writer.WriteLine(GovernedNames.NotInlined);
        using (writer.Block($"public override void {method}(in {tool.ArgumentsType} arguments, ref PolicyQuery query, ref PolicyVerdict verdict)"))
        {
            foreach (var slot in parts.Count == 0 ? [] : _target.SlotsReadOnce)
                writer.WriteLine($"DecimalInput {CodeTarget.NameOf(slot)} = {CodeTarget.ReadDecimalAnew(slot)};");
            if (parts.Count == 0)
                writer.WriteLine($"// No policy can apply to {(method == "Decide" ? "these calls, so none is permitted" : "the results of these calls")}.");
            else if (isWhole)
                parts.ForEach(part => WriteCalls(part.Policies, part.Effect, "return;"));
            else
                WriteParts(parts);
        }

        foreach (var part in isWhole ? [] : parts)
        {
            writer.WriteLine();
            using var block = writer.Block($"private static bool {part.Name}({_target.QueryParameters}, ref PolicyVerdict verdict)");
            WriteCalls(part.Policies, part.Effect, "return true;");
            writer.WriteLine("return false;");
        }
    }

    // The last call settles nothing that is still to come.
    private void WriteParts(List<(string Name, List<(int, ProgramExpr)> Policies, PolicyEffect Effect)> parts)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            var call = $"{parts[i].Name}({_target.QueryArguments}, ref verdict)";
            if (i < parts.Count - 1)
            {
                writer.WriteLine($"if ({call})");
                writer.WriteIndented("return;");
            }
            else
            {
                writer.WriteLine(call + ";");
            }
        }
    }

    // What a policy takes of the working memory is given back before the next; only the context stays, once it was made.
    private void WriteCalls(List<(int Policy, ProgramExpr Condition)> policies, PolicyEffect effect, string end)
    {
        foreach (var (index, condition) in policies)
        {
            var policy = program.Policies[index];
            CSharpText.WriteComment(writer, PolicyName.Of(policy));
            if (ExpressionFacts.MayRent(condition) && ExpressionFacts.ReadsWholeContext(condition))
                writer.WriteLine("query.KeepContext(in arguments);");
            writer.WriteLine($"if (verdict.{effect}({CSharpText.Number(index)}, {Answer(index, policy, condition)}, ref query))");
            writer.WriteIndented(end);
            if (ExpressionFacts.MayRent(condition))
                writer.WriteLine("query.Release();");
        }
    }

    private string Answer(int index, ProgramPolicy policy, ProgramExpr condition)
    {
        if (condition is ConstantExpr { Value: { Kind: PolicyValueKind.Bool, Bool: true } })
            return "PolicyAnswer.True";
        if (!ExpressionFacts.ReadsContext(condition))
            return shared.Call(index, policy, condition);
        _own.Add((index, condition));
        return $"Policy{CSharpText.Number(index)}({_target.QueryArguments})";
    }

    private void WriteOwnPolicies()
    {
        var sharedConditions = new SharedConditions(_own.Select(policy => policy.Condition), condition => ExpressionEmitter.IsCheap(condition, _target));
        var emitter = new ExpressionEmitter(writer, constants, paths, _target, sharedConditions);
        foreach (var (policy, condition) in _own)
        {
            writer.WriteLine();
            CSharpText.WriteComment(writer, PolicyName.Of(program.Policies[policy]));
            emitter.WriteAnswer("private", "Policy" + CSharpText.Number(policy), condition);
        }

        emitter.WriteShared(sharedConditions);
    }
}
