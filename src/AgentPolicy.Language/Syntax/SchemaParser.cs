using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Syntax;

/// <summary>
/// Reads Cedar's schema syntax (<c>.cedarschema</c>) by recursive descent. An error is reported where it is found and skipped to the end of its list item or
/// declaration, so that one run reports every error; what could not be read is left out of the tree.
/// </summary>
internal sealed partial class SchemaParser : ParserBase
{
    private static readonly char[] LineEnds = ['\n', '\r'];

    private SchemaParser(SourceFile file, DiagnosticBag bag)
        : base(file, bag)
    {
    }

    /// <summary>How many braces and brackets are open before the token at hand.</summary>
    private int OpenCount => OpenBraces + OpenBrackets;

    public static SchemaSyntax Parse(SourceFile file, DiagnosticBag bag)
    {
        var empty = new SchemaSyntax(EquatableArray<SchemaNamespaceSyntax>.Empty, EquatableArray<SchemaDeclarationSyntax>.Empty);
        if (!IsShortEnough(file, bag))
            return empty;
        var parser = new SchemaParser(file, bag);
        if (parser.Current.Kind != TokenKind.OpenBrace)
            return parser.ParseSchema();
        parser.Report(parser.Current.Span, DiagnosticRules.SchemaIsJson);
        return empty;
    }

    private SchemaSyntax ParseSchema()
    {
        var namespaces = new List<SchemaNamespaceSyntax>();
        var declarations = new List<SchemaDeclarationSyntax>();
        while (Current.Kind != TokenKind.EndOfFile && !Bag.IsFull)
        {
            ResetBrackets(braces: 0);
            var start = Current.Start;
            if (ParseAnnotations() is not { } annotations)
                RecoverDeclaration(depth: 0);
            else if (IsWord("namespace"))
                AddIfRead(namespaces, ParseNamespace(start, annotations));
            else
                AddIfRead(declarations, ParseDeclaration(start, annotations, "'entity', 'action', 'type' or 'namespace'", "namespace"));
        }

        return new SchemaSyntax(namespaces.ToEquatableArray(), declarations.ToEquatableArray()) { Span = new TextSpan(0, File.Text.Length) };
    }

    private SchemaNamespaceSyntax? ParseNamespace(int start, EquatableArray<AnnotationSyntax> annotations)
    {
        Advance();
        var name = ParseName("the name of the namespace");
        if (name is null || !TryConsume(TokenKind.OpenBrace, "'{'"))
        {
            RecoverDeclaration(depth: 0);
            return null;
        }

        var declarations = new List<SchemaDeclarationSyntax>();
        while (Current.Kind is not (TokenKind.CloseBrace or TokenKind.EndOfFile) && !Bag.IsFull)
        {
            ResetBrackets(braces: 1);
            var declarationStart = Current.Start;
            if (ParseAnnotations() is { } declarationAnnotations)
                AddIfRead(declarations, ParseDeclaration(declarationStart, declarationAnnotations, "'entity', 'action', 'type' or '}'"));
            else
                RecoverDeclaration(depth: 1);
        }

        TryConsume(TokenKind.CloseBrace, "'}' at the end of the namespace");
        if (Current.Kind == TokenKind.Semicolon)
        {
            Report(Current.Span, DiagnosticRules.SchemaSemicolonAfterNamespace);
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

    private bool Accept(TokenKind kind)
    {
        if (Current.Kind != kind)
            return false;
        Advance();
        return true;
    }

    private bool AcceptWord(string word)
    {
        if (!IsWord(word))
            return false;
        Advance();
        return true;
    }

    private T? Unexpected<T>(string expected)
        where T : class
    {
        ReportUnexpected(expected);
        return null;
    }

    private static bool IsClosing(TokenKind kind) => kind is TokenKind.CloseBrace or TokenKind.CloseBracket;

    /// <summary>
    /// Skips to the next ',' or closing bracket of the list that is <paramref name="depth"/> deep.
    /// False at a ';' or the end: the list itself is not closed, and the declaration is lost.
    /// </summary>
    private bool RecoverItem(int depth)
    {
        while (Current.Kind is not (TokenKind.Semicolon or TokenKind.EndOfFile))
        {
            if (OpenCount <= depth && (Current.Kind == TokenKind.Comma || IsClosing(Current.Kind)))
                return true;
            Advance();
        }

        return false;
    }

    /// <summary>
    /// Skips the rest of a declaration in a namespace (<paramref name="depth"/> 1) or outside (0): behind its ';', or before the namespace's '}', or before
    /// what looks like the next declaration.
    /// </summary>
    private void RecoverDeclaration(int depth)
    {
        while (Current.Kind != TokenKind.EndOfFile)
        {
            // A ';' stands nowhere but at the end of a declaration, whatever bracket was left open before it.
            if (Current.Kind == TokenKind.Semicolon)
            {
                Advance();
                return;
            }

            if (OpenCount <= depth && depth > 0 && Current.Kind == TokenKind.CloseBrace)
                return;
            if (OpenCount <= depth && LooksLikeDeclaration())
                return;
            Advance();
        }
    }

    private bool LooksLikeDeclaration() =>
        (Current.Kind == TokenKind.At || IsWord("entity") || IsWord("action") || IsWord("type") || IsWord("namespace")) && IsFirstOnLine();

    private bool IsFirstOnLine() => Previous.End == 0 || Text.IndexOfAny(LineEnds, Previous.End, Current.Start - Previous.End) >= 0;
}
