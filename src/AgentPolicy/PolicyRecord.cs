using System.Text.Json;
using AgentPolicy.Json;
using AgentPolicy.Language;
using AgentPolicy.Language.Binding;
using AgentPolicy.Records;

namespace AgentPolicy;

/// <summary>
/// A record of the caller's, read in place: a dictionary, a JSON object, or an object that implements <see cref="IPolicyRecord"/>. The default value is empty.
/// What is wrapped must not change while a decision runs.
/// </summary>
/// <remarks>How .NET values are read as Cedar values: see <see cref="PolicyScratch.Read(object?)"/>.</remarks>
public readonly struct PolicyRecord
{
    private readonly object? _source;
    private readonly JsonElement _json;

    private PolicyRecord(object source) => _source = source;

    private PolicyRecord(JsonElement json) => _json = json;

    internal bool IsJson => _json.ValueKind != JsonValueKind.Undefined;

    internal JsonElement Json => _json;

    /// <summary>A dictionary, an <see cref="IPolicyRecord"/> or a <see cref="RecordValue"/>; null for an empty record and for JSON.</summary>
    internal object? Source => _source;

    /// <summary>Wraps a dictionary.</summary>
    public static implicit operator PolicyRecord(Dictionary<string, object?> attributes) => From(attributes);

    /// <summary>Wraps a JSON object.</summary>
    public static implicit operator PolicyRecord(JsonElement json) => From(json);

    /// <summary>Wraps a dictionary, which must compare its keys ordinally: with any other comparer a policy's <c>amount</c> could be another key's value.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="attributes"/> is null.</exception>
    /// <exception cref="ArgumentException">The dictionary is known to compare keys in another way than ordinally.</exception>
    public static PolicyRecord From(IReadOnlyDictionary<string, object?> attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        if (!KeyComparers.AreOrdinal(attributes))
            throw new ArgumentException("The dictionary compares its keys in another way than ordinally; use StringComparer.Ordinal.", nameof(attributes));
        return new PolicyRecord(attributes);
    }

    /// <summary>
    /// Wraps a JSON object. A request whose context is JSON of another kind is denied. A key that stands twice is an error wherever a policy reads it.
    /// </summary>
    /// <remarks>
    /// So is one that differs from the name a policy reads in nothing but upper and lower case (in <see cref="ErrorMode.Cedar"/> it is another attribute): whoever runs the call may
    /// well bind either, as <see cref="JsonSerializerOptions.Web"/> does.
    /// </remarks>
    /// <exception cref="ArgumentException"><paramref name="json"/> is the default value, which is no JSON.</exception>
    public static PolicyRecord From(JsonElement json) => json.ValueKind == JsonValueKind.Undefined
        ? throw new ArgumentException("An undefined JsonElement is no JSON object.", nameof(json))
        : new PolicyRecord(json);

    /// <summary>Wraps an object that policies can read. (A struct is boxed here; <see cref="PolicyRequest{TContext}"/> does not box.)</summary>
    /// <exception cref="ArgumentNullException"><paramref name="record"/> is null.</exception>
    public static PolicyRecord From(IPolicyRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return new PolicyRecord(record);
    }

    /// <summary>Reads a context from Cedar's JSON, once, into a record of its own: no nulls, no fractions, <c>__entity</c> and <c>__extn</c> for what JSON has no form for.</summary>
    /// <param name="json">The JSON text, an object.</param>
    /// <param name="schema">Where given, the context is read by the type it has for <paramref name="action"/>: short forms are allowed, missing or further attributes are not. Whether each
    /// value is of its type, Cedar checks where a request is validated; an engine whose mode is <see cref="ErrorMode.FailClosed"/> where a rule reads the value.</param>
    /// <param name="action">The action that the context is for.</param>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="ArgumentException">The schema has no such action.</exception>
    /// <exception cref="FormatException">The JSON is malformed, has a key twice, is no object, or is not as the schema says; the message says where.</exception>
    /// <remarks>Source: Cedar language specification, "Entities and context syntax".</remarks>
    public static PolicyRecord FromCedarJson(string json, CedarSchema? schema = null, EntityUid action = default)
    {
        ArgumentNullException.ThrowIfNull(json);
        var type = schema is null
            ? null
            : schema.Model.FindAction(action)?.Context ?? throw new ArgumentException($"The schema has no action {action}.", nameof(action));
        return new PolicyRecord(new CedarJsonReader(schema?.Model).ReadContext(json, type));
    }
}
