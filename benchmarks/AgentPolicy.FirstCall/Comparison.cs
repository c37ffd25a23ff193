using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace AgentPolicy.FirstCall;

/// <summary>Publishes this project in three ways, runs each several times as a new process, and writes a Markdown table of the medians.</summary>
internal static class Comparison
{
    private const int Runs = 9;
    private const string Project = "benchmarks/AgentPolicy.FirstCall";

    private static readonly (string Name, string[] Options)[] s_ways =
    [
        ("JIT", ["--self-contained", "false"]),
        ("ReadyToRun", ["--self-contained", "false", "-p:PublishReadyToRun=true"]),
        ("NativeAOT", ["-p:IsAheadOfTime=true"]),
    ];

    public static int Run(TextWriter output)
    {
        if (!Directory.Exists(Project))
            return Explain(Console.Error);
        output.WriteLine($"{DateTime.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}; medians of {Runs} processes, in microseconds.");
        output.WriteLine();
        output.WriteLine("| | host's start | first call | next 256: p50 | p99 | longest |");
        output.WriteLine("|---|---|---|---|---|---|");
        var folder = Directory.CreateTempSubdirectory("first-call-").FullName;
        try
        {
            return s_ways.All(way => Measure(way.Name, way.Options, Path.Combine(folder, way.Name), output)) ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static int Explain(TextWriter output)
    {
        output.WriteLine($"Run it from the repository's folder: dotnet run -c Release --project {Project}");
        return 2;
    }

    private static bool Measure(string name, string[] options, string folder, TextWriter output)
    {
        if (Execute("dotnet", ["publish", Project, "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-o", folder, "--artifacts-path", folder + ".build", .. options]) is not { ExitCode: 0 } published)
        {
            Console.Error.WriteLine($"{name} could not be published.");
            return false;
        }

        foreach (var how in new[] { FirstCalls.Unprepared, FirstCalls.Prepared })
        {
            var runs = new List<double[]>();
            for (var i = 0; i < Runs; i++)
            {
                var (exitCode, text) = Execute(Path.Combine(folder, "AgentPolicy.FirstCall"), [how]);
                if (exitCode != 0)
                    return false;
                runs.Add([.. text.Split(' ', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(number => double.Parse(number, CultureInfo.InvariantCulture))]);
            }

            var medians = Enumerable.Range(0, runs[0].Length).Select(column => runs.Select(run => run[column]).Order().ElementAt(Runs / 2));
            output.WriteLine($"| {name}, {how} | {string.Join(" | ", medians.Select(median => median.ToString("#,##0.##", CultureInfo.InvariantCulture)))} |");
        }

        return true;
    }

    private static (int ExitCode, string Output) Execute(string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            Console.Error.WriteLine(text);
        return (process.ExitCode, text);
    }
}
