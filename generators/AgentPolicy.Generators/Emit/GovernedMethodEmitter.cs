using AgentPolicy.Generators.Models;
using static AgentPolicy.Generators.Emit.GovernedNames;

namespace AgentPolicy.Generators.Emit;

/// <summary>Writes the public face of a governed method: copy, decide, run, conclude. It awaits nothing itself, so it needs no state machine.</summary>
internal sealed class GovernedMethodEmitter
{
    private readonly SourceWriter _writer;
    private readonly GovernedSupport _support;
    private readonly GovernedMethod _method;
    private readonly string _type;
    private readonly string _arguments;
    private readonly string _call;
    private readonly string _result;
    private readonly string _exception;
    private readonly string _run;

    public GovernedMethodEmitter(SourceWriter writer, GovernedSupport support, GovernedMethod method)
    {
        (_writer, _support, _method) = (writer, support, method);
        _type = method.ArgumentsType;
        _arguments = Local("arguments");
        _call = Local("call");
        _result = Local("result");
        _exception = Local("exception");
        _run = Local("Run");
    }

    private string Identity => _method.IdentityParameter is { } parameter ? ", " + parameter : "";

    private ReturnShape Shape => _method.Result.Shape;

    public void Write()
    {
        var signature = _method.Signature;
        var parameters = string.Join(", ", _method.Parameters.Select(parameter => $"{parameter.Modifiers}{parameter.TypeName} {parameter.Identifier}"));
        var constraints = string.Concat(signature.Constraints.Select(constraint => " " + constraint));
        _writer.WriteLine(GeneratedCode);
        if (_method.IsMcp)
            _writer.WriteLine($"[global::ModelContextProtocol.Server.McpServerTool(Name = {Literal(_method.ToolName)})]");
        using (_writer.Block($"{signature.Modifiers} partial {_method.Result.TypeName} {signature.Name}{signature.TypeParameters}({parameters}){constraints}"))
        {
            WriteCopies();
            var inputs = _method.Parameters.Where(parameter => parameter.Value is not null).OrderBy(parameter => parameter.Name, StringComparer.Ordinal);
            _writer.WriteLine($"var {_arguments} = new {_type}({string.Join(", ", inputs.Select(input => input.Identifier))});");
            if (_method.Core.TakesCall || Shape == ReturnShape.Stream)
                WriteWhole();
            else
                WriteQuickly();
        }
    }

    private void WriteWhole()
    {
        WriteDecision();
        WriteRun();
        WriteConclusion();
    }

    // Nearly every call is allowed, and nobody asks how it ends. The rest stands in a function of its own, whose locals those calls need not clear; a struct's
    // functions within functions cannot ask for its fields.
    private void WriteQuickly()
    {
        var permits = _method.IdentityParameter is null ? "Permits" : "PermitsAs";
        using (_writer.Block($"if ({Pipeline}.{permits}({_method.Engine}, in {_arguments}{Identity}))"))
        {
            _writer.WriteLine($"{(Shape == ReturnShape.Void ? "" : "return ")}{CallOfCore()};");
            if (Shape == ReturnShape.Void)
                _writer.WriteLine("return;");
        }

        _writer.WriteLine();
        if (_method.Type.IsStruct)
        {
            WriteWhole();
            return;
        }

        var parameters = string.Concat(_method.Parameters.Select(parameter => $", {parameter.TypeName} {parameter.Identifier}"));
        var passed = string.Concat(_method.Parameters.Select(parameter => ", " + parameter.Identifier));
        _writer.WriteLine($"{(Shape == ReturnShape.Void ? "" : "return ")}{_run}(in {_arguments}{passed});");
        _writer.WriteLine();
        _writer.WriteLine(NotInlined);
        using var block = _writer.Block($"{_method.Result.TypeName} {_run}(in {_type} {_arguments}{parameters})");
        WriteWhole();
    }

    // What is decided on is what runs. Without a copy there is nothing to decide on: the call has failed, in the way that its caller expects.
    private void WriteCopies()
    {
        var copied = _method.Parameters.Where(parameter => parameter.Value is { NeedsCopy: true }).ToArray();
        if (copied.Length == 0)
            return;
        _writer.WriteLine("// What is decided on is what runs: inputs that could change are copied first.");
        if (Failed(_exception) is not { } failed)
        {
            WriteCopies(copied);
        }
        else
        {
            using (_writer.Block("try"))
                WriteCopies(copied);
            using (_writer.Block($"catch ({GovernedNames.Exception} {_exception})"))
                _writer.WriteLine($"return {failed};");
        }

        _writer.WriteLine();
    }

