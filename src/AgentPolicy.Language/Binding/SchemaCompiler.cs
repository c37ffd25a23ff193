using AgentPolicy.Language.Syntax;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Binding;

/// <summary>From schema files to the schema: parse, then resolve.</summary>
internal static class SchemaCompiler
{
    /// <summary>The schema that the files make together, or null where one of them has an error, which has been reported.</summary>
    public static SchemaModel? Compile(IReadOnlyList<SourceFile> files, DiagnosticBag bag) => Compile(files, SchemaParser.Parse, bag);

    /// <inheritdoc cref="Compile(IReadOnlyList{SourceFile}, DiagnosticBag)"/>
    /// <param name="files">The files.</param>
    /// <param name="parse">Reads one, whichever syntax it is in.</param>
    /// <param name="bag">What diagnostics are reported to.</param>
    public static SchemaModel? Compile(IReadOnlyList<SourceFile> files, Func<SourceFile, DiagnosticBag, SchemaSyntax> parse, DiagnosticBag bag)
    {
        var errorsBefore = bag.Diagnostics.Count;
        var parsed = new List<(SourceFile, SchemaSyntax)>(files.Count);
        foreach (var file in files)
            parsed.Add((file, parse(file, bag)));
        if (HasNewErrors(bag, errorsBefore))
            return null;

        var schema = SchemaResolver.Resolve(parsed, bag);
        return HasNewErrors(bag, errorsBefore) ? null : schema;
    }

    // A full bag takes no more: whether there were errors here is then unknown, and must not be taken for none.
    private static bool HasNewErrors(DiagnosticBag bag, int before) => bag.IsFull || bag.Diagnostics.Count > before;
}
