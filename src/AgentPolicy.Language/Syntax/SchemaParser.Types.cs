using System.Text;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Syntax;

internal sealed partial class SchemaParser
{
    private const string TypeExpected = "a type: a name, 'Set<…>' or a record in '{ }'";

    private SchemaTypeSyntax? ParseType(int nesting)
    {
        if (_token.Kind == SchemaTokenKind.OpenBrace)
            return ParseRecord(nesting);
        var start = _token.Span.Start;
        var name = ParseName(TypeExpected);
        if (name is null)
            return null;

        // An entity type may be called Set too: the '<' makes the difference.
        if (_token.Kind != SchemaTokenKind.Less || name.IsQualified || name.Name != "Set")
            return new SchemaNamedTypeSyntax(name) { Span = name.Span };
        if (IsTooDeep(nesting))
            return null;
        Advance();
        var element = ParseType(nesting + 1);
        if (element is null || !Expect(SchemaTokenKind.Greater, "'>'"))
            return null;
        return new SchemaSetTypeSyntax(element) { Span = SpanFrom(start) };
    }

    private SchemaNamedTypeSyntax? ParseNamedType(string expected) =>
        ParseName(expected) is { } name ? new SchemaNamedTypeSyntax(name) { Span = name.Span } : null;

    private bool IsTooDeep(int nesting)
    {
        if (nesting <= Limits.MaxNesting)
            return false;
        Report(_token.Span, DiagnosticRules.NestingTooDeep, Limits.MaxNesting);
        return true;
    }

    private SchemaRecordTypeSyntax? ParseRecord(int nesting)
    {
        var start = _token.Span.Start;
        if (_token.Kind == SchemaTokenKind.OpenBrace && IsTooDeep(nesting))
            return null;
        if (!Expect(SchemaTokenKind.OpenBrace, "'{'"))
            return null;

        var attributes = new List<SchemaAttributeSyntax>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var depth = _depth;
        while (_token.Kind != SchemaTokenKind.CloseBrace)
        {
            var attribute = ParseAttribute(nesting);
            if (attribute is null && !RecoverItem(depth))
                return null;
            if (attribute is not null && names.Add(attribute.Name.Text))
                attributes.Add(attribute);
            else if (attribute is not null)
                Report(attribute.Name.Span, DiagnosticRules.SchemaDuplicateAttribute, SchemaText.Shorten(attribute.Name.Text));
            if (!Accept(SchemaTokenKind.Comma))
                break;
        }

        return Expect(SchemaTokenKind.CloseBrace, "',' or '}'")
            ? new SchemaRecordTypeSyntax(attributes.ToEquatableArray()) { Span = SpanFrom(start) }
            : null;
    }

    private SchemaAttributeSyntax? ParseAttribute(int nesting)
    {
        var start = _token.Span.Start;
        if (ParseAnnotations() is not { } annotations)
            return null;
        var name = ParseIdentifierOrString("the name of an attribute or '}'");
        if (name is null)
            return null;
        var isRequired = !Accept(SchemaTokenKind.Question);
        if (!Expect(SchemaTokenKind.Colon, isRequired ? "':' or '?:'" : "':'"))
            return null;
        var type = ParseType(nesting + 1);
        return type is null ? null : new SchemaAttributeSyntax(annotations, name, isRequired, type) { Span = SpanFrom(start) };
    }

    /// <summary>One name, or a list of them in brackets, which may be empty.</summary>
    private EquatableArray<SchemaNameSyntax>? ParseNames(out TextSpan span)
    {
        span = _token.Span;
        if (_token.Kind != SchemaTokenKind.OpenBracket)
            return ParseName("an entity type, or a list of them in '[ ]'") is { } name ? EquatableArray.Of(name) : null;

        Advance();
        var names = new List<SchemaNameSyntax>();
        if (_token.Kind != SchemaTokenKind.CloseBracket)
        {
            do
            {
                if (ParseName("the name of an entity type") is not { } name)
                    return null;
                names.Add(name);
            }
            while (Accept(SchemaTokenKind.Comma));
        }

        if (!Expect(SchemaTokenKind.CloseBracket, "',' or ']'"))
            return null;
        span = SpanFrom(span.Start);
        return names.ToEquatableArray();
    }

