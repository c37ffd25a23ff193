using AgentPolicy.Generators.Models;
using AgentPolicy.Language.Indexing;
using AgentPolicy.Language.Program;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Generators.Emit;

/// <summary>Writes the other part of a <c>[PolicySet]</c> class, and the code that decides.</summary>
internal sealed class PolicySetEmitter
{
    /// <summary>A switch, a list or a run of calls holds no more than this; longer ones are spread over several functions.</summary>
    private const int ItemsPerFunction = 256;

    /// <summary>So many policies of tools that have many are looked at, once for each tool; the calls of the tools behind them are decided as any request is.</summary>
    private const int MaxIndexed = 65_536;

    private readonly SourceWriter _writer = new();
    private readonly ConstantPool _constants = new();
    private readonly PolicySetModel _model;
    private readonly PolicyProgram _program;
    private readonly IndexNumbers _numbers;
    private readonly PolicyShapes _shapes;
    private readonly List<(ToolPolicies Policies, IndexedToolEmitter? Indexed)> _tools = [];

    private PolicySetEmitter(PolicySetModel model, PolicyProgram program)
    {
        (_model, _program, _numbers) = (model, program, new IndexNumbers(program.Index));
        FindTools();
        _shapes = new PolicyShapes(
            program.Policies.Select((policy, position) => (position, HeadReader.WithoutAction(policy.Condition))), _constants, (writer, constants, condition) => WritePolicy(writer, constants, CodeTarget.AnyRequest.ByRow(), condition));
    }

    public static string Emit(PolicySetModel model) => model.Program is null
        ? DenyAllEmitter.Emit(model.Declaration)
        : new PolicySetEmitter(model, model.Program).Emit();

    private string Emit()
    {
        SetClassEmitter.Write(_writer, _model.Declaration, "global::AgentPolicy.Generated.Code.Create()");
        _writer.WriteLine();
        using (_writer.Block("namespace AgentPolicy.Generated"))
        {
            WriteUsings();
            _writer.WriteLine();
            WriteCode();
            _writer.WriteLine();
            WritePolicies();
            WriteTools();
            _constants.Write(_writer);
        }

        return _writer.ToString();
    }

    private void FindTools()
    {
        var indexed = 0;
        foreach (var tool in ToolPolicies.Find(_program, _model.Schema, _model.Tools))
        {
            if (!tool.IsIndexed)
                _tools.Add((tool, null));
            else if ((indexed += tool.Policies.Count) <= MaxIndexed && IndexedToolEmitter.TryCreate(_constants, _numbers, _program, tool) is { } emitter)
                _tools.Add((tool, emitter));
        }
    }

    private void WriteUsings()
    {
        foreach (var type in new[] { "CompiledPolicies", "CompiledPolicySet", "CompiledTool", "DecimalInput", "PolicyAnswer", "PolicyChecks", "PolicyFrame", "PolicyOps", "PolicyQuery", "PolicyRecordLiteral", "PolicySetLiteral", "PolicyShape", "PolicyTable", "PolicyVerdict" })
            _writer.WriteLine($"using {type} = global::AgentPolicy.Compiled.{type};");
        foreach (var type in new[] { "EntityUid", "ErrorMode", "PolicyEffect", "PolicyInfo", "PolicyPhase", "PolicySet", "PolicyValue" })
            _writer.WriteLine($"using {type} = global::AgentPolicy.{type};");
        foreach (var type in new[] { "AttributeName", "LikePattern" })
            _writer.WriteLine($"using {type} = global::AgentPolicy.Language.{type};");
    }

    private void WriteCode()
    {
        using var block = _writer.Block("file sealed class Code : CompiledPolicies");
        WriteCreate();
        if (ProgramFacts.ReadsTime(_program))
        {
            _writer.WriteLine();
            _writer.WriteLine("public override bool ReadsTime => true;");
        }

        _writer.WriteLine();
        WriteEvaluate();
        WriteFindTool();
        _writer.WriteLine();
        _writer.WriteTable("private static", "Policies", PolicyListWriter.Write(_program.Policies));
        _writer.WriteLine();
        _writer.WriteTable("protected override", "IndexText", IndexWriter.Write(_program.Index));
    }

    private void WriteCreate()
    {
        var mode = _model.Declaration.IsCedarMode ? "Cedar" : "FailClosed";
        var schema = string.Join(", ", _model.SchemaFiles.Select(file => $"({CSharpText.Literal(file.Path)}, {CSharpText.Literal(file.Text)})"));
        _writer.WriteLine("public static PolicySet Create() => CompiledPolicySet.Create(");
        var templates = string.Join(", ", _program.Templates.Select(template => $"({Describe(template)}, {CSharpText.Literal(template.Text)})"));
        _writer.WriteIndented($"new Code(), ErrorMode.{mode}, {CSharpText.Literal(_model.Version)}, [{templates}], [{schema}], Policies);");
    }

    private void WriteEvaluate()
    {
        _writer.WriteTable("private static", "Shapes", ShapesOfPolicies());
        _writer.WriteLine();
        _writer.WriteLine("private readonly PolicyShape[] _shapes = CompiledPolicySet.ReadShapes(Shapes);");
        _writer.WriteLine();
        using (_writer.Block("public override PolicyAnswer Evaluate(int policy, PolicyFrame frame)"))
        {
            _writer.WriteLine("var (shape, row) = _shapes[policy];");
            WriteChunks();
        }

        foreach (var start in Starts())
        {
            _writer.WriteLine();
            using var block = _writer.Block($"private static PolicyAnswer Evaluate{ChunkOf(start)}(int shape, int row, PolicyFrame frame) => shape switch", "};");
            for (var shape = start; shape < EndOf(start); shape++)
                _writer.WriteLine($"{CSharpText.Number(shape)} => AnyRequest{CSharpText.Number(shape)}.Policy(frame{(IsTable(_shapes.All[shape]) ? ", row" : "")}),");
            WriteNoSuchPolicy();
        }
    }

