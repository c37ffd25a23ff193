using System.Globalization;
using AgentPolicy.Language.Collections;

namespace AgentPolicy.Language.Syntax;

/// <summary>Expressions, each in parentheses where it binds less strongly than its place wants.</summary>
internal sealed partial class CedarPrinter
{
    private const int MostPrefixes = 4;

    private readonly List<Piece> _pieces = [];
    private readonly Stack<Piece> _pending = new();

    /// <summary>How strongly an expression holds together.</summary>
    private enum Strength
    {
        If,
        Or,
        And,
        Relation,
        Additive,
        Multiplicative,
        Unary,
        Member,
    }

    /// <summary>A text, or an expression that is still to be taken apart.</summary>
    private readonly record struct Piece(string? Text, ExprSyntax? Expression, Strength Minimum);

    private void Append(string text) => _pieces.Add(new Piece(text, null, default));

    private void Append(ExprSyntax expression, Strength minimum) => _pieces.Add(new Piece(null, expression, minimum));

    /// <summary>Writes the pieces that were appended, each expression's own pieces in its place. A stack of our own: the thread's may be small.</summary>
    private void Flush()
    {
        PushPieces();
        while (_pending.Count > 0)
        {
            var piece = _pending.Pop();
            if (piece.Expression is null)
                _output.Append(piece.Text);
            else
                Expand(piece.Expression, piece.Minimum);
            PushPieces();
        }
    }

    private void PushPieces()
    {
        for (var i = _pieces.Count - 1; i >= 0; i--)
            _pending.Push(_pieces[i]);
        _pieces.Clear();
    }

    private void Expand(ExprSyntax expression, Strength minimum)
    {
        var isBare = GetStrength(expression) >= minimum;
        if (!isBare)
            Append("(");
        AppendBare(expression);
        if (!isBare)
            Append(")");
    }

    private static Strength GetStrength(ExprSyntax expression) => expression switch
    {
        IfSyntax => Strength.If,
        OrSyntax => Strength.Or,
        AndSyntax => Strength.And,
        HasSyntax or LikeSyntax or IsSyntax => Strength.Relation,
        BinarySyntax binary => GetStrength(binary.Operator),
        UnarySyntax or LongLiteralSyntax { Value: < 0 } => Strength.Unary,
        _ => Strength.Member,
    };

    private static Strength GetStrength(BinarySyntaxOperator operation) => operation switch
    {
        BinarySyntaxOperator.Add or BinarySyntaxOperator.Subtract => Strength.Additive,
        BinarySyntaxOperator.Multiply => Strength.Multiplicative,
        _ => Strength.Relation,
    };

    private void AppendBare(ExprSyntax expression)
    {
        switch (expression)
        {
            case BoolLiteralSyntax literal:
                Append(literal.Value ? "true" : "false");
                break;
            case LongLiteralSyntax literal:
                Append(literal.Value.ToString(CultureInfo.InvariantCulture));
                break;
            case StringLiteralSyntax literal:
                Append(CedarText.Quote(literal.Value));
                break;
            case EntityExprSyntax entity:
                Append(entity.Uid.ToString());
                break;
            case VariableSyntax variable:
                Append(GetName(variable.Variable));
                break;
            case SetSyntax set:
                AppendList("[", set.Elements, "]");
                break;
            case RecordSyntax record:
                AppendRecord(record);
                break;
            case FunctionCallSyntax call:
                Append(call.Function);
                AppendList("(", call.Arguments, ")");
                break;
            default:
                AppendOperation(expression);
                break;
        }
    }

    private void AppendOperation(ExprSyntax expression)
    {
        switch (expression)
        {
            case IfSyntax conditional:
                AppendIf(conditional);
                break;
            case OrSyntax or:
                AppendChain(or.Operands, " || ", Strength.And);
                break;
            case AndSyntax and:
                AppendChain(and.Operands, " && ", Strength.Relation);
                break;
            case BinarySyntax binary:
                AppendBinary(binary);
                break;
            case UnarySyntax unary:
                AppendUnary(unary);
                break;
            case HasSyntax has:
                AppendHas(has);
                break;
            case LikeSyntax like:
                Append(like.Target, Strength.Additive);
                Append(" like \"" + like.Pattern + "\"");
                break;
            case IsSyntax type:
                AppendIs(type);
                break;
            case MemberSyntax member:
                Append(member.Target, Strength.Member);
                AppendMemberName(member.Name);
                break;
            case MethodCallSyntax call:
                Append(call.Target, Strength.Member);
                Append("." + call.Method);
                AppendList("(", call.Arguments, ")");
                break;
            default:
                throw new InvalidOperationException("Unknown expression " + expression.GetType());
        }
    }

