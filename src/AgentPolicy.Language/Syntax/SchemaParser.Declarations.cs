using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Syntax;

internal sealed partial class SchemaParser
{
    private SchemaDeclarationSyntax? ParseDeclaration(int start, EquatableArray<AnnotationSyntax> annotations, string expected, params string[] words)
    {
        var depth = OpenCount;
        SchemaDeclarationSyntax? declaration =
            IsWord("entity") ? ParseEntity(annotations)
            : IsWord("action") ? ParseAction(annotations)
            : IsWord("type") ? ParseCommonType(annotations)
            : RejectDeclaration(expected, depth, words);
        if (declaration is not null)
            return declaration with { Span = SpanFrom(start) };
        RecoverDeclaration(depth);
        return null;
    }

    private SchemaDeclarationSyntax? RejectDeclaration(string expected, int depth, string[] words)
    {
        ReportUnexpected(expected, ["entity", "action", "type", .. words]);
        // Recovery may stop before a token, so that this one must be passed here, or parsing would not go on.
        if (Current.Kind != TokenKind.Semicolon && !(Current.Kind == TokenKind.CloseBrace && depth > 0))
            Advance();
        return null;
    }

    private SchemaDeclarationSyntax? ParseEntity(EquatableArray<AnnotationSyntax> annotations)
    {
        Advance();
        if (ParseLabels(ParseIdentifier, "the name of the entity type") is not { } names)
            return null;
        if (AcceptWord("enum"))
            return ParseEnum(annotations, names);

        var memberOf = EquatableArray<SchemaNameSyntax>.Empty;
        var hasParents = AcceptWord("in");
        if (hasParents)
        {
            if (ParseNames(out _) is not { } parents)
                return null;
            memberOf = parents;
        }

        SchemaTypeSyntax? shape = null;
        var hasEquals = Accept(TokenKind.Equal);
        if (hasEquals || Current.Kind == TokenKind.OpenBrace)
        {
            if (ParseRecord(nesting: 1) is not { } record)
                return null;
            shape = record;
        }

        SchemaTypeSyntax? tags = null;
        if (AcceptWord("tags"))
        {
            tags = ParseType(nesting: 1);
            if (tags is null)
                return null;
        }

        var isClosed = tags is not null ? TryConsume(TokenKind.Semicolon, "';'")
            : shape is not null ? TryConsume(TokenKind.Semicolon, "'tags' or ';'", "tags")
            : hasParents ? TryConsume(TokenKind.Semicolon, "attributes in '{ }', 'tags' or ';'", "tags")
            : TryConsume(TokenKind.Semicolon, "',', 'in', 'enum', attributes in '{ }', 'tags' or ';'", "in", "enum", "tags");
        return isClosed ? new SchemaEntitySyntax(annotations, names, memberOf, shape, tags) : null;
    }

    private SchemaEnumSyntax? ParseEnum(EquatableArray<AnnotationSyntax> annotations, EquatableArray<SchemaLabelSyntax> names)
    {
        if (!TryConsume(TokenKind.OpenBracket, "'[' and the ids of the entities"))
            return null;
        var ids = ParseLabels(ParseString, "the id of an entity in double quotes");
        return ids is not null && TryConsume(TokenKind.CloseBracket, "',' or ']'") && TryConsume(TokenKind.Semicolon, "';'")
            ? new SchemaEnumSyntax(annotations, names, ids.Value)
            : null;
    }

    private SchemaActionSyntax? ParseAction(EquatableArray<AnnotationSyntax> annotations)
    {
        Advance();
        if (ParseLabels(ParseIdentifierOrString, "the name of the action") is not { } names)
            return null;

        var memberOf = EquatableArray<SchemaActionReferenceSyntax>.Empty;
        if (AcceptWord("in"))
        {
            if (ParseActionReferences() is not { } groups)
                return null;
            memberOf = groups;
        }

        if (Current.Kind == TokenKind.OpenBrace)
        {
            Report(Current.Span, DiagnosticRules.SchemaMissingAppliesTo);
            return null;
        }

        SchemaAppliesToSyntax? appliesTo = null;
        if (IsWord("appliesTo"))
        {
            appliesTo = ParseAppliesTo();
            if (appliesTo is null)
                return null;
        }

        if (!ParseActionAttributes())
            return null;
        var isClosed = appliesTo is not null ? TryConsume(TokenKind.Semicolon, "';'")
            : memberOf.IsEmpty ? TryConsume(TokenKind.Semicolon, "',', 'in', 'appliesTo' or ';'", "in", "appliesTo")
            : TryConsume(TokenKind.Semicolon, "'appliesTo' or ';'", "appliesTo");
        return isClosed ? new SchemaActionSyntax(annotations, names, memberOf, appliesTo) : null;
    }