    private void WriteChunks()
    {
        // Most sets have one, which is asked for every policy of every decision.
        if (Starts().ToArray() is [var only])
        {
            _writer.WriteLine($"return Evaluate{ChunkOf(only)}(shape, row, frame);");
            return;
        }

        using var block = _writer.Block($"return (shape / {CSharpText.Number(ItemsPerFunction)}) switch", "};");
        foreach (var start in Starts())
            _writer.WriteLine($"{ChunkOf(start)} => Evaluate{ChunkOf(start)}(shape, row, frame),");
        WriteNoSuchPolicy();
    }

    // Of policies one after the other that have one shape: the shape, and how many they are.
    private IReadOnlyList<string> ShapesOfPolicies()
    {
        var writer = new TokenWriter();
        writer.Add(_program.Policies.Count).EndLine();
        for (var policy = 0; policy < _program.Policies.Count;)
        {
            var (start, shape) = (policy, _shapes.PlaceOf(policy).Shape);
            while (policy < _program.Policies.Count && _shapes.PlaceOf(policy).Shape == shape)
                policy++;
            writer.Add(shape).Add(policy - start).EndLine();
        }

        return writer.Lines;
    }

    private static bool IsTable(PolicyShape shape) => shape.Policies.Count > 1;

    private void WriteNoSuchPolicy() => _writer.WriteLine("_ => throw new global::System.ArgumentOutOfRangeException(nameof(shape)),");

    private void WriteFindTool()
    {
        if (_tools.Count == 0)
            return;
        _writer.WriteLine();
        using (_writer.Block("public override CompiledTool? FindTool(string name) => name switch", "};"))
        {
            for (var tool = 0; tool < _tools.Count; tool++)
                _writer.WriteLine($"{CSharpText.Literal(_tools[tool].Policies.Tool.Name)} => {ToolEmitter.ClassOf(tool)}.Instance,");
            _writer.WriteLine("_ => null,");
        }

        _writer.WriteLine();
        _writer.WriteLine($"public override string[] ToolNames => [{string.Join(", ", _tools.Select(tool => CSharpText.Literal(tool.Policies.Tool.Name)))}];");
    }

    private static string Describe(ProgramTemplate template) =>
        Describe(template.Id, template.PositionalId, template.Syntax.Effect, template.Phase, template.Reason, template.Path, template.Line);

    private static string Describe(string id, string positionalId, PolicyEffect effect, PolicyPhase phase, string? reason, string path, int line)
    {
        var names = $"{CSharpText.Literal(id)}, {CSharpText.Literal(positionalId)}, PolicyEffect.{effect}, PolicyPhase.{phase}";
        return $"CompiledPolicySet.Describe({names}, {CSharpText.Literal(reason)}, {CSharpText.Literal(path)}, {CSharpText.Number(line)})";
    }

    private void WritePolicies()
    {
        _writer.WriteLine("// The policies on any request. Those that differ in nothing but constants are one.");
        for (var shape = 0; shape < _shapes.All.Count; shape++)
        {
            if (shape > 0)
                _writer.WriteLine();
            WriteShape(shape, _shapes.All[shape]);
        }
    }

    private void WriteShape(int number, PolicyShape shape)
    {
        var first = _program.Policies[shape.Policies[0]];
        CSharpText.WriteComment(_writer, PolicyName.Of(first) + (IsTable(shape) ? $", and {CSharpText.Number(shape.Policies.Count - 1)} more" : ""));
        CSharpText.WriteComment(_writer, first.Text);
        using var block = _writer.Block($"file static class AnyRequest{CSharpText.Number(number)}");
        if (!IsTable(shape))
        {
            WritePolicy(_writer, _constants, CodeTarget.AnyRequest, shape.Condition);
            return;
        }

        var inline = shape.FindEqualColumns();
        ShapeTable.Write(_writer, shape, inline);
        WritePolicy(_writer, new ShapeConstants(_constants, inline), CodeTarget.AnyRequest.ByRow(), shape.Condition);
    }

    private void WritePolicy(SourceWriter writer, IConstants constants, CodeTarget target, ProgramExpr condition) =>
        new ExpressionEmitter(writer, constants, _numbers, target).WriteAnswer("public", "Policy", condition);

    private void WriteTools()
    {
        var shared = new SharedPolicies();
        for (var tool = 0; tool < _tools.Count; tool++)
        {
            _writer.WriteLine();
            var (policies, indexed) = _tools[tool];
            if (indexed is null)
                new ToolEmitter(_writer, _constants, shared, _numbers, _program, policies).Write(tool);
            else
                indexed.Write(_writer, tool);
        }

        shared.Write(_writer, _constants, _numbers);
    }

    private IEnumerable<int> Starts()
    {
        for (var start = 0; start < _shapes.All.Count; start += ItemsPerFunction)
            yield return start;
    }

    private int EndOf(int start) => Math.Min(start + ItemsPerFunction, _shapes.All.Count);

    private static string ChunkOf(int start) => CSharpText.Number(start / ItemsPerFunction);
}
