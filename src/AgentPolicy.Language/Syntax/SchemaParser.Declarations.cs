using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Syntax;

internal sealed partial class SchemaParser
{
    private static readonly string[] DeclarationKeywords = ["entity", "action", "type", "namespace"];

    private SchemaDeclarationSyntax? ParseDeclaration(int start, EquatableArray<AnnotationSyntax> annotations, string expected)
    {
        var depth = _depth;
        var declaration = _token switch
        {
            var token when token.Is("entity") => ParseEntity(annotations),
            var token when token.Is("action") => ParseAction(annotations),
            var token when token.Is("type") => ParseCommonType(annotations),
            _ => NoDeclaration(expected, depth),
        };

        if (declaration is null)
        {
            RecoverDeclaration(depth);
            return null;
        }

        return declaration with { Span = SpanFrom(start) };
    }

    private SchemaDeclarationSyntax? NoDeclaration(string expected, int depth)
    {
        var suggestion = _token.Kind == SchemaTokenKind.Identifier && !_token.Is("namespace") ? Suggestion.FindNearest(_token.Text, DeclarationKeywords) : null;
        ReportUnexpected(suggestion is null ? expected : expected + "; did you mean '" + suggestion + "'?");
        // Recovery may stop before a token, so that this one must be passed here, or parsing would not go on.
        if (_token.Kind != SchemaTokenKind.Semicolon && !(_token.Kind == SchemaTokenKind.CloseBrace && depth > 0))
            Advance();
        return null;
    }

    private SchemaDeclarationSyntax? ParseEntity(EquatableArray<AnnotationSyntax> annotations)
    {
        Advance();
        if (ParseLabels(ParseIdentifier, "the name of the entity type") is not { } names)
            return null;
        if (AcceptKeyword("enum"))
            return ParseEnum(annotations, names);

        var memberOf = EquatableArray<SchemaNameSyntax>.Empty;
        if (AcceptKeyword("in"))
        {
            if (ParseNames(out _) is not { } parents)
                return null;
            memberOf = parents;
        }

        SchemaRecordTypeSyntax? shape = null;
        var hasEquals = Accept(SchemaTokenKind.Equals);
        if (hasEquals || _token.Kind == SchemaTokenKind.OpenBrace)
        {
            if (ParseRecord(nesting: 1) is not { } record)
                return null;
            shape = record;
        }

        SchemaTypeSyntax? tags = null;
        if (AcceptKeyword("tags"))
        {
            tags = ParseType(nesting: 1);
            if (tags is null)
                return null;
        }

        var expected = tags is not null ? "';'"
            : shape is not null ? "'tags' or ';'"
            : memberOf.IsEmpty ? "',', 'in', 'enum', attributes in '{ }', 'tags' or ';'"
            : "attributes in '{ }', 'tags' or ';'";
        return Expect(SchemaTokenKind.Semicolon, expected) ? new SchemaEntitySyntax(annotations, names, memberOf, shape, tags) : null;
    }

    private SchemaEnumSyntax? ParseEnum(EquatableArray<AnnotationSyntax> annotations, EquatableArray<SchemaLabelSyntax> names)
    {
        if (!Expect(SchemaTokenKind.OpenBracket, "'[' and the ids of the entities"))
            return null;
        var ids = ParseLabels(ParseString, "the id of an entity in double quotes");
        return ids is not null && Expect(SchemaTokenKind.CloseBracket, "',' or ']'") && Expect(SchemaTokenKind.Semicolon, "';'")
            ? new SchemaEnumSyntax(annotations, names, ids.Value)
            : null;
    }

    private SchemaActionSyntax? ParseAction(EquatableArray<AnnotationSyntax> annotations)
    {
        Advance();
        if (ParseLabels(ParseIdentifierOrString, "the name of the action") is not { } names)
            return null;

        var memberOf = EquatableArray<SchemaActionReferenceSyntax>.Empty;
        if (AcceptKeyword("in"))
        {
            if (ParseActionReferences() is not { } groups)
                return null;
            memberOf = groups;
        }

        if (_token.Kind == SchemaTokenKind.OpenBrace)
        {
            Report(_token.Span, DiagnosticRules.SchemaMissingAppliesTo);
            return null;
        }

        SchemaAppliesToSyntax? appliesTo = null;
        if (_token.Is("appliesTo"))
        {
            appliesTo = ParseAppliesTo();
            if (appliesTo is null)
                return null;
        }

        var expected = appliesTo is not null ? "';'" : memberOf.IsEmpty ? "',', 'in', 'appliesTo' or ';'" : "'appliesTo' or ';'";
        return ParseActionAttributes() && Expect(SchemaTokenKind.Semicolon, expected)
            ? new SchemaActionSyntax(annotations, names, memberOf, appliesTo)
            : null;
    }

