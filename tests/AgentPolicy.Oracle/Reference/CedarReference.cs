using System.Text.Json;
using AgentPolicy.Conformance;
using AgentPolicy.Oracle.Generation;

namespace AgentPolicy.Oracle.Reference;

/// <summary>What the reference engine says of policies, schemas, entities, contexts and requests.</summary>
internal sealed class CedarReference(ReferenceModule module) : IDisposable
{
    private const string Name = "case";

    private readonly ReferenceEngine _engine = new(module);
    private string? _policies;
    private string? _schema;
    private int _generation = -1;

    /// <summary>Whether the policies are accepted; they are those that are asked from now on.</summary>
    /// <param name="json">A policy set, whose policies may be texts.</param>
    public Verdict TakePolicies(string json) => Take("preparsePolicySet", json, ref _policies);

    /// <summary>Whether the schema is accepted; it is the one by which requests are read from now on, null for none.</summary>
    public Verdict TakeSchema(string? text) => text is null ? Leave(ref _schema) : Take("preparseSchema", Quoting.Json(text), ref _schema);

    public Verdict CheckSchema(string text) => Judge("checkParseSchema", Quoting.Json(text));

    public Verdict CheckSchemaJson(string json) => Judge("checkParseSchema", json);

    /// <param name="schema">The schema's text, or null for none.</param>
    public Verdict CheckEntities(string json, string? schema) => Judge("checkParseEntities", $"{{\"schema\":{(schema is null ? "null" : Quoting.Json(schema))},\"entities\":{json}}}");

    /// <summary>
    /// The answer to a request, or why there is none: where policies and entities are acceptable, it is the context that is not. (What is exported as <c>checkParseContext</c>
    /// validates too, which reading a request does not.)
    /// </summary>
    public (ExpectedAnswer? Answer, string Failure) Ask(RequestText request, string entities, bool validate)
    {
        _engine.Renew();
        if (_generation != _engine.Generation)
            Keep();
        var schema = _schema is null ? "" : $"\"preparsedSchemaName\":\"{Name}\",";
        var call =
            $"{{\"principal\":{Uid(request.Principal)},\"action\":{Uid(request.Action)},\"resource\":{Uid(request.Resource)},\"context\":{request.Context},{schema}\"validateRequest\":{(validate ? "true" : "false")},\"preparsedPolicySetId\":\"{Name}\",\"entities\":{entities}}}";
        string json;
        try
        {
            json = _engine.Call("statefulIsAuthorized", call);
        }
        catch (ReferenceException exception) when (exception.IsRefusal)
        {
            return (null, exception.Message);
        }

        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        if (!root.GetProperty("type").ValueEquals("success"))
            return (null, Messages(root));
        var response = root.GetProperty("response");
        var diagnostics = response.GetProperty("diagnostics");
        var reason = diagnostics.GetProperty("reason").EnumerateArray().Select(id => id.GetString()!).ToHashSet(StringComparer.Ordinal);
        var errors = diagnostics.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("policyId").GetString()!).ToHashSet(StringComparer.Ordinal);
        return (new ExpectedAnswer(response.GetProperty("decision").ValueEquals("allow"), reason, errors), "");
    }

    public void Dispose() => _engine.Dispose();

    private static string Uid(EntityUid uid) => Quoting.JsonUid(uid.Type, uid.Id);

    private Verdict Take(string function, string json, ref string? kept)
    {
        var verdict = Judge(() => _engine.Call(function, Name, json));
        kept = verdict.IsAccepted ? json : null;
        return verdict;
    }

    private static Verdict Leave(ref string? kept)
    {
        kept = null;
        return Verdict.Accepted;
    }

    // An instance has only what it was told.
    private void Keep()
    {
        if (_schema is not null)
            Require(_engine.Call("preparseSchema", Name, _schema));
        Require(_engine.Call("preparsePolicySet", Name, _policies!));
        _generation = _engine.Generation;
    }

    private static void Require(string answer)
    {
        if (Judge(answer) is { IsAccepted: false } refused)
            throw new InvalidOperationException($"The reference engine does not keep what it accepted: {refused.Message}");
    }

    private Verdict Judge(string function, string json) => Judge(() => _engine.Call(function, json));

    private static Verdict Judge(Func<string> call)
    {
        try
        {
            return Judge(call());
        }
        catch (ReferenceException exception) when (exception.IsRefusal)
        {
            return Verdict.Rejected(exception.Message);
        }
    }

    private static Verdict Judge(string answer)
    {
        using var document = JsonDocument.Parse(answer);
        return document.RootElement.GetProperty("type").ValueEquals("success") ? Verdict.Accepted : Verdict.Rejected(Messages(document.RootElement));
    }

    private static string Messages(JsonElement failure) => string.Join("; ", failure.GetProperty("errors").EnumerateArray().Select(Message));

    private static string Message(JsonElement error) => string.Join(": ", error.GetProperty("message").GetString(), string.Join(", ", Labels(error).Where(label => !string.IsNullOrEmpty(label)))).TrimEnd(':', ' ');

    private static IEnumerable<string?> Labels(JsonElement error) =>
        error.TryGetProperty("sourceLocations", out var places) ? places.EnumerateArray().Select(place => place.TryGetProperty("label", out var label) ? label.GetString() : null) : [];
}
