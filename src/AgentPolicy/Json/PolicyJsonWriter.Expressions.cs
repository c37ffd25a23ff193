using AgentPolicy.Language;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Syntax;

namespace AgentPolicy.Json;

/// <summary>Expressions. A stack of our own: the thread's may be small.</summary>
internal sealed partial class PolicyJsonWriter
{
    /// <summary>What is a longer chain is written as two halves, so that no JSON nests deeper than what reads it allows a text of its length.</summary>
    private const int LongestChain = 64;

    /// <summary>How long the parts of such a chain may be.</summary>
    private const int LongestPart = 16;


    private readonly List<Step> _steps = [];
    private readonly Stack<Step> _pending = new();
    private bool _hasLongChain;

    private enum Closing
    {
        None,
        Object,
        Array,
    }

    /// <summary>What is still to be written: an expression, under a name where it stands in an object; or the end of an object or array.</summary>
    private readonly record struct Step(string? Name, ExprSyntax? Expression, Closing Closing);

    private void Append(string? name, ExprSyntax expression) => _steps.Add(new Step(name, expression, Closing.None));

    private void AppendEnd(Closing closing) => _steps.Add(new Step(null, null, closing));

    private void WriteExpression(ExprSyntax root)
    {
        _hasLongChain = false;
        Append(null, root);
        PushSteps();
        while (_pending.Count > 0)
        {
            var step = _pending.Pop();
            if (step.Closing == Closing.Object)
                _writer.WriteEndObject();
            else if (step.Closing == Closing.Array)
                _writer.WriteEndArray();
            else
                Expand(step.Name, step.Expression!);
            PushSteps();
        }
    }

    private void PushSteps()
    {
        for (var i = _steps.Count - 1; i >= 0; i--)
            _pending.Push(_steps[i]);
        _steps.Clear();
    }

    private void Expand(string? name, ExprSyntax expression)
    {
        if (name is not null)
            _writer.WritePropertyName(name);
        _writer.WriteStartObject();
        Expand(expression);
        AppendEnd(Closing.Object);
    }

    private void Expand(ExprSyntax expression)
    {
        switch (expression)
        {
            case BoolLiteralSyntax literal:
                _writer.WriteBoolean("Value", literal.Value);
                break;
            case LongLiteralSyntax literal:
                _writer.WriteNumber("Value", literal.Value);
                break;
            case StringLiteralSyntax literal:
                _writer.WriteString("Value", literal.Value);
                break;
            case EntityExprSyntax entity:
                _writer.WriteStartObject("Value");
                WriteUid("__entity", entity.Uid);
                _writer.WriteEndObject();
                break;
            case VariableSyntax variable:
                _writer.WriteString("Var", NameOf(variable.Variable));
                break;
            case SetSyntax set:
                ExpandArray("Set", set.Elements);
                break;
            case RecordSyntax record:
                _writer.WriteStartObject("Record");
                foreach (var field in record.Fields)
                    Append(field.Name, field.Value);
                AppendEnd(Closing.Object);
                break;
            case OrSyntax or:
                ExpandChain("||", or.Operands, half => new OrSyntax(half));
                break;
            case AndSyntax and:
                ExpandChain("&&", and.Operands, half => new AndSyntax(half));
                break;
            default:
                ExpandOperation(expression);
                break;
        }
    }

