using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Syntax;

/// <summary>A policy's head: what it says of the principal, the action and the resource.</summary>
internal sealed partial class CedarParser
{
    private static readonly CedarVariable[] ScopeVariables = [CedarVariable.Principal, CedarVariable.Action, CedarVariable.Resource];

    private static readonly string[] ScopeVariableNames = ["principal", "action", "resource"];

    private readonly record struct PolicyHead(ScopeSyntax Principal, ScopeSyntax Action, ScopeSyntax Resource);

    private bool TryParseHead(out PolicyHead head)
    {
        head = default;
        var open = Current;
        if (!TryConsume(TokenKind.OpenParen, "'(' after the policy's effect"))
            return false;
        var scopes = new List<ScopeSyntax>(ScopeVariables.Length);
        var (count, isInOrder) = (0, true);
        while (Current.Kind != TokenKind.CloseParen)
        {
            if (count == ScopeVariables.Length && isInOrder)
                Report(Current.Span, DiagnosticRules.ExtraScopeElement, QuoteToken());

            // An error may have cost a variable: that one is missing, or another in its place, is then no news.
            var isParsed = count < ScopeVariables.Length && TryParseScopeElement(count, scopes, isInOrder);
            isInOrder &= isParsed;
            if (!isParsed && !SkipScope())
                return IsStartOfClause();
            count++;
            if (Current.Kind == TokenKind.Comma)
                Advance();
        }

        Advance();
        if (count < ScopeVariables.Length && isInOrder)
            Report(SpanFrom(open.Start), DiagnosticRules.MissingScopeVariable, string.Join(" and ", ScopeVariableNames.Skip(count)));
        if (scopes.Count == ScopeVariables.Length)
            head = new PolicyHead(scopes[0], scopes[1], scopes[2]);
        return true;
    }

    private bool TryParseScopeElement(int index, List<ScopeSyntax> scopes, bool isInOrder)
    {
        if (Current.Kind != TokenKind.Identifier)
        {
            ReportUnexpected($"'{ScopeVariableNames[index]}'");
            return false;
        }

        if (!IsWord(ScopeVariableNames[index]))
        {
            if (isInOrder)
                Report(Current.Span, DiagnosticRules.WrongScopeVariable, QuoteToken(), ScopeVariableNames[index], SuggestScopeVariable(index));
            return false;
        }

        var start = Current.Start;
        Advance();
        if (ParseScope(ScopeVariables[index], start) is not { } scope)
            return false;
        if (Current.Kind is not (TokenKind.Comma or TokenKind.CloseParen))
        {
            ReportScopeEnd(scope);
            return false;
        }

        scopes.Add(scope);
        return true;
    }

    private string SuggestScopeVariable(int index) => ScopeVariableNames.Any(IsWord) ? "" : Suggest(ScopeVariableNames[index]);

    private ScopeSyntax? ParseScope(CedarVariable variable, int start)
    {
        if (Current.Kind == TokenKind.Colon)
            return RejectTypeConstraint(variable);
        if (IsWord("is"))
            return ParseIsScope(variable, start);
        if (Current.Kind is TokenKind.EqualEqual or TokenKind.Equal)
            return ParseEqualScope(variable, start);
        if (IsWord("in"))
            return ParseInScope(variable, start);
        if (Current.Kind is TokenKind.Comma or TokenKind.CloseParen)
            return new AnyScopeSyntax { Span = SpanFrom(start) };
        ReportScopeOperator(variable);
        return null;
    }

    private void ReportScopeOperator(CedarVariable variable)
    {
        var isAction = variable == CedarVariable.Action;
        if (GetPrecedence() != Precedence.None || Current.Kind == TokenKind.Dot)
            Report(Current.Span, DiagnosticRules.ScopeOperator, QuoteToken(), isAction ? "'==' or 'in'" : "'==', 'in' or 'is'");
        else
            ReportUnexpected(isAction ? "'==', 'in', ',' or ')'" : "'==', 'in', 'is', ',' or ')'", "in", "is");
    }

    private void ReportScopeEnd(ScopeSyntax scope)
    {
        if (GetPrecedence() != Precedence.None)
            Report(Current.Span, DiagnosticRules.ScopeOperator, QuoteToken(), "',' or ')'");
        else
            ReportUnexpected(scope is IsScopeSyntax ? "'in', ',' or ')'" : "',' or ')'");
    }

    private ScopeSyntax? RejectTypeConstraint(CedarVariable variable)
    {
        Report(Current.Span, DiagnosticRules.ScopeTypeConstraint, ScopeVariableNames[(int)variable]);
        return null;
    }

    private ScopeSyntax? ParseIsScope(CedarVariable variable, int start)
    {
        if (variable == CedarVariable.Action)
        {
            Report(Current.Span, DiagnosticRules.IsWithAction);
            return null;
        }

        Advance();
        if (ParseTypeName() is not { } type)
            return null;
        if (Current.Kind == TokenKind.EqualEqual)
        {
            Report(Current.Span, DiagnosticRules.IsWithEqual);
            return null;
        }

        if (!IsWord("in"))
            return new IsScopeSyntax(type) { Span = SpanFrom(start) };
        Advance();
        return ParseScopeEntity(variable) is { } entity ? new IsInScopeSyntax(type, entity) { Span = SpanFrom(start) } : null;
    }

    private ScopeSyntax? ParseEqualScope(CedarVariable variable, int start)
    {
        if (Current.Kind == TokenKind.Equal)
            Report(Current.Span, DiagnosticRules.SingleEqual);
        Advance();
        return ParseScopeEntity(variable) is { } entity ? new EqualScopeSyntax(entity) { Span = SpanFrom(start) } : null;
    }

