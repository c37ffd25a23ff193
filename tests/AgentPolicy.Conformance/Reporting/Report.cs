namespace AgentPolicy.Conformance.Reporting;

/// <summary>Counts results and prints what failed. Not thread-safe.</summary>
internal sealed class Report(TextWriter output)
{
    private readonly SortedDictionary<string, int> _skips = new(StringComparer.Ordinal);
    private int _passed;
    private int _failed;
    private bool _hasUnusableInput;

    public bool IsSuccess => _failed == 0 && _passed > 0 && !_hasUnusableInput;

    /// <summary>Takes the results of one input, a corpus or a workload.</summary>
    public void Add(string input, IReadOnlyList<TestResult> results)
    {
        // An input without tests would otherwise be a check that cannot fail.
        if (results.Count == 0)
        {
            AddUnusable(input, "it holds no tests");
            return;
        }

        foreach (var result in results)
            Add(result);
        var ran = results.Count(result => result.Outcome != TestOutcome.Skipped);
        output.WriteLine($"{input}: {ran} of {results.Count} tests ran, with {results.Sum(result => result.RequestCount)} requests");
    }

    public void AddUnusable(string input, string reason)
    {
        _hasUnusableInput = true;
        output.WriteLine($"{input}: cannot be used: {reason}");
    }

    public void WriteSummary()
    {
        foreach (var (reason, count) in _skips)
            output.WriteLine($"skipped {count}: {reason}");
        if (_passed + _failed == 0)
            output.WriteLine("Nothing was run, which counts as a failure.");
        output.WriteLine(
            "Compared: decisions, reasons, errors, and that valid requests and entities pass validation. Not compared: policy validation (shouldValidate), which is not built.");
        output.WriteLine($"{_passed} passed, {_failed} failed, {_skips.Values.Sum()} skipped");
    }

    private void Add(TestResult result)
    {
        switch (result.Outcome)
        {
            case TestOutcome.Passed:
                _passed++;
                break;
            case TestOutcome.Failed:
                _failed++;
                output.WriteLine(result.Text);
                break;
            default:
                _skips[result.Text] = _skips.GetValueOrDefault(result.Text) + 1;
                break;
        }
    }
}
