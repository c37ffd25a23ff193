using AgentPolicy.Benchmarks.Gate;
using AgentPolicy.Benchmarks.Workloads;

namespace AgentPolicy.Benchmarks.Tests.Gate;

public sealed class OwnGateTests : IDisposable
{
    private const string Pay = """permit (principal == Agent::"a", action == Action::"pay", resource) when { context.amount < 100 };""";
    private const string Fits = """{"principal": {"type": "Agent", "id": "a"}, "action": {"type": "Action", "id": "pay"}, "resource": {"type": "Tool", "id": "t"}, "context": {"amount": 5}, "decision": "allow"}""";

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Run_DecisionsAsExpected_Passes()
    {
        var (code, output) = Run(Pay, Fits, Fits.Replace("5", "500", StringComparison.Ordinal).Replace("allow", "deny", StringComparison.Ordinal));
        Assert.Equal(0, code);
        Assert.EndsWith("5 passed, 0 failed" + Environment.NewLine, output);
    }

    [Fact]
    public void Run_ADecisionThatIsNotAsExpected_FailsAndSaysWhere()
    {
        var (code, output) = Run(Pay, Fits, "", Fits.Replace("allow", "deny", StringComparison.Ordinal));
        Assert.Equal(1, code);
        Assert.Contains("(3): expected deny", output);
    }

    [Theory]
    [InlineData("{", "(1): ")]
    [InlineData("[]", "a JSON object")]
    [InlineData("""{"principal": {"type": "A", "id": "a"}}""", "'action'")]
    [InlineData("""{"principal": {"type": "", "id": "a"}}""", "'principal'")]
    [InlineData("""{"who": 1}""", "no key 'who'")]
    [InlineData("""{"context": 1}""", "'context'")]
    [InlineData("""{"context": {}, "context": {}}""", "(1): ")]
    [InlineData("""{"entities": {}}""", "(1): ")]
    [InlineData("", "no requests")]
    public void Parse_LinesThatAreNoRequests_AreRefusedWithTheirPlace(string line, string message) =>
        Assert.Contains(message, Assert.Throws<WorkloadException>(() => OwnRequests.Parse("r.jsonl", [line])).Message);

    [Fact]
    public void Parse_AnUnknownDecision_IsRefused() =>
        Assert.Contains("'decision'", Assert.Throws<WorkloadException>(() => OwnRequests.Parse("r.jsonl", [Fits.Replace("allow", "maybe", StringComparison.Ordinal)])).Message);

    [Theory]
    [InlineData("permit (principal, action, resource) when { context.amont };;", "a.cedar(1")]
    public void Load_PoliciesWithErrors_SaysWhere(string policies, string message)
    {
        File.WriteAllText(Path.Combine(_folder, "a.cedar"), policies);
        Assert.Contains(message, Assert.Throws<WorkloadException>(() => OwnPolicies.Load(_folder)).Message);
    }

    [Fact]
    public void Load_FolderThatIsNotThere_SaysSo() => Assert.Contains("no such folder", Assert.Throws<WorkloadException>(() => OwnPolicies.Load(Path.Combine(_folder, "none"))).Message);

    private (int Code, string Output) Run(string policies, params string[] lines)
    {
        File.WriteAllText(Path.Combine(_folder, "a.cedar"), policies);
        var requests = Path.Combine(_folder, "requests.jsonl");
        File.WriteAllLines(requests, lines);
        var output = new StringWriter();
        var code = OwnGate.Run(_folder, requests, output);
        return (code, output.ToString());
    }
}
