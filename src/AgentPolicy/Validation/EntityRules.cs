using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Syntax;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Validation;

/// <summary>What a schema says of an entity by its name alone.</summary>
internal static class EntityRules
{
    /// <summary>How many names a message lists.</summary>
    public const int MostNames = 5;

    // A suggestion need not be sought among any number of names, and is sought for each of many violations.
    private const int MaxCandidates = 2_000;

    /// <summary>Whether the schema lists the entities of this type, and this one not among them; or declares actions, and this one not among them.</summary>
    public static bool IsUnlisted(SchemaModel schema, EntityUid uid) =>
        IsAction(uid.Type) ? schema.FindAction(uid) is null : IsUnlistedInEnum(schema, uid);

    /// <summary>Whether the type is an enum without this id. Allocates nothing.</summary>
    public static bool IsUnlistedInEnum(SchemaModel schema, EntityUid uid) => schema.FindEnum(uid.Type) is { } type && !Contains(type.EnumIds.AsSpan(), uid.Id);

    /// <summary>Whether a sorted list has this name. Allocates nothing.</summary>
    public static bool Contains(ReadOnlySpan<string> sorted, string name) => sorted.BinarySearch(name, StringComparer.Ordinal) >= 0;

    public static bool IsAction(string type) => type == SchemaNames.Action || type.EndsWith("::" + SchemaNames.Action, StringComparison.Ordinal);

    /// <summary>Why an entity is unlisted. The id is not shown: it may come from the request.</summary>
    public static string DescribeUnlisted(SchemaModel schema, EntityUid uid) => schema.FindEnum(uid.Type) is { EnumIds: var ids }
        ? $"this is none of the entities that the schema lists for {Excerpt.Shorten(uid.Type)}: {List(ids.Select(CedarText.Quote))}"
        : $"the schema declares no action of this id and type; it declares {List(schema.Actions.Select(action => action.Uid.ToString()))}";

    /// <summary>The end of a message that offers the nearest of the names, if any is near.</summary>
    public static string DidYouMean(string word, IEnumerable<string> names) => Suggestion.DidYouMean(word, names.Take(MaxCandidates));

    /// <summary>The first of the names.</summary>
    public static string List(IEnumerable<string> names)
    {
        var shown = names.Take(MostNames + 1).Select(Excerpt.Shorten).ToList();
        return shown.Count == 0 ? "none" : string.Join(", ", shown.Take(MostNames)) + (shown.Count > MostNames ? ", …" : "");
    }
}
