using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AgentPolicy.Benchmarks.Workloads;

namespace AgentPolicy.Benchmarks.Report;

/// <summary>Takes all measures, and writes them down.</summary>
internal static class BenchmarkReport
{
    private static readonly JsonSerializerOptions s_options = new() { NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>The folder of committed results.</summary>
    /// <exception cref="WorkloadException">The program does not run from its repository.</exception>
    public static string OwnFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "AgentPolicy.Benchmarks.csproj")))
                return Path.Combine(folder.FullName, "results");
        throw new WorkloadException("The suite's folder is not above this program: say with --out where to write.");
    }

    /// <summary>Takes each group of measures in a process of its own, one after the other, and writes the report into a folder.</summary>
    /// <exception cref="WorkloadException">A group could not be measured.</exception>
    public static int Run(string folder, TextWriter output)
    {
        var clock = Stopwatch.StartNew();
        ReportLine[] lines = [.. ReportGroup.All.SelectMany(RunAlone)];
        Directory.CreateDirectory(folder);
        foreach (var (name, text) in ResultFiles.Write(Machine.Describe(), clock.Elapsed, lines))
        {
            var path = Path.Combine(folder, name);
            File.WriteAllText(path, text);
            output.WriteLine(path);
        }

        return 0;
    }

    /// <summary>Takes a group of measures in this process, and writes them, one a line, as JSON.</summary>
    /// <exception cref="WorkloadException">There is no such group, or a workload is missing, does not compile, or is decided wrongly.</exception>
    public static int RunGroup(string name, TextWriter output, TextWriter progress)
    {
        var group = ReportGroup.All.SingleOrDefault(group => group.Name == name)
            ?? throw new WorkloadException($"There is no group of measures '{name}'; there are {string.Join(", ", ReportGroup.All.Select(group => group.Name))}.");
        var clock = Stopwatch.StartNew();
        void Say(string what) => progress.WriteLine(string.Create(CultureInfo.InvariantCulture, $"[{name} {clock.Elapsed.TotalSeconds,5:0.0} s] {what}"));

        Say("compiling the workloads");
        foreach (var line in group.Measure(Say))
            output.WriteLine(JsonSerializer.Serialize(line, s_options));
        Say("done");
        return 0;
    }

    private static List<ReportLine> RunAlone(ReportGroup group)
    {
        var program = Environment.ProcessPath ?? throw new WorkloadException("This program does not know where it is.");
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
            start.ArgumentList.Add(typeof(BenchmarkReport).Assembly.Location);
        foreach (var argument in new[] { ReportCommand.Name, ReportCommand.Group, group.Name })
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var lines = new List<ReportLine>();
        while (process.StandardOutput.ReadLine() is { } line)
            lines.Add(JsonSerializer.Deserialize<ReportLine>(line, s_options)!);
        process.WaitForExit();
        return process.ExitCode == 0 && lines.Count > 0 ? lines : throw new WorkloadException($"The measures '{group.Name}' could not be taken.");
    }
}
