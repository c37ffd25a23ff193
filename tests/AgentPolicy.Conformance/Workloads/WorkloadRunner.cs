using System.Text.Json;
using AgentPolicy.Conformance.Reporting;

namespace AgentPolicy.Conformance.Workloads;

/// <summary>Runs the requests of a workload file; every request counts as a test.</summary>
internal static class WorkloadRunner
{
    public static void Run(FileInfo file, EngineKind engine, Report report)
    {
        var name = Path.Combine(file.Directory?.Name ?? "", file.Name);
        try
        {
            using var json = TestJson.Parse(File.ReadAllText(file.FullName));
            report.Add(name, Run(name, Open(json.RootElement), engine));
        }
        catch (Exception exception)
        {
            // Whatever a file runs into is that file's failure; the others are run all the same.
            report.AddUnusable(name, $"{exception.GetType().Name}: {exception.Message}");
        }
    }

    private static Workload Open(JsonElement json)
    {
        var requests = TestJson.Required(json, "requests");
        return requests.GetArrayLength() > 0 && requests[0].TryGetProperty("agent"u8, out _) ? new ToolCallWorkload(json) : new CedarWorkload(json);
    }

    private static TestResult[] Run(string name, Workload workload, EngineKind engine)
    {
        using var backEnds = new BackEnds(engine, [workload.Source]);
        var engines = backEnds.SetsOf(0).Select(set => (set.Name, (IPolicyEngine)new PolicyEngine(set.Policies, workload.Entities))).ToArray();
        return [.. workload.Requests.Select((request, index) => Run($"{name} request {index}", workload, engines, index, request))];
    }

    private static TestResult Run(string name, Workload workload, (string, IPolicyEngine)[] engines, int index, JsonElement request)
    {
        try
        {
            var differences = AnswerCheck.Differences(engines, workload.ReadRequest(request), workload.ReadAnswer(request));
            return differences.Count == 0
                ? TestResult.Passed(1)
                : TestResult.Failed(FailureText.Of(name, workload.Policies, [FailureText.OfRequest(index, request, differences)]), 1);
        }
        catch (Exception exception)
        {
            return TestResult.Failed(FailureText.Of(name, workload.Policies, exception));
        }
    }
}
