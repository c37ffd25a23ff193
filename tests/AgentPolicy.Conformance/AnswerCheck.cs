namespace AgentPolicy.Conformance;

/// <summary>Asks every back end both ways and says how the answers differ from the reference engine's, and from each other.</summary>
internal static class AnswerCheck
{
    public static List<string> Differences((string Name, IPolicyEngine Engine)[] engines, in PolicyRequest request, ExpectedAnswer expected)
    {
        var differences = new List<string>();
        foreach (var (name, engine) in engines)
            differences.AddRange(Differences(engine, request, expected).Select(difference => $"{name}: {difference}"));
        for (var i = 1; i < engines.Length; i++)
        {
            var (first, other) = (Describe(engines[0].Engine.Explain(request)), Describe(engines[i].Engine.Explain(request)));
            if (!string.Equals(first, other, StringComparison.Ordinal))
                differences.Add($"the {engines[0].Name} back end answers '{first}', the {engines[i].Name} one '{other}'");
        }

        return differences;
    }

    private static List<string> Differences(IPolicyEngine engine, in PolicyRequest request, ExpectedAnswer expected)
    {
        var explained = engine.Explain(request);
        var decided = engine.Evaluate(request);
        var differences = new List<string>();

        // Such a request is denied, which may by chance be the expected decision.
        if (explained.Decision.Cause is DecisionCause.UnusableInput or DecisionCause.NoDecision)
            differences.Add($"the request was not evaluated: {explained.Decision.Message}");
        if (explained.Decision.IsAllowed != expected.IsAllowed)
            differences.Add($"decision: expected {Name(expected.IsAllowed)}, got {Name(explained.Decision.IsAllowed)}: {explained.Decision.Message}");
        Compare("reason", expected.Reason, explained.DeterminingPolicies.Select(policy => policy.PositionalId), differences);
        Compare("errors", expected.Errors, explained.Errors.Select(error => error.Policy.PositionalId), differences);
        if (differences.Count > 0)
            differences.AddRange(explained.Errors.Select(error => $"error in {error.Policy.PositionalId}: {error.Message}"));
        if (!IsSame(decided, explained.Decision))
            differences.Add($"Evaluate answers '{Describe(decided)}', Explain '{Describe(explained.Decision)}'");
        return differences;
    }

    private static void Compare(string what, IReadOnlySet<string>? expected, IEnumerable<string> actual, List<string> differences)
    {
        var ids = actual.ToHashSet(StringComparer.Ordinal);
        if (expected is not null && !expected.SetEquals(ids))
            differences.Add($"{what}: expected [{Join(expected)}], got [{Join(ids)}]");
    }

    private static bool IsSame(in PolicyDecision left, in PolicyDecision right) =>
        left.Cause == right.Cause && left.Policy == right.Policy && left.Error.Kind == right.Error.Kind && left.Error.Policy == right.Error.Policy;

    private static string Describe(PolicyExplanation explanation) =>
        $"{Describe(explanation.Decision)} [{string.Join(", ", explanation.DeterminingPolicies.Select(policy => policy.PositionalId))}] {string.Join(", ", explanation.Errors)}";

    private static string Describe(in PolicyDecision decision) => $"{decision.Cause} by '{decision.Policy.PositionalId}': {decision.Message}";

    private static string Name(bool isAllowed) => isAllowed ? "allow" : "deny";

    private static string Join(IEnumerable<string> ids) => string.Join(", ", ids.Order(StringComparer.Ordinal));
}
