using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Syntax;

/// <summary>
/// Parses Cedar policies by recursive descent, in linear time and with bounded recursion.
/// </summary>
/// <remarks>
/// A method that cannot go on has reported why and returns null (or false); its callers return at once, up to the one that knows where to resume: the end of
/// the condition, of the head or of the policy. What is wrong but leaves no doubt where to go on is reported and parsed over. Either way the policy is left out.
/// </remarks>
internal sealed partial class CedarParser : ParserBase
{
    private bool _isRest;

    private CedarParser(SourceFile file, DiagnosticBag bag)
        : base(file, bag)
    {
    }

    /// <summary>Parses the policies of a file. Every syntax error is reported; policies that have one are left out.</summary>
    public static PolicyFileSyntax Parse(SourceFile file, DiagnosticBag bag)
    {
        var policies = IsShortEnough(file, bag) ? new CedarParser(file, bag).ParsePolicies() : [];
        return new PolicyFileSyntax(new EquatableArray<PolicySyntax>([.. policies])) { Span = new TextSpan(0, file.Text.Length) };
    }

    /// <summary>Parses a text that is one expression; null if it has an error.</summary>
    public static ExprSyntax? ParseExpression(SourceFile file, DiagnosticBag bag)
    {
        if (!IsShortEnough(file, bag))
            return null;
        var parser = new CedarParser(file, bag);
        var expression = parser.ParseExpression();
        if (expression is not null && parser.Current.Kind != TokenKind.EndOfFile)
            parser.ReportUnexpected("an operator or the end of the expression", ExpressionWords);
        return parser.HasFailed ? null : expression;
    }

    private List<PolicySyntax> ParsePolicies()
    {
        var policies = new List<PolicySyntax>();
        for (var count = 1; Current.Kind != TokenKind.EndOfFile && !Bag.IsFull; count++)
        {
            if (count > Limits.MaxPolicies)
            {
                Report(Current.Span, DiagnosticRules.TooManyPolicies, Limits.MaxPolicies);
                break;
            }

            if (ParsePolicy() is { } policy)
                policies.Add(policy);
        }

        return policies;
    }

    private PolicySyntax? ParsePolicy()
    {
        var start = Current.Start;
        BeginPolicy();
        if (ParseAnnotations() is not { } annotations || !TryParseEffect(out var effect))
        {
            SkipPolicy();

            // What follows without a semicolon is the rest of this policy, not one of its own that happens to have no annotations.
            _isRest = Previous.Kind != TokenKind.Semicolon;
            return null;
        }

        if (!TryParseHead(out var head) || !TryParseConditions(out var conditions)
            || !TryConsume(TokenKind.Semicolon, "'when', 'unless' or ';'", "when", "unless"))
        {
            SkipPolicy();
            return null;
        }

        if (HasFailed || HasLoneSurrogate(start, Previous.End))
            return null;
        return new PolicySyntax(annotations, effect, head.Principal, head.Action, head.Resource, conditions) { Span = SpanFrom(start) };
    }

    private void BeginPolicy()
    {
        (HasFailed, _isRest) = (_isRest, false);
        _depth = 0;
        ResetBrackets(braces: 0);
    }

    private bool TryParseEffect(out PolicyEffect effect)
    {
        effect = IsWord("permit") ? PolicyEffect.Permit : PolicyEffect.Forbid;
        var isKnown = IsWord("permit") || IsWord("forbid");
        if (Current.Kind != TokenKind.Identifier)
        {
            ReportUnexpected("'permit', 'forbid' or an annotation");
            return false;
        }

        if (!isKnown)
            Report(Current.Span, DiagnosticRules.UnknownEffect, QuoteToken(), Suggest("permit", "forbid"));
        Advance();
        return isKnown || (Current.Kind == TokenKind.OpenParen && IsWord(Peek(), "principal"));
    }

    private bool TryParseConditions(out EquatableArray<ConditionSyntax> conditions)
    {
        conditions = default;
        List<ConditionSyntax>? list = null;
        while (IsStartOfClause())
        {
            if (!TryParseCondition(out var condition))
                return false;
            if (condition is not null)
                (list ??= []).Add(condition);
        }

        if (list is not null)
            conditions = new EquatableArray<ConditionSyntax>([.. list]);
        if (!IsWord("when") && !IsWord("unless"))
            return true;
        Advance();
        ReportUnexpected($"'{{' after {Describe(Previous)}");
        return false;
    }

    /// <summary>Any word before a brace: what it is meant to be can only be a clause.</summary>
    private bool IsStartOfClause() => Current.Kind == TokenKind.Identifier && Peek().Kind == TokenKind.OpenBrace;

    /// <summary>False only where an error leaves the end of the condition unknown.</summary>
    private bool TryParseCondition(out ConditionSyntax? condition)
    {
        var start = Current.Start;
        var isUnless = IsWord("unless");
        if (!isUnless && !IsWord("when"))
            Report(Current.Span, DiagnosticRules.UnknownConditionKind, QuoteToken(), Suggest("when", "unless"));
        Advance();
        var keyword = Previous;
        Advance();
        var body = ParseConditionBody(keyword);
        var isClosed = body is not null ? TryConsume(TokenKind.CloseBrace, "an operator or '}'", ExpressionWords) || SkipCondition() : SkipCondition();
        condition = body is not null && isClosed ? new ConditionSyntax(isUnless, body) { Span = SpanFrom(start) } : null;
        return isClosed;
    }

    private ExprSyntax? ParseConditionBody(Token keyword)
    {
        _depth = 0;
        if (Current.Kind != TokenKind.CloseBrace)
            return ParseExpression();
        Report(TextSpan.FromBounds(keyword.Start, Current.End), DiagnosticRules.EmptyCondition, Excerpt.Quote(Text, keyword.Span));
        return null;
    }
}
