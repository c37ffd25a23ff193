using System.Text.Json;
using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Syntax;

namespace AgentPolicy.Conformance.Corpus;

/// <summary>Why a test cannot be run: it uses an extension type that the product does not have. Nothing else is a reason.</summary>
internal static class SkipReason
{
    /// <summary>The first place that is a reason, with the types used there; null where the test can be run.</summary>
    public static string? Of(PolicyFileSyntax policies, SchemaModel schema, JsonElement entities, IEnumerable<JsonElement> requests) =>
        Of("policies use", ExtensionTypes.UsedBy(policies))
        ?? Of("schema uses", ExtensionTypes.UsedBy(schema))
        ?? Of("entities use", ExtensionTypes.UsedBy(entities))
        ?? Of("contexts use", requests.SelectMany(request => ExtensionTypes.UsedBy(TestJson.Required(request, "context"))));

    private static string? Of(string place, IEnumerable<string> types)
    {
        var names = types.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        return names.Length == 0 ? null : $"the {place} {string.Join(", ", names)}, not supported";
    }
}
