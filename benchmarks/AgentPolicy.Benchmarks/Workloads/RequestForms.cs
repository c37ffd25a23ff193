using System.Text.Json;

namespace AgentPolicy.Benchmarks.Workloads;

/// <summary>The forms that a request comes in.</summary>
internal static class RequestForms
{
    /// <summary>The name of an attribute in Cedar.</summary>
    public static string CedarName(Input attribute) => char.ToLowerInvariant(attribute.Name[0]) + attribute.Name[1..];

    /// <summary>The resource of a call.</summary>
    public static EntityUid Resource(Tool tool, IReadOnlyList<object?> inputs)
    {
        if (tool.Resource is not { } resource)
            return new EntityUid("Tool", "Tools");
        var index = tool.Inputs.TakeWhile(input => input.Name != resource.Input).Count();
        return new EntityUid(resource.Type, (string)inputs[index]!);
    }

    /// <summary>The context that a governed call makes of its arguments, as dictionaries.</summary>
    public static Dictionary<string, object?> Context(IReadOnlyList<Input> inputs, IReadOnlyList<object?> values)
    {
        var input = new Dictionary<string, object?>(StringComparer.Ordinal);
        for (var i = 0; i < inputs.Count; i++)
            if (values[i] is { } value)
                input.Add(inputs[i].Name, value);
        return new Dictionary<string, object?>(StringComparer.Ordinal) { ["input"] = input };
    }

    /// <summary>Whether JSON can say it where there is no schema: times are texts there.</summary>
    public static bool HasJson(IReadOnlyList<object?> values) => !values.Any(value => value is DateTimeOffset or TimeSpan);

    /// <summary>The same as JSON.</summary>
    public static JsonElement Json(IReadOnlyList<Input> inputs, IReadOnlyList<object?> values)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("input");
            for (var i = 0; i < inputs.Count; i++)
                if (values[i] is { } value)
                    Write(writer, inputs[i].Name, value);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return JsonElement.Parse(stream.ToArray());
    }

    /// <summary>A record of dictionaries as JSON.</summary>
    public static JsonElement Json(Dictionary<string, object?> record)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            Write(writer, record);
        return JsonElement.Parse(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, Dictionary<string, object?> record)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in record)
            if (value is not null)
                Write(writer, name, value);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, object value)
    {
        writer.WritePropertyName(name);
        switch (value)
        {
            case Dictionary<string, object?> record: Write(writer, record); break;
            // A fraction, so that it is no Long where nothing says its type.
            case decimal number: writer.WriteRawValue(number.ToString("0.0###", System.Globalization.CultureInfo.InvariantCulture)); break;
            case DateTimeOffset time: writer.WriteStringValue(time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture)); break;
            case TimeSpan time: writer.WriteStringValue(FormattableString.Invariant($"{(long)time.TotalMilliseconds}ms")); break;
            default: JsonSerializer.Serialize(writer, value, value.GetType()); break;
        }
    }
}