    private void AppendIf(IfSyntax conditional)
    {
        Append("if ");
        Append(conditional.Condition, Strength.If);
        Append(" then ");
        Append(conditional.Then, Strength.If);
        Append(" else ");
        Append(conditional.Else, Strength.If);
    }

    private void AppendChain(EquatableArray<ExprSyntax> operands, string separator, Strength minimum)
    {
        for (var i = 0; i < operands.Count; i++)
        {
            if (i > 0)
                Append(separator);
            Append(operands[i], minimum);
        }
    }

    private void AppendBinary(BinarySyntax binary)
    {
        // Relations do not associate; arithmetic associates to the left.
        var strength = GetStrength(binary.Operator);
        Append(binary.Left, strength == Strength.Relation ? Strength.Additive : strength);
        Append(" " + GetText(binary.Operator) + " ");
        Append(binary.Right, strength + 1);
    }

    private void AppendUnary(UnarySyntax unary)
    {
        var sign = unary.Operator == UnarySyntaxOperator.Not ? "!" : "-";
        ExprSyntax operand = unary;
        for (var count = 0; count < MostPrefixes && operand is UnarySyntax next && next.Operator == unary.Operator; count++)
        {
            if (count == MostPrefixes - 1 && IsNegative(next.Operand))
                break;
            Append(sign);
            operand = next.Operand;
        }

        // A number directly after a minus sign would become one literal with it, and a negative one brings a sign of its own.
        var isSafe = unary.Operator == UnarySyntaxOperator.Not || operand is not LongLiteralSyntax { Value: >= 0 };
        if (isSafe && unary.Operator == UnarySyntaxOperator.Negate && IsNegative(operand))
        {
            AppendBare(operand);
            return;
        }

        if (isSafe)
        {
            Append(operand, Strength.Member);
            return;
        }

        Append("(");
        AppendBare(operand);
        Append(")");
    }

    private static bool IsNegative(ExprSyntax expression) => expression is LongLiteralSyntax { Value: < 0 };

    private void AppendHas(HasSyntax has)
    {
        Append(has.Target, Strength.Additive);
        Append(" has ");
        if (has.Path.Count == 1 && !CedarText.IsIdentifier(has.Path[0]))
            Append(CedarText.Quote(has.Path[0]));
        else
            Append(string.Join(".", has.Path));
    }

    private void AppendIs(IsSyntax type)
    {
        Append(type.Target, Strength.Additive);
        Append(" is " + type.Type.Text);
        if (type.In is null)
            return;
        Append(" in ");
        Append(type.In, Strength.Additive);
    }

    private void AppendMemberName(string name)
    {
        if (CedarText.IsIdentifier(name))
            Append("." + name);
        else
            Append("[" + CedarText.Quote(name) + "]");
    }

    private void AppendList(string open, EquatableArray<ExprSyntax> items, string close)
    {
        Append(open);
        AppendChain(items, ", ", Strength.If);
        Append(close);
    }

    private void AppendRecord(RecordSyntax record)
    {
        Append("{");
        for (var i = 0; i < record.Fields.Count; i++)
        {
            var (name, value) = (record.Fields[i].Name, record.Fields[i].Value);
            Append((i > 0 ? ", " : "") + (CedarText.IsIdentifier(name) ? name : CedarText.Quote(name)) + ": ");
            Append(value, Strength.If);
        }

        Append("}");
    }

    public static string GetText(BinarySyntaxOperator operation) => operation switch
    {
        BinarySyntaxOperator.Equal => "==",
        BinarySyntaxOperator.NotEqual => "!=",
        BinarySyntaxOperator.Less => "<",
        BinarySyntaxOperator.LessOrEqual => "<=",
        BinarySyntaxOperator.Greater => ">",
        BinarySyntaxOperator.GreaterOrEqual => ">=",
        BinarySyntaxOperator.In => "in",
        BinarySyntaxOperator.Add => "+",
        BinarySyntaxOperator.Subtract => "-",
        BinarySyntaxOperator.Multiply => "*",
        _ => throw new InvalidOperationException("Unknown operator " + ((int)operation).ToString(CultureInfo.InvariantCulture)),
    };
}
