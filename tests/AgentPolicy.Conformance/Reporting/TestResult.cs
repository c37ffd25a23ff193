namespace AgentPolicy.Conformance.Reporting;

/// <param name="HasPassed">Whether all its requests were answered as expected.</param>
/// <param name="Text">What differs; empty where it passed.</param>
/// <param name="RequestCount">How many requests were evaluated.</param>
internal readonly record struct TestResult(bool HasPassed, string Text, int RequestCount)
{
    public static TestResult Passed(int requestCount) => new(true, "", requestCount);

    public static TestResult Failed(string text, int requestCount = 0) => new(false, text, requestCount);
}
