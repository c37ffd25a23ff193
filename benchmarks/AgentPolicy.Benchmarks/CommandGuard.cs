using AgentPolicy.Benchmarks.Workloads;

namespace AgentPolicy.Benchmarks;

/// <summary>What a command that is given something unusable says, and exits with.</summary>
internal static class CommandGuard
{
    private const int Unusable = 2;

    public static int Run(Func<int> command)
    {
        try
        {
            return command();
        }
        catch (WorkloadException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return Unusable;
        }
    }
}
