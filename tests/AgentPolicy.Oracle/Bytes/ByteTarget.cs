using System.Text.Json;

namespace AgentPolicy.Oracle.Bytes;

/// <summary>Something that reads a text from outside.</summary>
/// <param name="Name">What it is called in reports.</param>
/// <param name="Subject">What it reads, or null for a mere text.</param>
/// <param name="Read">Reads the text. Nothing may be thrown but a refusal.</param>
internal sealed record ByteTarget(string Name, Cases.Subject? Subject, Action<string> Read)
{
    private static readonly PolicySetOptions s_cedar = new() { ErrorMode = ErrorMode.Cedar };

    /// <summary>Entities and a context that the schema below lets in.</summary>
    public static readonly string[] ValidEntities =
    [
        """[{"uid":{"type":"User","id":"x"},"attrs":{"a":1,"b":"1.5","c":{"d":["10.0.0.1",{"fn":"ip","arg":"::1"}]}},"parents":[{"type":"Group","id":"x"}],"tags":{"t":"u"}}]""",
    ];

    public static readonly string[] ValidContexts = ["""{"a":-1,"b":{"__extn":{"fn":"decimal","arg":"1.5"}},"e":[{"type":"User","id":"x"},{"__entity":{"type":"User","id":"é"}}],"s":"t"}"""];

    private static readonly CedarSchema s_schema = CedarSchema.Parse(
        "entity User in [Group] { a: Long, b?: decimal, c: { d: Set<ipaddr> } } tags String; entity Group; entity Size enum [\"x\"]; action go appliesTo { principal: User, resource: Group, context: { a: Long, b?: decimal, e: Set<User>, s?: String } };");

    private static readonly EntityUid s_principal = new("User", "x");
    private static readonly EntityUid s_action = new("Action", "go");
    private static readonly EntityUid s_resource = new("Group", "x");

    // Whatever a context holds, all of it is read.
    private static readonly PolicyEngine s_reading = new(PolicySet.Parse(
        "forbid(principal, action, resource) when { context == {} || context.a == context.b || context has s.a || context.e.contains(context.s) }; permit(principal, action, resource) when { context.a < 1 || context.b.lessThan(context.b) };"));

    private static readonly PolicyEngine s_extensions = new(PolicySet.Parse(string.Join(
        '\n', new[] { "decimal(context.s).lessThan(decimal(\"1.0\"))", "ip(context.s).isInRange(ip(\"10.0.0.0/8\"))", "datetime(context.s).toDate() < datetime(context.s).offset(duration(\"1d\"))", "duration(context.s).toDays() < 1" }
            .Select(condition => $"permit(principal, action, resource) when {{ {condition} }};"))));

    public static readonly IReadOnlyList<ByteTarget> All =
    [
        new("policies", Cases.Subject.Policies, text => PolicySet.Parse(text)),
        new("policies, as Cedar", Cases.Subject.Policies, text => PolicySet.Parse(text, s_cedar).ToJson()),
        new("schema", Cases.Subject.Schema, text => CedarSchema.Parse(text).ToJson()),
        new("schema in JSON", Cases.Subject.SchemaJson, text => CedarSchema.ParseJson(text)),
        new("policies in JSON", Cases.Subject.PolicyJson, text => PolicySet.ParseJson(text, s_cedar)),
        new("entities", Cases.Subject.Entities, text => EntityStore.FromJson(text)),
        new("entities by a schema", Cases.Subject.Entities, text => EntityStore.FromJson(text, s_schema)),
        new("context", Cases.Subject.Context, text => PolicyRecord.FromCedarJson(text)),
        new("context by a schema", Cases.Subject.Context, text => PolicyRecord.FromCedarJson(text, s_schema, s_action)),
        new("context in place", Cases.Subject.Context, ReadInPlace),
        new("like", null, Match),
        new("extension functions", null, text => Decide(s_extensions, new Dictionary<string, object?> { ["s"] = text })),
    ];

    /// <summary>Whether it reads JSON.</summary>
    public bool IsJson => Subject is Cases.Subject.PolicyJson or Cases.Subject.SchemaJson or Cases.Subject.Entities or Cases.Subject.Context;

    /// <summary>Whether an exception is a refusal.</summary>
    public static bool IsRefusal(Exception exception) => exception is PolicySetException or FormatException || exception.GetType() == typeof(ArgumentException);

    private static void ReadInPlace(string text)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 2_000 });
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            // What is no JSON never gets as far as a request.
            return;
        }

        using (document)
            Decide(s_reading, document.RootElement);
    }

    private static void Match(string text)
    {
        // A quote would end the pattern and begin something else, which other targets do.
        var policies = PolicySet.Parse($"permit(principal, action, resource) when {{ context.s like \"{text.Replace("\"", "", StringComparison.Ordinal)}\" }};");
        Decide(new PolicyEngine(policies), new Dictionary<string, object?> { ["s"] = text });
        Decide(new PolicyEngine(policies), new Dictionary<string, object?> { ["s"] = text.Replace("*", "a", StringComparison.Ordinal) });
    }

    // A decision never throws; both ways of asking have one answer.
    private static void Decide(PolicyEngine engine, PolicyRecord context)
    {
        var request = new PolicyRequest(s_principal, s_action, s_resource, context);
        if (engine.Evaluate(request).Cause != engine.Explain(request).Decision.Cause)
            throw new InvalidOperationException("Evaluate and Explain differ.");
    }
}
