using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Syntax;

/// <summary>
/// Reads Cedar's schema syntax (<c>.cedarschema</c>) by recursive descent. An error is reported where it is found and skipped to the end of its list item or
/// declaration, so that one run reports every error; what could not be read is left out of the tree.
/// </summary>
/// <remarks>A method that returns null or false has reported why.</remarks>
internal sealed partial class SchemaParser
{
    private readonly SourceFile _file;
    private readonly DiagnosticBag _bag;
    private readonly SchemaLexer _lexer;
    private SchemaToken _token;
    private int _previousEnd;

    /// <summary>How many braces and brackets are open before <see cref="_token"/>.</summary>
    private int _depth;

    private SchemaParser(SourceFile file, DiagnosticBag bag)
    {
        _file = file;
        _bag = bag;
        _lexer = new SchemaLexer(file, bag);
        _token = _lexer.Next();
    }

    public static SchemaSyntax Parse(SourceFile file, DiagnosticBag bag)
    {
        var empty = new SchemaSyntax(EquatableArray<SchemaNamespaceSyntax>.Empty, EquatableArray<SchemaDeclarationSyntax>.Empty);
        if (file.Text.Length > Limits.MaxSourceLength)
        {
            bag.Report(file, default, DiagnosticRules.SourceTooLong, file.Text.Length, Limits.MaxSourceLength);
            return empty;
        }

        var parser = new SchemaParser(file, bag);
        if (parser._token.Kind != SchemaTokenKind.OpenBrace)
            return parser.ParseSchema();
        parser.Report(parser._token.Span, DiagnosticRules.SchemaIsJson);
        return empty;
    }

    private SchemaSyntax ParseSchema()
    {
        var namespaces = new List<SchemaNamespaceSyntax>();
        var declarations = new List<SchemaDeclarationSyntax>();
        while (_token.Kind != SchemaTokenKind.End && !_bag.IsFull)
        {
            _depth = 0;
            var start = _token.Span.Start;
            if (ParseAnnotations() is not { } annotations)
                RecoverDeclaration(depth: 0);
            else if (_token.Is("namespace"))
                AddIfRead(namespaces, ParseNamespace(start, annotations));
            else
                AddIfRead(declarations, ParseDeclaration(start, annotations, "'entity', 'action', 'type' or 'namespace'"));
        }

        return new SchemaSyntax(namespaces.ToEquatableArray(), declarations.ToEquatableArray()) { Span = new TextSpan(0, _file.Text.Length) };
    }

    private SchemaNamespaceSyntax? ParseNamespace(int start, EquatableArray<AnnotationSyntax> annotations)
    {
        Advance();
        var name = ParseName("the name of the namespace");
        if (name is null || !Expect(SchemaTokenKind.OpenBrace, "'{'"))
        {
            RecoverDeclaration(depth: 0);
            return null;
        }

        var declarations = new List<SchemaDeclarationSyntax>();
        while (_token.Kind is not (SchemaTokenKind.CloseBrace or SchemaTokenKind.End) && !_bag.IsFull)
        {
            _depth = 1;
            var declarationStart = _token.Span.Start;
            if (ParseAnnotations() is { } declarationAnnotations)
                AddIfRead(declarations, ParseDeclaration(declarationStart, declarationAnnotations, "'entity', 'action', 'type' or '}'"));
            else
                RecoverDeclaration(depth: 1);
        }

        Expect(SchemaTokenKind.CloseBrace, "'}' at the end of the namespace");
        if (_token.Kind == SchemaTokenKind.Semicolon)
        {
            Report(_token.Span, DiagnosticRules.SchemaSemicolonAfterNamespace);
            Advance();
        }

        return new SchemaNamespaceSyntax(annotations, name, declarations.ToEquatableArray()) { Span = SpanFrom(start) };
    }

    private static void AddIfRead<T>(List<T> list, T? item)
        where T : class
    {
        if (item is not null)
            list.Add(item);
    }

    /// <summary>The annotations before a declaration or attribute, empty if there are none.</summary>
    private EquatableArray<AnnotationSyntax>? ParseAnnotations()
    {
        if (_token.Kind != SchemaTokenKind.At)
            return EquatableArray<AnnotationSyntax>.Empty;
        var annotations = new List<AnnotationSyntax>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (_token.Kind == SchemaTokenKind.At)
        {
            if (ParseAnnotation() is not { } annotation)
                return null;
            if (names.Add(annotation.Name))
                annotations.Add(annotation);
            else
                Report(annotation.Span, DiagnosticRules.SchemaDuplicateAnnotation, SchemaText.Shorten(annotation.Name));
        }

        return annotations.ToEquatableArray();
    }