    private void ExpandOperation(ExprSyntax expression)
    {
        switch (expression)
        {
            case IfSyntax conditional:
                ExpandObject("if-then-else", ("if", conditional.Condition), ("then", conditional.Then), ("else", conditional.Else));
                break;
            case BinarySyntax binary:
                ExpandObject(CedarPrinter.GetText(binary.Operator), ("left", binary.Left), ("right", binary.Right));
                break;
            case UnarySyntax unary:
                ExpandObject(unary.Operator == UnarySyntaxOperator.Not ? "!" : "neg", ("arg", unary.Operand));
                break;
            case HasSyntax has:
                _writer.WriteStartObject("has");
                WritePath(has.Path);
                CloseObject(("left", has.Target));
                break;
            case LikeSyntax like:
                _writer.WriteStartObject("like");
                WritePattern(like.Pattern);
                CloseObject(("left", like.Target));
                break;
            case IsSyntax { In: null } type:
                _writer.WriteStartObject("is");
                _writer.WriteString("entity_type", type.Type.Text);
                CloseObject(("left", type.Target));
                break;
            case IsSyntax type:
                _writer.WriteStartObject("is");
                _writer.WriteString("entity_type", type.Type.Text);
                CloseObject(("left", type.Target), ("in", type.In));
                break;
            case MemberSyntax member:
                _writer.WriteStartObject(".");
                _writer.WriteString("attr", member.Name);
                CloseObject(("left", member.Target));
                break;
            case FunctionCallSyntax call:
                ExpandArray(call.Function, call.Arguments);
                break;
            case MethodCallSyntax call:
                ExpandMethod(call);
                break;
            default:
                throw new InvalidOperationException($"No such expression: {expression.GetType().Name}.");
        }
    }

    private void ExpandMethod(MethodCallSyntax call)
    {
        if (CedarFunctions.Find(call.Method) is { IsExtension: true })
            ExpandArray(call.Method, EquatableArray.Of([call.Target, .. call.Arguments]));
        else if (call.Arguments.IsEmpty)
            ExpandObject(call.Method, ("arg", call.Target));
        else
            ExpandObject(call.Method, ("left", call.Target), ("right", call.Arguments[0]));
    }

    private void ExpandObject(string name, params ReadOnlySpan<(string Name, ExprSyntax Operand)> operands)
    {
        _writer.WriteStartObject(name);
        CloseObject(operands);
    }

    private void CloseObject(params ReadOnlySpan<(string Name, ExprSyntax Operand)> operands)
    {
        foreach (var (name, operand) in operands)
            Append(name, operand);
        AppendEnd(Closing.Object);
    }

    private void ExpandArray(string name, EquatableArray<ExprSyntax> items)
    {
        _writer.WriteStartArray(name);
        foreach (var item in items)
            Append(null, item);
        AppendEnd(Closing.Array);
    }

    /// <summary>JSON knows no chains: all but the last operand are the left one of the last. A long chain is written as two, which is the same and keeps the JSON flat.</summary>
    private void ExpandChain(string name, EquatableArray<ExprSyntax> operands, Func<EquatableArray<ExprSyntax>, ExprSyntax> make)
    {
        if (operands.Count > (_hasLongChain ? LongestPart : LongestChain))
        {
            _hasLongChain = true;
            var half = operands.Count / 2;
            ExpandObject(name, ("left", make(operands.Take(half).ToEquatableArray())), ("right", make(operands.Skip(half).ToEquatableArray())));
            return;
        }

        for (var i = operands.Count - 1; i > 0; i--)
        {
            _writer.WriteStartObject(name);
            if (i > 1)
                _writer.WriteStartObject("left");
        }

        Append("left", operands[0]);
        for (var i = 1; i < operands.Count; i++)
        {
            if (i > 1)
                AppendEnd(Closing.Object);
            Append("right", operands[i]);
            AppendEnd(Closing.Object);
        }
    }

    private void WritePath(EquatableArray<string> path)
    {
        if (path.Count == 1)
        {
            _writer.WriteString("attr", path[0]);
            return;
        }

        _writer.WriteStartArray("attr");
        foreach (var name in path)
            _writer.WriteStringValue(name);
        _writer.WriteEndArray();
    }

    private void WritePattern(LikePattern pattern)
    {
        _writer.WriteStartArray("pattern");
        for (var i = 0; i < pattern.Segments.Count; i++)
        {
            if (i > 0)
                _writer.WriteStringValue("Wildcard");
            if (pattern.Segments[i].Length == 0)
                continue;
            _writer.WriteStartObject();
            _writer.WriteString("Literal", pattern.Segments[i]);
            _writer.WriteEndObject();
        }

        _writer.WriteEndArray();
    }

    private static string NameOf(CedarVariable variable) => variable switch
    {
        CedarVariable.Principal => "principal",
        CedarVariable.Action => "action",
        CedarVariable.Resource => "resource",
        CedarVariable.Context => "context",
        _ => throw new InvalidOperationException($"No such variable: {variable}."),
    };
}