    // Actions had attributes once; what is left of that is an empty pair of braces.
    private bool ParseActionAttributes()
    {
        if (!AcceptKeyword("attributes"))
            return true;
        if (!Expect(SchemaTokenKind.OpenBrace, "'{}'"))
            return false;
        if (_token.Kind is not (SchemaTokenKind.Identifier or SchemaTokenKind.String or SchemaTokenKind.At))
            return Expect(SchemaTokenKind.CloseBrace, "'}'");
        Report(_token.Span, DiagnosticRules.SchemaActionAttributes, SchemaText.Excerpt(_file.Text, _token.Span));
        return false;
    }

    private SchemaCommonTypeSyntax? ParseCommonType(EquatableArray<AnnotationSyntax> annotations)
    {
        Advance();
        var name = ParseIdentifier("the name of the type");
        if (name is null || !Expect(SchemaTokenKind.Equals, "'=' and a type"))
            return null;
        var type = ParseType(nesting: 1);
        return type is not null && Expect(SchemaTokenKind.Semicolon, "';'") ? new SchemaCommonTypeSyntax(annotations, name, type) : null;
    }

    private SchemaAppliesToSyntax? ParseAppliesTo()
    {
        var start = _token.Span;
        Advance();
        if (!Expect(SchemaTokenKind.OpenBrace, "'{'"))
            return null;

        var parts = new AppliesToParts();
        var depth = _depth;
        do
        {
            // A trailing comma is allowed, an empty block is not.
            if (_token.Kind == SchemaTokenKind.CloseBrace && parts.HasAny)
                break;
            parts.HasAny = true;
            if (!ParseAppliesToPart(parts))
            {
                parts.IsBroken = true;
                if (!RecoverItem(depth))
                    return null;
            }
        }
        while (Accept(SchemaTokenKind.Comma));

        if (!Expect(SchemaTokenKind.CloseBrace, "',' or '}'"))
            return null;
        if (!parts.IsBroken)
            ReportMissing(parts, start);
        var (principals, resources) = (parts.Principals.GetValueOrDefault(), parts.Resources.GetValueOrDefault());
        return new SchemaAppliesToSyntax(principals, resources, parts.Context) { Span = SpanFrom(start.Start) };
    }

    private void ReportMissing(AppliesToParts parts, TextSpan span)
    {
        if (parts.Principals is null)
            Report(span, DiagnosticRules.SchemaIncompleteAppliesTo, "principal");
        if (parts.Resources is null)
            Report(span, DiagnosticRules.SchemaIncompleteAppliesTo, "resource");
    }

    private bool ParseAppliesToPart(AppliesToParts parts)
    {
        var part = _token;
        if (!part.Is("principal") && !part.Is("resource") && !part.Is("context"))
        {
            ReportUnexpected("'principal', 'resource' or 'context'");
            return false;
        }

        Advance();
        if (!Expect(SchemaTokenKind.Colon, "':'"))
            return false;
        if (part.Is("context"))
            return ParseContext(parts, part);

        if (ParseNames(out var span) is not { } names)
            return false;
        if (names.IsEmpty)
            Report(span, DiagnosticRules.SchemaEmptyAppliesTo, part.Text);
        var isPrincipal = part.Is("principal");
        if ((isPrincipal ? parts.Principals : parts.Resources) is not null)
            Report(part.Span, DiagnosticRules.SchemaDuplicateAppliesTo, part.Text);
        else if (isPrincipal)
            parts.Principals = names;
        else
            parts.Resources = names;
        return true;
    }

    private bool ParseContext(AppliesToParts parts, SchemaToken part)
    {
        SchemaTypeSyntax? context = _token.Kind == SchemaTokenKind.OpenBrace ? ParseRecord(nesting: 1) : ParseNamedType("a record or the name of a type");
        if (context is null)
            return false;
        if (parts.Context is not null)
            Report(part.Span, DiagnosticRules.SchemaDuplicateAppliesTo, part.Text);
        parts.Context ??= context;
        return true;
    }

    private sealed class AppliesToParts
    {
        public bool HasAny { get; set; }

        public bool IsBroken { get; set; }

        public EquatableArray<SchemaNameSyntax>? Principals { get; set; }

        public EquatableArray<SchemaNameSyntax>? Resources { get; set; }

        public SchemaTypeSyntax? Context { get; set; }
    }
}
