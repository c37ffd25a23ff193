using AgentPolicy.Benchmarks.Report;

namespace AgentPolicy.Benchmarks.Tests.Report;

public sealed class ResultFilesTests
{
    private static readonly Machine s_machine = new("A processor", 2, "A system", ".NET 10", new DateOnly(2026, 11, 26));

    [Fact]
    public void Write_AWorkload_IsARowWithItsRatio()
    {
        var text = Document(Tool(Names.Governed, 30), Tool(Names.HandCall, 20));
        Assert.Contains("| mix | 1,000 | 30 ns | 20 ns | 1.5x | – | – | – | – | – | – | – |", text);
    }

    [Fact]
    public void Write_TheHead_SaysWhereAndHow()
    {
        var text = Document(Tool(Names.Governed, 30));
        foreach (var expected in new[] { "A processor", "A system", ".NET 10", "2026-11-26", "-- report`" })
            Assert.Contains(expected, text);
    }

    [Fact]
    public void Write_APathOfTheEngineThatAllocates_IsNamed()
    {
        Assert.Contains("Of 1 paths through AgentPolicy, none allocates.", Document(Tool(Names.Governed, 30) with { Bytes = 0 }, Tool(Names.HandSwitch, 30) with { Bytes = 5 }));
        Assert.Contains("- mix, 1,000, governed call: 24 B a decision", Document(Tool(Names.Governed, 30) with { Bytes = 24 }));
    }

    [Fact]
    public void Write_Peers_AreComparedWithEvaluateAtTheLargestSize()
    {
        var text = Document(Peer(Names.Evaluate, 10, 100), Peer(Names.Evaluate, 1_000, 200), Peer("Another", 10, 1_000), Peer("Another", 1_000, 4_000), new Quantity(Names.PeerLoad, "Another", 1_000, Names.PeerLoadTime, 12));
        Assert.Contains("| Another | 1 µs | 4 µs | 20x | – | – | 12 ms |", text);
    }

    [Fact]
    public void Write_Remarks_AreTold() => Assert.Contains("Something was not there.", Document(new ReportLine { Remark = "Something was not there." }));

    [Fact]
    public void Write_EveryChartOfTheDocument_IsThereAndTheOtherWayAbout()
    {
        var files = ResultFiles.Write(s_machine, TimeSpan.FromMinutes(1), [Tool(Names.Governed, 30), Peer(Names.Evaluate, 10, 100), new Quantity(Names.Loading, "toolcalls 10", 10, Names.LoadCompiled, 1)]);
        var text = files.Single(file => file.Name == ResultFiles.Document).Text;
        Assert.All(files.Where(file => file.Name != ResultFiles.Document), file => Assert.Contains($"]({file.Name})", text));
    }

    private static string Document(params ReportLine[] lines) => ResultFiles.Write(s_machine, TimeSpan.FromMinutes(1), lines).Single(file => file.Name == ResultFiles.Document).Text;

    private static DecisionTime Tool(string path, double nanoseconds) => new(Names.Tools, "mix", "1,000", 1_000, path, nanoseconds);

    private static DecisionTime Peer(string path, int count, double nanoseconds) => new(Names.Peers, "toolcalls", $"{count}", count, path, nanoseconds);
}