    private AnnotationSyntax? ParseAnnotation()
    {
        var start = _token.Span.Start;
        Advance();
        if (_token.Kind != SchemaTokenKind.Identifier)
            return Unexpected<AnnotationSyntax>("the name of the annotation");
        var name = _token.Text;
        Advance();
        if (_token.Kind != SchemaTokenKind.OpenParenthesis)
            return new AnnotationSyntax(name, null) { Span = SpanFrom(start) };
        Advance();
        if (_token.Kind != SchemaTokenKind.String)
            return Unexpected<AnnotationSyntax>("the annotation's text in double quotes");
        var value = _token.Text;
        Advance();
        if (!Expect(SchemaTokenKind.CloseParenthesis, "')'"))
            return null;
        return new AnnotationSyntax(name, value) { Span = SpanFrom(start) };
    }

    private void Advance()
    {
        if (_token.Kind is SchemaTokenKind.OpenBrace or SchemaTokenKind.OpenBracket)
            _depth++;
        else if (IsClosing(_token.Kind))
            _depth--;
        _previousEnd = _token.Span.End;
        _token = _lexer.Next();
    }

    private bool Expect(SchemaTokenKind kind, string expected)
    {
        if (_token.Kind != kind)
        {
            ReportUnexpected(expected);
            return false;
        }

        Advance();
        return true;
    }

    private bool Accept(SchemaTokenKind kind)
    {
        if (_token.Kind != kind)
            return false;
        Advance();
        return true;
    }

    private bool AcceptKeyword(string keyword)
    {
        if (!_token.Is(keyword))
            return false;
        Advance();
        return true;
    }

    private TextSpan SpanFrom(int start) => TextSpan.FromBounds(start, Math.Max(start, _previousEnd));

    private void Report(TextSpan span, DiagnosticRule rule, params object?[] args) => _bag.Report(_file, span, rule, args);

    private void ReportUnexpected(string expected)
    {
        // The missing end of a string is the one error of everything behind it.
        if (_token.Kind == SchemaTokenKind.End && _lexer.IsTruncated)
            return;
        // What was left out as no token may well be what is missing here.
        if (_lexer.UnexpectedEnd >= _previousEnd && _lexer.UnexpectedEnd >= 0)
            return;
        var found = _token.Kind == SchemaTokenKind.End ? "the end of the file" : SchemaText.Excerpt(_file.Text, _token.Span);
        Report(_token.Span, DiagnosticRules.SchemaUnexpectedToken, found, expected);
    }

    private T? Unexpected<T>(string expected)
        where T : class
    {
        ReportUnexpected(expected);
        return null;
    }

    private static bool IsClosing(SchemaTokenKind kind) => kind is SchemaTokenKind.CloseBrace or SchemaTokenKind.CloseBracket;

    /// <summary>
    /// Skips to the next ',' or closing bracket of the list that is <paramref name="depth"/> deep.
    /// False at a ';' or the end: the list itself is not closed, and the declaration is lost.
    /// </summary>
    private bool RecoverItem(int depth)
    {
        while (_token.Kind is not (SchemaTokenKind.Semicolon or SchemaTokenKind.End))
        {
            if (_depth <= depth && (_token.Kind == SchemaTokenKind.Comma || IsClosing(_token.Kind)))
                return true;
            Advance();
        }

        return false;
    }

    /// <summary>
    /// Skips the rest of a declaration in a namespace (<paramref name="depth"/> 1) or outside (0): behind its ';', or before the namespace's '}', or before what
    /// looks like the next declaration.
    /// </summary>
    private void RecoverDeclaration(int depth)
    {
        while (_token.Kind != SchemaTokenKind.End)
        {
            // A ';' stands nowhere but at the end of a declaration, whatever bracket was left open before it.
            if (_token.Kind == SchemaTokenKind.Semicolon)
            {
                Advance();
                return;
            }

            if (_depth <= depth && depth > 0 && _token.Kind == SchemaTokenKind.CloseBrace)
                return;
            if (_depth <= depth && LooksLikeDeclaration())
                return;
            Advance();
        }
    }

    private bool LooksLikeDeclaration() =>
        _token.IsFirstOnLine
        && (_token.Kind == SchemaTokenKind.At || _token.Is("entity") || _token.Is("action") || _token.Is("type") || _token.Is("namespace"));
}
