using AgentPolicy.Benchmarks.Report;
using AgentPolicy.Benchmarks.Workloads;

namespace AgentPolicy.Benchmarks.Tests.Report;

public sealed class ReportCommandTests
{
    [Fact]
    public void RunGroup_ThatIsNotThere_NamesThoseThatAre() =>
        Assert.Contains("peers", Assert.Throws<WorkloadException>(() => BenchmarkReport.RunGroup("none", TextWriter.Null, TextWriter.Null)).Message);

    [Fact]
    public void OwnFolder_IsTheSuitesOwn_OrIsToBeNamed()
    {
        // The tests do not run from the suite's folder.
        Assert.Contains("--out", Assert.Throws<WorkloadException>(BenchmarkReport.OwnFolder).Message);
    }
}
