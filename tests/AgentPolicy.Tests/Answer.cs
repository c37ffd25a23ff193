using System.Text.Json;

namespace AgentPolicy.Tests;

/// <summary>What a condition answers on a context: <c>true</c>, <c>false</c>, the kind of its error, or <c>Unusable</c> and the kind where the request itself is refused.</summary>
internal static class Answer
{
    public static readonly EntityUid Principal = new("Agent", "assistant");
    public static readonly EntityUid Action = new("Action", "act");
    public static readonly EntityUid Resource = new("Tool", "bank");

    public static string OfJson(string condition, string json, CedarSchema? schema = null, ErrorMode mode = ErrorMode.FailClosed) => Of(condition, Json(json), schema, mode);

    public static string OfValue(string condition, object? value, CedarSchema? schema = null) => Of(condition, new Dictionary<string, object?> { ["v"] = value }, schema);

    public static string Of(string condition, PolicyRecord context, CedarSchema? schema = null, ErrorMode mode = ErrorMode.FailClosed, EntityStore? entities = null, EntityStore? overlay = null) =>
        Asking(condition, context, schema, mode, entities, overlay)();

    /// <summary>
    /// Asks a permit and a forbid, by <c>Evaluate</c> and <c>Explain</c>, and makes sure that they agree; an error lets nothing through. The policies are compiled
    /// at once, the question is asked when the result is called.
    /// </summary>
    public static Func<string> Asking(
        string condition, PolicyRecord context, CedarSchema? schema = null, ErrorMode mode = ErrorMode.FailClosed, EntityStore? entities = null, EntityStore? overlay = null)
    {
        var options = new PolicySetOptions { Schema = schema, ErrorMode = mode };
        var request = new PolicyRequest(Principal, Action, Resource, context, overlay);
        var permitting = new PolicyEngine(PolicySet.Parse($"permit(principal, action, resource) when {{ {condition} }};", options), entities);
        var forbidding = new PolicyEngine(PolicySet.Parse($"permit(principal, action, resource); forbid(principal, action, resource) when {{ {condition} }};", options), entities);
        return () => Describe(Decide(permitting, request), Decide(forbidding, request), mode);
    }

    private static string Describe(PolicyDecision permit, PolicyDecision forbid, ErrorMode mode)
    {
        if (permit.Cause == DecisionCause.UnusableInput)
        {
            Assert.Equal(DecisionCause.UnusableInput, forbid.Cause);
            return "Unusable" + permit.Error.Kind;
        }

        if (permit.IsAllowed)
        {
            Assert.Equal(DecisionCause.Forbidden, forbid.Cause);
            return "true";
        }

        var errs = permit.Error.Kind != PolicyErrorKind.None;
        Assert.Equal(errs && mode == ErrorMode.FailClosed ? DecisionCause.ForbidFailed : DecisionCause.Permitted, forbid.Cause);
        return errs ? permit.Error.Kind.ToString() : "false";
    }

    public static PolicyEngine Engine(string condition) => new(PolicySet.Parse($"permit(principal, action, resource) when {{ {condition} }};"));

    public static PolicyRequest Request(PolicyRecord context) => new(Principal, Action, Resource, context);

    /// <summary>Parses with no limit of its own to the nesting.</summary>
    public static JsonElement Json(string json) => JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 10_000 }).RootElement;

    /// <summary>Runs on a thread with this much stack, where an overflow would end the process.</summary>
    public static T OnStack<T>(int size, Func<T> function)
    {
        var result = default(T)!;
        var failure = default(Exception);
        var thread = new Thread(() => failure = Record.Exception(() => result = function()), size);
        thread.Start();
        thread.Join();
        Assert.Null(failure);
        return result;
    }

    private static PolicyDecision Decide(PolicyEngine engine, PolicyRequest request)
    {
        var decision = engine.Evaluate(request);
        var explained = engine.Explain(request).Decision;
        Assert.Equal((decision.Cause, decision.Error.Kind), (explained.Cause, explained.Error.Kind));
        return decision;
    }
}
