using System.Text;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Syntax;

internal sealed partial class SchemaParser
{
    private const string TypeExpected = "a type: a name, 'Set<…>' or a record in '{ }'";

    private SchemaTypeSyntax? ParseType(int nesting)
    {
        if (Current.Kind == TokenKind.OpenBrace)
            return ParseRecord(nesting);
        var start = Current.Start;
        var name = ParseName(TypeExpected);
        if (name is null)
            return null;

        // An entity type may be called Set too: the '<' makes the difference.
        if (Current.Kind != TokenKind.Less || name.IsQualified || name.Name != "Set")
            return new SchemaNamedTypeSyntax(name) { Span = name.Span };
        if (IsTooDeep(nesting))
            return null;
        Advance();
        var element = ParseType(nesting + 1);
        if (element is null || !TryConsume(TokenKind.Greater, "'>'"))
            return null;
        return new SchemaSetTypeSyntax(element) { Span = SpanFrom(start) };
    }

    private SchemaNamedTypeSyntax? ParseCommonTypeName(string expected) =>
        ParseName(expected) is { } name ? new SchemaNamedTypeSyntax(name, SchemaNameKind.Common) { Span = name.Span } : null;

    private SchemaRecordTypeSyntax? ParseRecord(int nesting)
    {
        var start = Current.Start;
        if (Current.Kind == TokenKind.OpenBrace && IsTooDeep(nesting))
            return null;
        if (!TryConsume(TokenKind.OpenBrace, "'{'"))
            return null;

        var attributes = new List<SchemaAttributeSyntax>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var depth = OpenCount;
        while (Current.Kind != TokenKind.CloseBrace)
        {
            var attribute = ParseAttribute(nesting);
            if (attribute is null && !RecoverItem(depth))
                return null;
            if (attribute is not null && names.Add(attribute.Name.Text))
                attributes.Add(attribute);
            else if (attribute is not null)
                Report(attribute.Name.Span, DiagnosticRules.SchemaDuplicateAttribute, Excerpt.Shorten(attribute.Name.Text));
            if (!Accept(TokenKind.Comma))
                break;
        }

        return TryConsume(TokenKind.CloseBrace, "',' or '}'")
            ? new SchemaRecordTypeSyntax(attributes.ToEquatableArray()) { Span = SpanFrom(start) }
            : null;
    }

    private SchemaAttributeSyntax? ParseAttribute(int nesting)
    {
        var start = Current.Start;
        if (ParseAnnotations() is not { } annotations)
            return null;
        var name = ParseIdentifierOrString("the name of an attribute or '}'");
        if (name is null)
            return null;
        var isRequired = !Accept(TokenKind.Question);
        if (!TryConsume(TokenKind.Colon, isRequired ? "':' or '?:'" : "':'"))
            return null;
        var type = ParseType(nesting + 1);
        return type is null ? null : new SchemaAttributeSyntax(annotations, name, isRequired, type) { Span = SpanFrom(start) };
    }

    /// <summary>One name, or a list of them in brackets, which may be empty.</summary>
    private EquatableArray<SchemaNameSyntax>? ParseNames(out TextSpan span)
    {
        span = Current.Span;
        if (Current.Kind != TokenKind.OpenBracket)
            return ParseName("an entity type, or a list of them in '[ ]'") is { } name ? EquatableArray.Of(name) : null;

        Advance();
        var names = new List<SchemaNameSyntax>();
        if (Current.Kind != TokenKind.CloseBracket)
        {
            do
            {
                if (ParseName("the name of an entity type") is not { } name)
                    return null;
                names.Add(name);
            }
            while (Accept(TokenKind.Comma));
        }

        if (!TryConsume(TokenKind.CloseBracket, "',' or ']'"))
            return null;
        span = SpanFrom(span.Start);
        return names.ToEquatableArray();
    }

    private EquatableArray<SchemaActionReferenceSyntax>? ParseActionReferences()
    {
        if (!Accept(TokenKind.OpenBracket))
            return ParseActionReference() is { } single ? EquatableArray.Of(single) : null;

        var references = new List<SchemaActionReferenceSyntax>();
        do
        {
            if (ParseActionReference() is not { } reference)
                return null;
            references.Add(reference);
        }
        while (Accept(TokenKind.Comma));

        return TryConsume(TokenKind.CloseBracket, "',' or ']'") ? references.ToEquatableArray() : null;
    }

    private SchemaActionReferenceSyntax? ParseActionReference()
    {
        var start = Current.Start;
        if (Current.Kind == TokenKind.String)
            return new SchemaActionReferenceSyntax(null, ReadString()) { Span = Previous.Span };

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
        var start = Current.Start;
        if (ParseIdentifier(expected) is not { } label)
            return null;
        var end = label.Span.End;
        var prefix = new StringBuilder();
        while (Accept(TokenKind.ColonColon))
        {
            if (mayEndInId && Current.Kind == TokenKind.String)
            {
                id = ReadString();
                break;
            }

            prefix.Append(prefix.Length > 0 ? "::" : "").Append(label.Text);
            label = ParseIdentifier(mayEndInId ? "an identifier, or an id in double quotes, after '::'" : "an identifier after '::'");
            if (label is null)
                return null;
            end = label.Span.End;
        }

        var span = TextSpan.FromBounds(start, end);
        CheckLength(span);
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
        while (Accept(TokenKind.Comma));
        return labels.ToEquatableArray();
    }

    private SchemaLabelSyntax? ParseIdentifier(string expected)
    {
        if (Current.Kind != TokenKind.Identifier)
            return Unexpected<SchemaLabelSyntax>(expected);
        if (!IsReservedWord())
            return new SchemaLabelSyntax(ReadIdentifier()) { Span = Previous.Span };
        Report(Current.Span, DiagnosticRules.ReservedWord, QuoteToken(), $"; expected {expected}");
        return null;
    }

    private SchemaLabelSyntax? ParseString(string expected) =>
        Current.Kind == TokenKind.String ? new SchemaLabelSyntax(ReadString()) { Span = Previous.Span } : Unexpected<SchemaLabelSyntax>(expected);

    private SchemaLabelSyntax? ParseIdentifierOrString(string expected)
    {
        if (Current.Kind == TokenKind.String)
            return ParseString(expected);
        if (!IsReservedWord())
            return ParseIdentifier(expected);
        var hint = $"; expected {expected}; as a name it stands in double quotes: '\"{TextOf(Current)}\"'";
        Report(Current.Span, DiagnosticRules.ReservedWord, QuoteToken(), hint);
        return null;
    }

    // '__cedar' is a name like any other here; that it cannot be declared is the resolver's to say.
    private bool IsReservedWord() => IsReserved(Current) && !IsWord("__cedar");
}