    // Actions had attributes once; what is left of that is an empty pair of braces.
    private bool ParseActionAttributes()
    {
        if (!AcceptWord("attributes"))
            return true;
        if (!TryConsume(TokenKind.OpenBrace, "'{}'"))
            return false;
        if (Current.Kind is not (TokenKind.Identifier or TokenKind.String or TokenKind.At))
            return TryConsume(TokenKind.CloseBrace, "'}'");
        Report(Current.Span, DiagnosticRules.SchemaActionAttributes, QuoteToken());
        return false;
    }

    private SchemaCommonTypeSyntax? ParseCommonType(EquatableArray<AnnotationSyntax> annotations)
    {
        Advance();
        var name = ParseIdentifier("the name of the type");
        if (name is null || !TryConsume(TokenKind.Equal, "'=' and a type"))
            return null;
        var type = ParseType(nesting: 1);
        return type is not null && TryConsume(TokenKind.Semicolon, "';'") ? new SchemaCommonTypeSyntax(annotations, name, type) : null;
    }

    private SchemaAppliesToSyntax? ParseAppliesTo()
    {
        var word = Current.Span;
        Advance();
        if (!TryConsume(TokenKind.OpenBrace, "'{'"))
            return null;

        var parts = new AppliesToParts();
        var depth = OpenCount;
        do
        {
            // A trailing comma is allowed, an empty block is not.
            if (Current.Kind == TokenKind.CloseBrace && parts.HasAny)
                break;
            parts.HasAny = true;
            if (!ParseAppliesToPart(parts))
            {
                parts.IsBroken = true;
                if (!RecoverItem(depth))
                    return null;
            }
        }
        while (Accept(TokenKind.Comma));

        if (!TryConsume(TokenKind.CloseBrace, "',' or '}'"))
            return null;
        if (!parts.IsBroken)
            ReportMissing(parts, word);
        var (principals, resources) = (parts.Principals.GetValueOrDefault(), parts.Resources.GetValueOrDefault());
        return new SchemaAppliesToSyntax(principals, resources, parts.Context) { Span = SpanFrom(word.Start) };
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
        var part = Current;
        if (!IsWord("principal") && !IsWord("resource") && !IsWord("context"))
        {
            ReportUnexpected("'principal', 'resource' or 'context'", "principal", "resource", "context");
            return false;
        }

        Advance();
        if (!TryConsume(TokenKind.Colon, "':'"))
            return false;
        if (IsWord(part, "context"))
            return ParseContext(parts, part);

        if (ParseNames(out var span) is not { } names)
            return false;
        if (names.IsEmpty)
            Report(span, DiagnosticRules.SchemaEmptyAppliesTo, TextOf(part));
        var isPrincipal = IsWord(part, "principal");
        if ((isPrincipal ? parts.Principals : parts.Resources) is not null)
            Report(part.Span, DiagnosticRules.SchemaDuplicateAppliesTo, TextOf(part));
        else if (isPrincipal)
            parts.Principals = names;
        else
            parts.Resources = names;
        return true;
    }

    private bool ParseContext(AppliesToParts parts, Token part)
    {
        SchemaTypeSyntax? context = Current.Kind == TokenKind.OpenBrace ? ParseRecord(nesting: 1) : ParseCommonTypeName("a record or the name of a type");
        if (context is null)
            return false;
        if (parts.Context is not null)
            Report(part.Span, DiagnosticRules.SchemaDuplicateAppliesTo, TextOf(part));
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
