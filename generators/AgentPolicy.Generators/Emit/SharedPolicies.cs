using AgentPolicy.Language.Indexing;
using AgentPolicy.Language.Program;

namespace AgentPolicy.Generators.Emit;

/// <summary>
/// Conditions that read no context, once what they ask about the action is answered: they are the same for every tool for which the answers are, and written once.
/// </summary>
internal sealed class SharedPolicies
{
    private const string Class = "AnyTool";

    private readonly Dictionary<int, List<(ProgramExpr Condition, string Name)>> _known = [];
    private readonly List<(string Comment, string Name, ProgramExpr Condition)> _functions = [];

    /// <summary>A call of the function for a policy's condition.</summary>
    public string Call(int index, ProgramPolicy policy, ProgramExpr condition)
    {
        if (!_known.TryGetValue(index, out var variants))
            _known.Add(index, variants = []);
        var name = variants.Find(variant => variant.Condition.Equals(condition)).Name;
        if (name is null)
        {
            name = $"Policy{CSharpText.Number(index)}" + (variants.Count == 0 ? "" : "For" + CSharpText.Number(variants.Count));
            variants.Add((condition, name));
            _functions.Add((PolicyName.Of(policy), name, condition));
        }

        return $"{Class}.{name}(ref query)";
    }

    public void Write(SourceWriter writer, ConstantPool constants, IndexNumbers numbers)
    {
        if (_functions.Count == 0)
            return;
        writer.WriteLine();
        writer.WriteLine("// Policies that read no input, with what they ask about the action answered.");
        using var block = writer.Block($"file static class {Class}");
        var emitter = new ExpressionEmitter(writer, constants, numbers, CodeTarget.AnyTool);
        for (var i = 0; i < _functions.Count; i++)
        {
            if (i > 0)
                writer.WriteLine();
            CSharpText.WriteComment(writer, _functions[i].Comment);
            emitter.WriteAnswer("public", _functions[i].Name, _functions[i].Condition);
        }
    }
}
