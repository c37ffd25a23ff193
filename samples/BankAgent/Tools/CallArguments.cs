using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace BankAgent.Tools;

/// <summary>
/// The arguments of a call that are known to be what the tool takes. The governed methods take their
/// values from here, and what they are given is what the policies decide on and what runs.
/// </summary>
internal sealed class CallArguments
{
    private CallArguments(JsonElement json) => Json = json;

    /// <summary>An object of the tool's arguments, each once and of its kind.</summary>
    public JsonElement Json { get; }

    /// <summary>Checks what a model gave against what the tool takes: on success there are arguments, otherwise a fault to tell the model.</summary>
    public static bool TryRead(BankTool tool, JsonElement json, [NotNullWhen(true)] out CallArguments? arguments, [NotNullWhen(false)] out string? fault)
    {
        fault = FindFault(tool, json);
        arguments = fault is null ? new CallArguments(json) : null;
        return arguments is not null;
    }

    public string Text(string name) => Json.GetProperty(name).GetString()!;

    public decimal Amount(string name) => Json.GetProperty(name).GetDecimal();

    public long Integer(string name) => Json.GetProperty(name).GetInt64();

    public bool Flag(string name) => Json.GetProperty(name).GetBoolean();

    public string? FindText(string name) => Find(name)?.GetString();

    public decimal? FindAmount(string name) => Find(name)?.GetDecimal();

    public long? FindInteger(string name) => Find(name)?.GetInt64();

    public bool? FindFlag(string name) => Find(name)?.GetBoolean();

    private static string? FindFault(BankTool tool, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
            return "The arguments are no JSON object.";
        var given = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in json.EnumerateObject())
        {
            if (FindParameter(tool, property) is not { } parameter)
                return "There is an argument that the tool does not take.";
            if (!given.Add(parameter.Name))
                return $"The argument '{parameter.Name}' stands twice.";
            if (!IsOfKind(property.Value, parameter))
                return $"The argument '{parameter.Name}' is of the wrong kind.";
        }

        var missing = Array.Find(tool.Parameters, parameter => !parameter.IsOptional && !given.Contains(parameter.Name));
        return missing is null ? null : $"The argument '{missing.Name}' is missing.";
    }

    private static ToolParameter? FindParameter(BankTool tool, JsonProperty property) =>
        IsText(() => property.Name) ? Array.Find(tool.Parameters, parameter => property.NameEquals(parameter.Name)) : null;

    private static bool IsOfKind(JsonElement value, ToolParameter parameter) => (parameter.Kind, value.ValueKind) switch
    {
        (_, JsonValueKind.Null) => parameter.IsNullable,
        (ParameterKind.Text, JsonValueKind.String) => IsText(value.GetString),
        (ParameterKind.Amount, JsonValueKind.Number) => value.TryGetDecimal(out _),
        (ParameterKind.Integer, JsonValueKind.Number) => value.TryGetInt64(out _),
        (ParameterKind.Flag, JsonValueKind.True or JsonValueKind.False) => true,
        _ => false,
    };

    /// <summary>JSON can escape half a surrogate pair, which is no text: reading it throws, and the call must be refused before the tool reads it.</summary>
    private static bool IsText(Func<string?> read)
    {
        try
        {
            return read() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private JsonElement? Find(string name) => Json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
