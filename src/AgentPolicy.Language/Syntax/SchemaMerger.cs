using AgentPolicy.Language.Collections;

namespace AgentPolicy.Language.Syntax;

/// <summary>Makes one file of a schema's files: a namespace that several declare something in stands there once, with the declarations of all.</summary>
internal static class SchemaMerger
{
    public static SchemaSyntax Merge(IReadOnlyList<SchemaSyntax> files)
    {
        if (files.Count == 1)
            return files[0];
        var outside = new List<SchemaDeclarationSyntax>();
        var indexes = new Dictionary<string, int>(StringComparer.Ordinal);
        var groups = new List<List<SchemaNamespaceSyntax>>();
        foreach (var file in files)
        {
            outside.AddRange(file.Declarations);
            foreach (var declared in file.Namespaces)
            {
                if (!indexes.TryGetValue(declared.Name.FullName, out var index))
                {
                    index = groups.Count;
                    indexes.Add(declared.Name.FullName, index);
                    groups.Add([]);
                }

                groups[index].Add(declared);
            }
        }

        return new SchemaSyntax(groups.Select(Merge).ToEquatableArray(), outside.ToEquatableArray());
    }

    // Of annotations of one name the first is kept: none of them has a meaning in the language, and none can stand twice.
    private static SchemaNamespaceSyntax Merge(List<SchemaNamespaceSyntax> parts) => new(
        parts.SelectMany(part => part.Annotations).GroupBy(annotation => annotation.Name, StringComparer.Ordinal).Select(same => same.First()).ToEquatableArray(),
        parts[0].Name,
        parts.SelectMany(part => part.Declarations).ToEquatableArray());
}
