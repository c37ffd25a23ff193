using System.Runtime.InteropServices;

namespace AgentPolicy.Benchmarks.Report;

/// <summary>Where and when was measured.</summary>
/// <param name="Cpu">The processor's model.</param>
/// <param name="Cores">How many of its cores there are to run on.</param>
/// <param name="System">The operating system.</param>
/// <param name="Runtime">The version of .NET.</param>
/// <param name="Date">The day, in UTC.</param>
internal sealed record Machine(string Cpu, int Cores, string System, string Runtime, DateOnly Date)
{
    private const string CpuInfo = "/proc/cpuinfo";

    public static Machine Describe() => new(
        Model(), Environment.ProcessorCount, RuntimeInformation.OSDescription, $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.ProcessArchitecture}", DateOnly.FromDateTime(DateTime.UtcNow));

    private static string Model()
    {
        var line = File.Exists(CpuInfo) ? File.ReadLines(CpuInfo).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? "unknown";
    }
}
