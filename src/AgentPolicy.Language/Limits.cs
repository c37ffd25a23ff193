namespace AgentPolicy.Language;

/// <summary>
/// The bounds that keep bad input harmless, in one place. Each is far above what real policies need, and has a diagnostic.
/// </summary>
internal static class Limits
{
    /// <summary>How deep parentheses, operators, member chains, sets, records and JSON may nest: protects every recursive pass and structural equality.</summary>
    public const int MaxNesting = 500;

    /// <summary>How deep JSON may nest that stands for syntax: there a type takes two levels for each of its own.</summary>
    public const int MaxJsonNesting = MaxNesting * 4;

    /// <summary>
    /// The characters of such JSON times how deep they may nest: .NET's parser looks for the start of everything that ends, past all that is in it. A megabyte may nest a thousand
    /// levels deep, the longest text sixty-four.
    /// </summary>
    public const int MaxJsonWork = 1024 * 1024 * 1024;

    /// <summary>The characters (UTF-16 code units) of one source file.</summary>
    public const int MaxSourceLength = 16 * 1024 * 1024;

    /// <summary>The policies of one set.</summary>
    public const int MaxPolicies = 100_000;

    /// <summary>The characters (UTF-16 code units) of one string literal, name or pattern.</summary>
    public const int MaxLiteralLength = 64 * 1024;

    /// <summary>The parts (elements, attributes and their names) of sets and records that one decision compares. A ten-megabyte argument has at most five million.</summary>
    public const int MaxComparedParts = 12_000_000;

    /// <summary>How many diagnostics one compilation reports, and how many violations one validation.</summary>
    public const int MaxDiagnostics = 1_000;

    /// <summary>The (entity, ancestor) pairs that an entity store or a schema's action groups may hold.</summary>
    public const int MaxHierarchySize = 20_000_000;

    /// <summary>
    /// The types and attributes of a resolved schema, a common type counted wherever it is named (a chain of them can double at each step), long names by their length.
    /// </summary>
    public const int MaxSchemaSize = 1_000_000;
}
