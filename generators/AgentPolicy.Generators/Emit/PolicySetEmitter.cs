using AgentPolicy.Generators.Models;
using AgentPolicy.Language.Indexing;
using AgentPolicy.Language.Program;

namespace AgentPolicy.Generators.Emit;

/// <summary>Writes the other part of a <c>[PolicySet]</c> class, and the code that decides.</summary>
internal sealed class PolicySetEmitter
{
    /// <summary>A switch, a list or a run of calls holds no more than this; longer ones are spread over several functions.</summary>
    private const int ItemsPerFunction = 256;

    private readonly SourceWriter _writer = new();
    private readonly ConstantPool _constants = new();
    private readonly PolicySetModel _model;
    private readonly PolicyProgram _program;
    private readonly AttributePaths _paths;

    private PolicySetEmitter(PolicySetModel model, PolicyProgram program) => (_model, _program, _paths) = (model, program, new AttributePaths(program.Index.Paths));

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

    private void WriteUsings()
    {
        foreach (var type in new[] { "CompiledPolicies", "CompiledPolicySet", "CompiledTool", "DecimalInput", "PolicyAnswer", "PolicyChecks", "PolicyFrame", "PolicyOps", "PolicyQuery", "PolicyRecordLiteral", "PolicySetLiteral", "PolicyVerdict" })
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
        WriteTable("private static", "Policies", PolicyListWriter.Write(_program.Policies));
        _writer.WriteLine();
        WriteTable("protected override", "IndexText", IndexWriter.Write(_program.Index));
    }

    // Words of visible ASCII without quotation marks, so that nothing in it can end the literal.
    private void WriteTable(string modifiers, string name, IReadOnlyList<string> lines)
    {
        _writer.WriteLine($"{modifiers} global::System.ReadOnlySpan<byte> {name} =>");
        _writer.WriteIndented("\"\"\"");
        foreach (var line in lines)
            _writer.WriteIndented(line);
        _writer.WriteIndented("\"\"\"u8;");
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
        using (_writer.Block("public override PolicyAnswer Evaluate(int policy, PolicyFrame frame) => (policy / " + CSharpText.Number(ItemsPerFunction) + ") switch", "};"))
        {
            foreach (var start in Starts())
                _writer.WriteLine($"{ChunkOf(start)} => Evaluate{ChunkOf(start)}(policy, frame),");
            WriteNoSuchPolicy();
        }

        foreach (var start in Starts())
        {
            _writer.WriteLine();
            using var block = _writer.Block($"private static PolicyAnswer Evaluate{ChunkOf(start)}(int policy, PolicyFrame frame) => policy switch", "};");
            for (var policy = start; policy < EndOf(start); policy++)
                _writer.WriteLine($"{CSharpText.Number(policy)} => AnyRequest.Policy{CSharpText.Number(policy)}(frame),");
            WriteNoSuchPolicy();
        }
    }

    private void WriteNoSuchPolicy() => _writer.WriteLine("_ => throw new global::System.ArgumentOutOfRangeException(nameof(policy)),");

    private void WriteFindTool()
    {
        if (_model.Tools.IsEmpty)
            return;
        _writer.WriteLine();
        using var block = _writer.Block("public override CompiledTool? FindTool(string name) => name switch", "};");
        for (var tool = 0; tool < _model.Tools.Count; tool++)
            _writer.WriteLine($"{CSharpText.Literal(_model.Tools[tool].Name)} => {ToolEmitter.ClassOf(tool)}.Instance,");
        _writer.WriteLine("_ => null,");
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
        _writer.WriteLine("// The policies on any request.");
        using var block = _writer.Block("file static class AnyRequest");
        var emitter = new ExpressionEmitter(_writer, _constants, _paths, CodeTarget.AnyRequest);
        for (var index = 0; index < _program.Policies.Count; index++)
        {
            var policy = _program.Policies[index];
            if (index > 0)
                _writer.WriteLine();
            CSharpText.WriteComment(_writer, PolicyName.Of(policy));
            CSharpText.WriteComment(_writer, policy.Text);
            emitter.WriteAnswer("public", "Policy" + CSharpText.Number(index), policy.Condition);
        }
    }

    private void WriteTools()
    {
        var shared = new SharedPolicies();
        for (var tool = 0; tool < _model.Tools.Count; tool++)
        {
            _writer.WriteLine();
            new ToolEmitter(_writer, _constants, shared, _paths, _program, _model.Schema, _model.Tools[tool]).Write(tool);
        }

        shared.Write(_writer, _constants, _paths);
    }

    private IEnumerable<int> Starts()
    {
        for (var start = 0; start < _program.Policies.Count; start += ItemsPerFunction)
            yield return start;
    }

    private int EndOf(int start) => Math.Min(start + ItemsPerFunction, _program.Policies.Count);

    private static string ChunkOf(int start) => CSharpText.Number(start / ItemsPerFunction);
}
