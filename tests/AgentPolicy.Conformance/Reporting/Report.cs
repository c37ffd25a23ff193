namespace AgentPolicy.Conformance.Reporting;

/// <summary>Counts results and prints what failed. Not thread-safe.</summary>
internal sealed class Report(TextWriter output)
{
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
        output.WriteLine($"{input}: {results.Count} tests ran, with {results.Sum(result => result.RequestCount)} requests");
    }

    public void AddUnusable(string input, string reason)
    {
        _hasUnusableInput = true;
        output.WriteLine($"{input}: cannot be used: {reason}");
    }

    public void WriteSummary()
    {
        if (_passed + _failed == 0)
            output.WriteLine("Nothing was run, which counts as a failure.");
        output.WriteLine(
            "Compared: decisions, reasons, errors, and that valid requests and entities pass validation. Not compared: policy validation (shouldValidate), which is not built.");

        // Nothing is ever skipped; whoever reads the line is told so.
        output.WriteLine($"{_passed} passed, {_failed} failed, 0 skipped");
    }

    private void Add(TestResult result)
    {
        if (result.HasPassed)
        {
            _passed++;
            return;
        }

        _failed++;
        output.WriteLine(result.Text);
    }
}
