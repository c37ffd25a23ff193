using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Indexing;
using AgentPolicy.Language.Program;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Generators.Emit;

/// <summary>
/// Writes what answers the policies on a tool that has many, one at a time: which of them could matter is looked up. What the look-up has found out of the action, the principal
/// and the resource is not asked again.
/// </summary>
internal sealed class IndexedToolEmitter
{
    /// <summary>For policies of more shapes no code is made: their calls are decided as any request is.</summary>
    private const int MaxShapes = 64;

    private readonly ConstantPool _constants;
    private readonly IndexNumbers _numbers;
    private readonly PolicyProgram _program;
    private readonly ToolPolicies _policies;
    private readonly CodeTarget _target;
    private readonly PolicyShapes _shapes;

    private IndexedToolEmitter(ConstantPool constants, IndexNumbers numbers, PolicyProgram program, ToolPolicies policies)
    {
        (_constants, _numbers, _program, _policies) = (constants, numbers, program, policies);
        _target = CodeTarget.For(policies.Tool, []);
        _shapes = new PolicyShapes(policies.Policies.Select(policy => (policy.Policy, HeadReader.WithoutScopes(policy.Condition, program.Index.Heads[policy.Policy]))), constants, (code, row, condition) => WritePolicy(code, row, _target.ByRow(), condition));
    }

    /// <summary>The emitter, or null where there would be too much code.</summary>
    public static IndexedToolEmitter? TryCreate(ConstantPool constants, IndexNumbers numbers, PolicyProgram program, ToolPolicies policies)
    {
        if (program.Index.Heads.Count != program.Policies.Count)
            return null;
        var emitter = new IndexedToolEmitter(constants, numbers, program, policies);
        return emitter._shapes.All.Count <= MaxShapes ? emitter : null;
    }

    public void Write(SourceWriter writer, int position)
    {
        var tool = _policies.Tool;
        var readsContext = _policies.Policies.Any(policy => ExpressionFacts.ReadsWholeContext(policy.Condition));
        writer.WriteLine("// The calls of " + CSharpText.Comment(CSharpText.Literal(tool.Name)) + ", on which there are many policies.");
        using var block = writer.Block(
            $"file sealed class {ToolEmitter.ClassOf(position)}() : global::AgentPolicy.Compiled.IndexedTool<{tool.ArgumentsType}>({CSharpText.Literal(ToolShapeText.Write(tool.Shape))}, readsContext: {(readsContext ? "true" : "false")})");
        writer.WriteLine($"public static readonly {ToolEmitter.ClassOf(position)} Instance = new();");
        writer.WriteLine();
        writer.WriteTable("private static", "Shapes", PlacesOfPolicies());
        writer.WriteLine();
        writer.WriteLine("private readonly global::AgentPolicy.Compiled.ToolShapes _shapes = new(Shapes);");
        writer.WriteLine();
        WriteAnswer(writer);
        for (var shape = 0; shape < _shapes.All.Count; shape++)
            WriteShape(writer, shape);
    }

    private void WriteAnswer(SourceWriter writer)
    {
        using var block = writer.Block($"protected override PolicyAnswer Answer(int policy, in {_policies.Tool.ArgumentsType} arguments, ref PolicyQuery query)");
        writer.WriteLine("var (shape, row) = _shapes[policy];");
        using var cases = writer.Block("return shape switch", "};");
        for (var shape = 0; shape < _shapes.All.Count; shape++)
            writer.WriteLine($"{CSharpText.Number(shape)} => Shape{CSharpText.Number(shape)}.Policy({_target.ByRow().QueryArguments}),");
        writer.WriteLine("_ => AnswerByValue(policy, in arguments, ref query),");
    }

    // Of policies one after the other that have one shape: the first, how many they are, and the shape.
    private IReadOnlyList<string> PlacesOfPolicies()
    {
        var runs = new List<(int First, int Count, int Shape)>();
        foreach (var (policy, _) in _policies.Policies)
        {
            var shape = _shapes.PlaceOf(policy).Shape;
            if (runs.Count > 0 && runs[runs.Count - 1] is var (first, count, last) && last == shape && first + count == policy)
                runs[runs.Count - 1] = (first, count + 1, shape);
            else
                runs.Add((policy, 1, shape));
        }

        var writer = new TokenWriter();
        writer.Add(runs.Count).EndLine();
        foreach (var (first, count, shape) in runs)
            writer.Add(first).Add(count).Add(shape).EndLine();
        return writer.Lines;
    }

    private void WriteShape(SourceWriter writer, int number)
    {
        var shape = _shapes.All[number];
        writer.WriteLine();
        CSharpText.WriteComment(writer, PolicyName.Of(_program.Policies[shape.Policies[0]]) + (shape.Policies.Count > 1 ? $", and {CSharpText.Number(shape.Policies.Count - 1)} more" : ""));
        using var block = writer.Block($"private static class Shape{CSharpText.Number(number)}");
        var inline = shape.FindEqualColumns();
        ShapeTable.Write(writer, shape, inline);
        WritePolicy(writer, new ShapeConstants(_constants, inline), _target.ByRow(), shape.Condition);
    }

    private void WritePolicy(SourceWriter writer, IConstants constants, CodeTarget target, ProgramExpr condition) =>
        new ExpressionEmitter(writer, constants, _numbers, target).WriteAnswer("public", "Policy", condition);
}
