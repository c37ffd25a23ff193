using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Syntax;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Validation;

/// <summary>What a schema says of an entity by its name alone.</summary>
internal static class EntityRules
{
    private const int MostNames = 5;

    /// <summary>Whether the schema lists the entities of this type, and this one not among them; or declares actions, and this one not among them.</summary>
    public static bool IsUnlisted(SchemaModel schema, EntityUid uid) =>
        IsAction(uid.Type) ? schema.FindAction(uid) is null : schema.FindEntityType(uid.Type) is { } type && IsUnlisted(type, uid.Id);

    /// <summary>Whether the type is an enum without this id. Allocates nothing.</summary>
    public static bool IsUnlisted(SchemaEntityType type, string id) => !type.EnumIds.IsEmpty && !Contains(type.EnumIds.AsSpan(), id);

    /// <summary>Whether a sorted list has this name. Allocates nothing.</summary>
    public static bool Contains(ReadOnlySpan<string> sorted, string name) => sorted.BinarySearch(name, StringComparer.Ordinal) >= 0;

    public static bool IsAction(string type) => type == SchemaNames.Action || type.EndsWith("::" + SchemaNames.Action, StringComparison.Ordinal);

    /// <summary>Why an entity is unlisted. The id is not shown: it may come from the request.</summary>
    public static string DescribeUnlisted(SchemaModel schema, EntityUid uid) => schema.FindEntityType(uid.Type) is { EnumIds: { IsEmpty: false } ids }
        ? $"this is none of the entities that the schema lists for {Excerpt.Shorten(uid.Type)}: {List(ids.Select(CedarText.Quote))}"
        : $"the schema declares no action of this id and type; it declares {List(schema.Actions.Select(action => action.Uid.ToString()))}";

    public static string List(IEnumerable<string> names)
    {
        var shown = names.Take(MostNames + 1).Select(Excerpt.Shorten).ToList();
        return shown.Count == 0 ? "none" : string.Join(", ", shown.Take(MostNames)) + (shown.Count > MostNames ? ", …" : "");
    }
}
