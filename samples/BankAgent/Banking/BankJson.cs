using System.Text.Json;
using System.Text.Json.Serialization;

namespace BankAgent.Banking;

/// <summary>The bank's JSON: names in snake case; unknown, missing or repeated ones are errors.</summary>
internal static class BankJson
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
    };

    public static T ReadFile<T>(string path)
        where T : class
    {
        using var file = File.OpenRead(path);
        return JsonSerializer.Deserialize<T>(file, s_options) ?? throw new InvalidDataException($"'{path}' holds nothing.");
    }

    public static string Write(object value) => JsonSerializer.Serialize(value, s_options);
}