    private void WriteCopies(ParameterModel[] copied)
    {
        foreach (var parameter in copied)
            _writer.WriteLine($"{parameter.Identifier} = {_support.Copy(parameter.Value!, parameter.Identifier, Literal(parameter.Name))};");
    }

    private void WriteDecision()
    {
        var begin = (_method.Core.TakesCall ? "BeginTimed" : "Begin") + (_method.IdentityParameter is null ? "" : "As");
        _writer.WriteLine($"var {_call} = {Pipeline}.{begin}({_method.Engine}, in {_arguments}{Identity});");
        _writer.WriteLine($"if (!{_call}.IsAllowed)");
        var denial = $"{Pipeline}.Deny<{_type}>(in {_call})";
        var stream = $"{Pipeline}.DeniedStream<{_type}, {_method.Result.ResultTypeName}>(in {_call})";
        var returned = Shape == ReturnShape.Stream ? stream : Failed(denial);
        _writer.WriteLine(returned is null ? $"    throw {denial};" : $"    return {returned};");
        _writer.WriteLine();
    }

    private string CallOfCore()
    {
        var passed = _method.Parameters.Select(Pass);
        var arguments = string.Join(", ", _method.Core.TakesCall ? passed.Prepend(_call) : passed);
        return $"{_method.Signature.Owner}.{_method.Core.Name}{_method.Signature.TypeParameters}({arguments})";
    }

    private void WriteRun()
    {
        if (Shape != ReturnShape.Void)
            _writer.WriteLine($"{(Shape == ReturnShape.Value ? _method.Result.ResultTypeName : _method.Result.TypeName)} {_result};");
        using (_writer.Block("try"))
            _writer.WriteLine((Shape == ReturnShape.Void ? "" : $"{_result} = ") + CallOfCore() + ";");
        using (_writer.Block($"catch ({GovernedNames.Exception} {_exception})"))
        {
            _writer.WriteLine($"{Pipeline}.Fail<{_type}>(in {_call}, {_exception});");
            _writer.WriteLine("throw;");
        }

        _writer.WriteLine();
    }

    // A dynamic argument would have the Core, or another method of its name, chosen by what the caller passed.
    private static string Pass(ParameterModel parameter) => parameter.TypeName switch
    {
        "dynamic" => "(object)" + parameter.Identifier,
        "dynamic?" => "(object?)" + parameter.Identifier,
        _ => parameter.Identifier,
    };

    private void WriteConclusion()
    {
        var reads = _method.Result.Output is not null;
        var result = _method.Result.ResultTypeName is { } name ? ", " + name : "";
        var function = Shape switch
        {
            ReturnShape.Stream => reads ? "StreamOutput" : "Stream",
            ReturnShape.Void or ReturnShape.Value => reads ? "CompleteOutput" : "Complete",
            _ => reads ? "CompleteOutputAsync" : "CompleteAsync",
        };
        var arguments = reads || Shape == ReturnShape.Stream ? $", in {_arguments}" : "";
        var value = Shape == ReturnShape.Void ? "" : ", " + _result;
        var conclusion = $"{Pipeline}.{function}<{_type}{result}>(in {_call}{arguments}{value});";
        _writer.WriteLine(Shape == ReturnShape.Void ? conclusion : "return " + conclusion);
    }

    /// <summary>What a method that gives a task returns when it fails; null for one that throws.</summary>
    private string? Failed(string exception) => Shape switch
    {
        ReturnShape.Task => $"global::System.Threading.Tasks.Task.FromException({exception})",
        ReturnShape.TaskOfResult => $"global::System.Threading.Tasks.Task.FromException<{_method.Result.ResultTypeName}>({exception})",
        ReturnShape.ValueTask => $"global::System.Threading.Tasks.ValueTask.FromException({exception})",
        ReturnShape.ValueTaskOfResult => $"global::System.Threading.Tasks.ValueTask.FromException<{_method.Result.ResultTypeName}>({exception})",
        _ => null,
    };

    // No parameter's name nor type parameter's, nor that of the primary constructor's parameter that is the engine.
    private string Local(string name)
    {
        var taken = new HashSet<string>(_method.Parameters.Select(parameter => parameter.Name), StringComparer.Ordinal) { _method.Engine };
        taken.UnionWith(_method.Signature.TypeParameters.Trim('<', '>').Split([", "], StringSplitOptions.None));
        while (taken.Contains(name))
            name += "_";
        return name;
    }
}
