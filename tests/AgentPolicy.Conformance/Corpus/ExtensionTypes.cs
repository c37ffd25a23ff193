using System.Text.Json;
using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Syntax;

namespace AgentPolicy.Conformance.Corpus;

/// <summary>Finds the extension types that the product does not have, in all that a test consists of.</summary>
internal static class ExtensionTypes
{
    /// <summary>By the functions and methods that policies call; an attribute of such a name is no use of the type.</summary>
    public static IEnumerable<string> UsedBy(PolicyFileSyntax policies) => policies.Policies
        .SelectMany(policy => policy.Conditions)
        .SelectMany(condition => SyntaxWalker.DescendantsAndSelf(condition.Body))
        .Select(expr => expr switch
        {
            FunctionCallSyntax call => OfFunction(call.Function),
            MethodCallSyntax call => OfFunction(call.Method),
            _ => null,
        })
        .OfType<string>();

    public static IEnumerable<string> UsedBy(SchemaModel schema) => schema.EntityTypes
        .SelectMany(type => type.Tags is null ? [type.Shape] : new[] { type.Shape, type.Tags })
        .Concat(schema.Actions.Select(action => action.Context))
        .SelectMany(UsedBy);

    /// <summary>By the functions of <c>__extn</c> escapes, at any depth.</summary>
    public static IEnumerable<string> UsedBy(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany(UsedBy),
        JsonValueKind.Object => json.EnumerateObject().SelectMany(UsedBy),
        _ => [],
    };

    private static IEnumerable<string> UsedBy(JsonProperty property)
    {
        var within = UsedBy(property.Value);
        var isEscape = property.NameEquals("__extn"u8) && property.Value.ValueKind == JsonValueKind.Object;
        if (!isEscape || !property.Value.TryGetProperty("fn"u8, out var function) || function.ValueKind != JsonValueKind.String)
            return within;
        return OfFunction(function.GetString()!) is { } type ? within.Prepend(type) : within;
    }

    private static IEnumerable<string> UsedBy(SchemaType type) => type switch
    {
        SchemaType.Set set => UsedBy(set.Element),
        SchemaType.Record record => record.Attributes.SelectMany(attribute => UsedBy(attribute.Type)),
        SchemaType.Extension { Kind: ExtensionTypeKind.IpAddress } => ["ipaddr"],
        SchemaType.Extension { Kind: ExtensionTypeKind.DateTime } => ["datetime"],
        SchemaType.Extension { Kind: ExtensionTypeKind.Duration } => ["duration"],
        _ => [],
    };

    private static string? OfFunction(string name) => name switch
    {
        "ip" or "isIpv4" or "isIpv6" or "isLoopback" or "isMulticast" or "isInRange" => "ipaddr",
        "datetime" or "offset" or "durationSince" or "toDate" or "toTime" => "datetime",
        "duration" or "toMilliseconds" or "toSeconds" or "toMinutes" or "toHours" or "toDays" => "duration",
        _ => null,
    };
}
