using AgentPolicy.Language.Syntax;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Binding;

/// <summary>What a name of the schema stands for: where it is declared, and in which namespace.</summary>
internal abstract class SchemaSymbol(SourceFile file, SchemaNamespaceSymbol container, SchemaLabelSyntax label)
{
    public SourceFile File { get; } = file;

    public SchemaNamespaceSymbol Namespace { get; } = container;

    public TextSpan Span { get; } = label.Span;

    public string Name { get; } = label.Text;

    public string Location => SchemaLocation.Describe(File, Span);

    public void Report(DiagnosticBag bag, DiagnosticRule rule, params object?[] args) => bag.Report(File, Span, rule, args);
}

internal sealed class EntityTypeSymbol(SourceFile file, SchemaNamespaceSymbol container, SchemaLabelSyntax label) : SchemaSymbol(file, container, label)
{
    private SchemaType.Entity? _type;

    public SchemaType.Entity Type => _type ??= new SchemaType.Entity(Namespace.Qualify(Name));
}

internal sealed class CommonTypeSymbol(SourceFile file, SchemaNamespaceSymbol container, SchemaCommonTypeSyntax syntax) : SchemaSymbol(file, container, syntax.Name)
{
    public SchemaCommonTypeSyntax Syntax { get; } = syntax;

    /// <summary>What it stands for; null until it is resolved, and for good where that failed, which then has been reported.</summary>
    public ResolvedType? Resolved { get; set; }
}

internal sealed class ActionSymbol(SourceFile file, SchemaNamespaceSymbol container, SchemaLabelSyntax label) : SchemaSymbol(file, container, label)
{
    public EntityUid Uid { get; } = new(container.ActionType, label.Text);
}

/// <summary>A namespace with what all files declare in it; the empty namespace's name is empty.</summary>
internal sealed class SchemaNamespaceSymbol(string name)
{
    public string Name { get; } = name;

    public Dictionary<string, EntityTypeSymbol> EntityTypes { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, CommonTypeSymbol> CommonTypes { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, ActionSymbol> Actions { get; } = new(StringComparer.Ordinal);

    public string ActionType { get; } = name.Length == 0 ? SchemaNames.Action : name + "::" + SchemaNames.Action;

    public string Qualify(string declared) => Name.Length == 0 ? declared : Name + "::" + declared;
}

/// <summary>The names that the language itself gives.</summary>
internal static class SchemaNames
{
    public const string Action = "Action";
    public const string Cedar = "__cedar";

    public static readonly string[] Extensions = ["datetime", "decimal", "duration", "ipaddr"];

    public static readonly string[] Builtins = ["Bool", "Long", "String", .. Extensions];

    private static readonly SchemaType.Bool Bool = new();
    private static readonly SchemaType.Long Long = new();
    private static readonly SchemaType.String String = new();
    private static readonly SchemaType.Extension DateTime = new(ExtensionTypeKind.DateTime);
    private static readonly SchemaType.Extension Decimal = new(ExtensionTypeKind.Decimal);
    private static readonly SchemaType.Extension Duration = new(ExtensionTypeKind.Duration);
    private static readonly SchemaType.Extension IpAddress = new(ExtensionTypeKind.IpAddress);

    public static SchemaType? Builtin(string name) => name switch
    {
        "Bool" => Bool,
        "Long" => Long,
        "String" => String,
        "datetime" => DateTime,
        "decimal" => Decimal,
        "duration" => Duration,
        "ipaddr" => IpAddress,
        _ => null,
    };

    /// <summary>Whether the schema's JSON form needs the name for itself, so that no common type may have it.</summary>
    public static bool IsReservedForCommonTypes(string name) =>
        name is "Bool" or "Boolean" or "Entity" or "Extension" or "Long" or "Record" or "Set" or "String";

    /// <summary>Whether <c>__cedar</c> is a part of the name.</summary>
    public static bool IsReserved(string path) => ("::" + path + "::").IndexOf("::" + Cedar + "::", StringComparison.Ordinal) >= 0;

    /// <summary>What somebody used to another language means, or null.</summary>
    public static string? FromOtherLanguages(string name) => name switch
    {
        "Boolean" or "boolean" => "Bool",
        "Int" or "int" or "Integer" or "integer" or "Number" or "number" => "Long",
        "Text" or "text" or "str" => "String",
        _ => null,
    };
}

internal static class SchemaLocation
{
    public static string Describe(SourceFile file, TextSpan span)
    {
        var (line, column) = file.GetLinePosition(span.Start);
        return FormattableString.Invariant($"{file.Path}({line},{column})");
    }
}
