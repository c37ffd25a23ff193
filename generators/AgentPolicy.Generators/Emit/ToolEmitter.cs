using AgentPolicy.Language;
using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Program;

namespace AgentPolicy.Generators.Emit;

/// <summary>Writes what decides on the calls of one tool: only the policies that can apply to its action, reading its inputs by slot.</summary>
internal sealed class ToolEmitter(
    SourceWriter writer, ConstantPool constants, SharedPolicies shared, PolicyProgram program, SchemaModel? schema, ToolSignature tool)
{
    private const int CallsPerFunction = 64;

    private readonly List<(int Policy, ProgramExpr Condition)> _own = [];

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
        writer.WriteLine("[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]");
        using (writer.Block($"public override void {method}(in {tool.ArgumentsType} arguments, PolicyFrame frame, ref PolicyVerdict verdict)"))
            WriteParts(method, parts);
        for (var i = 0; i < parts.Count; i++)
        {
            writer.WriteLine();
            using var block = writer.Block($"private static bool {parts[i].Name}(in {tool.ArgumentsType} arguments, PolicyFrame frame, ref PolicyVerdict verdict)");
            WriteCalls(parts[i].Policies, parts[i].Effect);
        }
    }

    // The last call settles nothing that is still to come.
    private void WriteParts(string method, List<(string Name, List<(int, ProgramExpr)> Policies, PolicyEffect Effect)> parts)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            var call = $"{parts[i].Name}(in arguments, frame, ref verdict)";
            if (i == parts.Count - 1)
            {
                writer.WriteLine(call + ";");
                return;
            }

            writer.WriteLine($"if ({call})");
            writer.WriteIndented("return;");
        }

        writer.WriteLine($"// No policy can apply to {(method == "Decide" ? "these calls, so none is permitted" : "the results of these calls")}.");
    }

    // What a policy takes of the working memory is given back before the next; only the context stays, once it was made.
    private void WriteCalls(List<(int Policy, ProgramExpr Condition)> policies, PolicyEffect effect)
    {
        if (policies.Exists(policy => ExpressionFacts.MayRent(policy.Condition)))
            writer.WriteLine("var mark = PolicyOps.Mark(frame);");
        foreach (var (index, condition) in policies)
        {
            var policy = program.Policies[index];
            CSharpText.WriteComment(writer, PolicyName.Of(policy));
            if (ExpressionFacts.MayRent(condition) && ExpressionFacts.ReadsWholeContext(condition))
            {
                writer.WriteLine("frame.GetContext(in arguments);");
                writer.WriteLine("mark = PolicyOps.Mark(frame);");
            }

            writer.WriteLine($"if (verdict.{effect}({CSharpText.Number(index)}, {Answer(index, policy, condition)}))");
            writer.WriteIndented("return true;");
            if (ExpressionFacts.MayRent(condition))
                writer.WriteLine("PolicyOps.Release(frame, mark);");
        }

        writer.WriteLine("return false;");
    }

    private string Answer(int index, ProgramPolicy policy, ProgramExpr condition)
    {
        if (condition is ConstantExpr { Value: { Kind: PolicyValueKind.Bool, Bool: true } })
            return "true";
        if (!ExpressionFacts.ReadsContext(condition))
            return shared.Call(index, policy, condition);
        _own.Add((index, condition));
        return $"Policy{CSharpText.Number(index)}(in arguments, frame)";
    }

    private void WriteOwnPolicies()
    {
        var emitter = new ExpressionEmitter(writer, constants, CodeTarget.For(tool));
        foreach (var (policy, condition) in _own)
        {
            writer.WriteLine();
            CSharpText.WriteComment(writer, PolicyName.Of(program.Policies[policy]));
            emitter.WritePolicy("private", "Policy" + CSharpText.Number(policy), condition);
        }
    }
}
