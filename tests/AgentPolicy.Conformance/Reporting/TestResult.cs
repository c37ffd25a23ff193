namespace AgentPolicy.Conformance.Reporting;

internal enum TestOutcome
{
    Passed,
    Failed,
    Skipped,
}

/// <param name="Text">What differs, or why the test was skipped; empty where it passed.</param>
/// <param name="RequestCount">How many requests were evaluated.</param>
internal readonly record struct TestResult(TestOutcome Outcome, string Text, int RequestCount)
{
    public static TestResult Passed(int requestCount) => new(TestOutcome.Passed, "", requestCount);

    public static TestResult Failed(string text, int requestCount = 0) => new(TestOutcome.Failed, text, requestCount);

    public static TestResult Skipped(string reason) => new(TestOutcome.Skipped, reason, 0);
}