    private ScopeSyntax? ParseInScope(CedarVariable variable, int start)
    {
        Advance();
        var parens = SkipOpenParens();
        ScopeSyntax? scope = variable == CedarVariable.Action && Current.Kind == TokenKind.OpenBracket ? ParseInSet(start) : ParseInEntity(variable, start);
        if (scope is null || !TryConsumeCloseParens(parens))
            return null;
        if (!IsWord("is"))
            return scope;
        if (variable == CedarVariable.Action)
            Report(Current.Span, DiagnosticRules.IsWithAction);
        else
            Report(Current.Span, DiagnosticRules.InvertedIsIn, ScopeVariableNames[(int)variable]);
        return null;
    }

    private InScopeSyntax? ParseInEntity(CedarVariable variable, int start) =>
        ParseScopeEntity(variable) is { } entity ? new InScopeSyntax(entity) { Span = SpanFrom(start) } : null;

    private InSetScopeSyntax? ParseInSet(int start)
    {
        Advance();
        var entities = new List<EntityLiteralSyntax>();
        while (Current.Kind != TokenKind.CloseBracket)
        {
            if (ParseScopeEntity(CedarVariable.Action) is not EntityLiteralSyntax entity)
                return null;
            entities.Add(entity);
            if (!TryConsumeSeparator(TokenKind.CloseBracket, "',' or ']'"))
                return null;
        }

        Advance();
        return new InSetScopeSyntax(new EquatableArray<EntityLiteralSyntax>([.. entities])) { Span = SpanFrom(start) };
    }

    private EntityReferenceSyntax? ParseScopeEntity(CedarVariable variable)
    {
        var parens = SkipOpenParens();
        var entity = ParseEntityReference(variable);
        return entity is not null && TryConsumeCloseParens(parens) ? entity : null;
    }

    private EntityReferenceSyntax? ParseEntityReference(CedarVariable variable)
    {
        if (Current.Kind == TokenKind.Slot)
            return ParseSlot(variable);
        if (Current.Kind == TokenKind.Identifier)
            return ParseScopeEntityLiteral(variable);
        ReportScopeValue(variable);
        return null;
    }

    private EntityLiteralSyntax? ParseScopeEntityLiteral(CedarVariable variable)
    {
        var start = Current.Start;
        var name = ReadPath();
        if (!name.IsOpen || Current.Kind != TokenKind.String)
        {
            ReportScopeName(variable, start, name);
            return null;
        }

        var uid = new EntityUid(name.Text, ReadString());
        if (variable == CedarVariable.Action && !IsActionType(name.Text))
            Report(SpanFrom(start), DiagnosticRules.ActionType, Excerpt.Quote(Text, SpanFrom(start)), GetActionType(name.Text));
        return new EntityLiteralSyntax(uid) { Span = SpanFrom(start) };
    }

    private void ReportScopeName(CedarVariable variable, int start, NamePath name)
    {
        if (name.IsOpen)
            ReportAfterPath(name);
        else
            Report(SpanFrom(start), DiagnosticRules.ScopeValue, Excerpt.Quote(name.Text), GetExpectedEntity(variable, name.Text));
    }

    private string GetExpectedEntity(CedarVariable variable, string type)
    {
        var entity = $"an entity such as {type}::\"id\"";
        var isTypeAlone = variable != CedarVariable.Action && Current.Kind is (TokenKind.Comma or TokenKind.CloseParen);
        return isTypeAlone ? $"{entity}, or 'is {type}' to test the type" : entity;
    }

    private void ReportScopeValue(CedarVariable variable)
    {
        var expected = variable == CedarVariable.Action
            ? "an entity such as Action::\"id\""
            : $"an entity such as User::\"id\", or the slot ?{ScopeVariableNames[(int)variable]}";
        if (Current.Kind is TokenKind.String or TokenKind.Number or TokenKind.OpenBracket or TokenKind.OpenBrace)
            Report(Current.Span, DiagnosticRules.ScopeValue, QuoteToken(), expected);
        else
            ReportUnexpected(expected);
    }

    private SlotSyntax? ParseSlot(CedarVariable variable)
    {
        var isAction = variable == CedarVariable.Action;
        var expected = isAction ? "an action, since only principal and resource can be slots" : "?" + ScopeVariableNames[(int)variable];
        var isExpected = Current.Length == expected.Length && string.CompareOrdinal(Text, Current.Start, expected, 0, expected.Length) == 0;
        if (!isExpected)
            Report(Current.Span, DiagnosticRules.UnknownSlot, QuoteToken(), expected);
        Advance();
        return isExpected ? new SlotSyntax(variable) { Span = Previous.Span } : null;
    }

    private int SkipOpenParens()
    {
        var count = 0;
        for (; Current.Kind == TokenKind.OpenParen; count++)
            Advance();
        return count;
    }

    private bool TryConsumeCloseParens(int count)
    {
        for (; count > 0; count--)
        {
            if (!TryConsume(TokenKind.CloseParen, "')'"))
                return false;
        }

        return true;
    }

    private static bool IsActionType(string type) => type == "Action" || type.EndsWith("::Action", StringComparison.Ordinal);

    private static string GetActionType(string type)
    {
        var end = type.LastIndexOf("::", StringComparison.Ordinal);
        return end < 0 ? "Action" : type.Substring(0, end) + "::Action";
    }
}
