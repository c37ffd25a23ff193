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
internal sealed partial class CedarParser
{
    private readonly SourceFile _file;
    private readonly string _text;
    private readonly DiagnosticBag _bag;
    private readonly List<int> _loneSurrogates = [];
    private CedarLexer _lexer;
    private Token _token;
    private Token _previous;
    private bool _failed;
    private bool _isRest;

    private CedarParser(SourceFile file, DiagnosticBag bag)
    {
        (_file, _text, _bag) = (file, file.Text, bag);
        _lexer = new CedarLexer(file.Text);
        _token = _lexer.Next();
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
        parser.FindLoneSurrogates();
        var expression = parser.ParseExpression();
        if (expression is not null && parser._token.Kind != TokenKind.EndOfFile)
            parser.ReportUnexpected("an operator or the end of the expression", ExpressionWords);
        return parser._failed || parser._loneSurrogates.Count > 0 ? null : expression;
    }

    private static bool IsShortEnough(SourceFile file, DiagnosticBag bag)
    {
        if (file.Text.Length <= Limits.MaxSourceLength)
            return true;
        bag.Report(file, new TextSpan(0, 0), DiagnosticRules.SourceTooLong, file.Text.Length, Limits.MaxSourceLength);
        return false;
    }

    private List<PolicySyntax> ParsePolicies()
    {
        FindLoneSurrogates();
        var policies = new List<PolicySyntax>();
        for (var count = 1; _token.Kind != TokenKind.EndOfFile && !_bag.IsFull; count++)
        {
            if (count > Limits.MaxPolicies)
            {
                Report(_token.Span, DiagnosticRules.TooManyPolicies, Limits.MaxPolicies);
                break;
            }

            if (ParsePolicy() is { } policy)
                policies.Add(policy);
        }

        return policies;
    }

    private PolicySyntax? ParsePolicy()
    {
        var start = _token.Start;
        BeginPolicy();
        if (!TryParseAnnotations(out var annotations) || !TryParseEffect(out var effect))
        {
            SkipPolicy();

            // What follows without a semicolon is the rest of this policy, not one of its own that happens to have no annotations.
            _isRest = _previous.Kind != TokenKind.Semicolon;
            return null;
        }

        if (!TryParseHead(out var head) || !TryParseConditions(out var conditions)
            || !TryConsume(TokenKind.Semicolon, "'when', 'unless' or ';'", "when", "unless"))
        {
            SkipPolicy();
            return null;
        }

        if (_failed || HasLoneSurrogate(start, _previous.End))
            return null;
        return new PolicySyntax(annotations, effect, head.Principal, head.Action, head.Resource, conditions) { Span = SpanFrom(start) };
    }

    private void BeginPolicy()
    {
        (_failed, _isRest) = (_isRest, false);
        _depth = 0;
        (_parens, _braces, _brackets) = (0, 0, 0);
    }

    private bool TryParseAnnotations(out EquatableArray<AnnotationSyntax> annotations)
    {
        annotations = default;
        if (_token.Kind != TokenKind.At)
            return true;
        var list = new List<AnnotationSyntax>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (_token.Kind == TokenKind.At)
        {
            if (_bag.IsFull || ParseAnnotation() is not { } annotation)
                return false;
            if (!names.Add(annotation.Name))
                Report(annotation.Span, DiagnosticRules.DuplicateAnnotation, Excerpt.Quote(annotation.Name));
            list.Add(annotation);
        }

        annotations = new EquatableArray<AnnotationSyntax>([.. list]);
        return true;
    }

    private AnnotationSyntax? ParseAnnotation()
    {
        var start = _token.Start;
        Advance();
        if (_token.Kind != TokenKind.Identifier)
        {
            ReportUnexpected("the annotation's name after '@'");
            return null;
        }

        var name = ReadIdentifier();
        if (_token.Kind != TokenKind.OpenParen)
            return new AnnotationSyntax(name, null) { Span = SpanFrom(start) };
        Advance();
        if (_token.Kind != TokenKind.String)
        {
            ReportUnexpected("the annotation's value, a string literal");
            return null;
        }

        var value = ReadString();
        return TryConsume(TokenKind.CloseParen, "')' after the annotation's value") ? new AnnotationSyntax(name, value) { Span = SpanFrom(start) } : null;
    }

    private bool TryParseEffect(out PolicyEffect effect)
    {
        effect = IsWord("permit") ? PolicyEffect.Permit : PolicyEffect.Forbid;
        var isKnown = IsWord("permit") || IsWord("forbid");
        if (_token.Kind != TokenKind.Identifier)
        {
            ReportUnexpected("'permit', 'forbid' or an annotation");
            return false;
        }

        if (!isKnown)
            Report(_token.Span, DiagnosticRules.UnknownEffect, QuoteToken(), Suggest("permit", "forbid"));
        Advance();
        return isKnown || (_token.Kind == TokenKind.OpenParen && IsWord(Peek(), "principal"));
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
        ReportUnexpected($"'{{' after {Describe(_previous)}");
        return false;
    }

    /// <summary>Any word before a brace: what it is meant to be can only be a clause.</summary>
    private bool IsStartOfClause() => _token.Kind == TokenKind.Identifier && Peek().Kind == TokenKind.OpenBrace;

    /// <summary>False only where an error leaves the end of the condition unknown.</summary>
    private bool TryParseCondition(out ConditionSyntax? condition)
    {
        var start = _token.Start;
        var isUnless = IsWord("unless");
        if (!isUnless && !IsWord("when"))
            Report(_token.Span, DiagnosticRules.UnknownConditionKind, QuoteToken(), Suggest("when", "unless"));
        Advance();
        var keyword = _previous;
        Advance();
        var body = ParseConditionBody(keyword);
        var isClosed = body is not null ? TryConsume(TokenKind.CloseBrace, "an operator or '}'", ExpressionWords) || SkipCondition() : SkipCondition();
        condition = body is not null && isClosed ? new ConditionSyntax(isUnless, body) { Span = SpanFrom(start) } : null;
        return isClosed;
    }

    private ExprSyntax? ParseConditionBody(Token keyword)
    {
        _depth = 0;
        if (_token.Kind != TokenKind.CloseBrace)
            return ParseExpression();
        Report(TextSpan.FromBounds(keyword.Start, _token.End), DiagnosticRules.EmptyCondition, Excerpt.Quote(_text, keyword.Span));
        return null;
    }
}