    private EquatableArray<SchemaActionReferenceSyntax>? ParseActionReferences()
    {
        if (!Accept(SchemaTokenKind.OpenBracket))
            return ParseActionReference() is { } single ? EquatableArray.Of(single) : null;

        var references = new List<SchemaActionReferenceSyntax>();
        do
        {
            if (ParseActionReference() is not { } reference)
                return null;
            references.Add(reference);
        }
        while (Accept(SchemaTokenKind.Comma));

        return Expect(SchemaTokenKind.CloseBracket, "',' or ']'") ? references.ToEquatableArray() : null;
    }

    private SchemaActionReferenceSyntax? ParseActionReference()
    {
        var start = _token.Span.Start;
        if (_token.Kind == SchemaTokenKind.String)
        {
            var id = _token.Text;
            Advance();
            return new SchemaActionReferenceSyntax(null, id) { Span = SpanFrom(start) };
        }

        var name = ParseName("the name of an action", mayEndInId: true, out var qualifiedId);
        if (name is null)
            return null;
        if (qualifiedId is not null)
            return new SchemaActionReferenceSyntax(name, qualifiedId) { Span = SpanFrom(start) };
        return name.IsQualified
            ? Unexpected<SchemaActionReferenceSyntax>("'::' and the action's id in double quotes, such as 'Action::\"read\"'")
            : new SchemaActionReferenceSyntax(null, name.Name) { Span = name.Span };
    }

    private SchemaNameSyntax? ParseName(string expected) => ParseName(expected, mayEndInId: false, out _);

    /// <param name="expected">What a diagnostic says is missing where there is no name.</param>
    /// <param name="mayEndInId">Whether a string behind the last '::' is an id, and no error.</param>
    /// <param name="id">That string's text.</param>
    private SchemaNameSyntax? ParseName(string expected, bool mayEndInId, out string? id)
    {
        id = null;
        var start = _token.Span.Start;
        if (ParseIdentifier(expected) is not { } label)
            return null;
        var end = label.Span.End;
        var prefix = new StringBuilder();
        while (Accept(SchemaTokenKind.DoubleColon))
        {
            if (mayEndInId && _token.Kind == SchemaTokenKind.String)
            {
                id = _token.Text;
                Advance();
                break;
            }

            prefix.Append(prefix.Length > 0 ? "::" : "").Append(label.Text);
            label = ParseIdentifier(mayEndInId ? "an identifier, or an id in double quotes, after '::'" : "an identifier after '::'");
            if (label is null)
                return null;
            end = label.Span.End;
        }

        var span = TextSpan.FromBounds(start, end);
        if (span.Length > Limits.MaxLiteralLength)
            Report(span, DiagnosticRules.LiteralTooLong, span.Length, Limits.MaxLiteralLength);
        return new SchemaNameSyntax(prefix.ToString(), label.Text) { Span = span };
    }

    /// <summary>One label or several with commas between.</summary>
    private EquatableArray<SchemaLabelSyntax>? ParseLabels(Func<string, SchemaLabelSyntax?> parse, string expected)
    {
        var labels = new List<SchemaLabelSyntax>();
        do
        {
            if (parse(expected) is not { } label)
                return null;
            labels.Add(label);
        }
        while (Accept(SchemaTokenKind.Comma));
        return labels.ToEquatableArray();
    }

    private SchemaLabelSyntax? ParseIdentifier(string expected)
    {
        if (_token.Kind != SchemaTokenKind.Identifier)
            return Unexpected<SchemaLabelSyntax>(expected);
        if (!IsReserved(_token.Text))
            return TakeLabel();
        Report(_token.Span, DiagnosticRules.SchemaReservedWord, _token.Text, expected, "");
        return null;
    }

    private SchemaLabelSyntax? ParseString(string expected) =>
        _token.Kind == SchemaTokenKind.String ? TakeLabel() : Unexpected<SchemaLabelSyntax>(expected);

    private SchemaLabelSyntax? ParseIdentifierOrString(string expected)
    {
        if (_token.Kind == SchemaTokenKind.String)
            return TakeLabel();
        if (_token.Kind != SchemaTokenKind.Identifier || !IsReserved(_token.Text))
            return ParseIdentifier(expected);
        Report(_token.Span, DiagnosticRules.SchemaReservedWord, _token.Text, expected, $"; as a name it stands in double quotes: '\"{_token.Text}\"'");
        return null;
    }

    private SchemaLabelSyntax TakeLabel()
    {
        var label = new SchemaLabelSyntax(_token.Text) { Span = _token.Span };
        Advance();
        return label;
    }

    // '__cedar' is a name like any other here; that it cannot be declared is the resolver's to say.
    private static bool IsReserved(string word) => word != "__cedar" && CedarText.IsReserved(word);
}
