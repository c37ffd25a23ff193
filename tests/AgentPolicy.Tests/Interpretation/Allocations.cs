namespace AgentPolicy.Tests.Interpretation;

internal static class Allocations
{
    private const int Warmup = 300;
    private const int Measured = 1_000;

    /// <summary>The bytes that the calling thread allocates; the least of a few rounds, since the runtime itself may allocate once.</summary>
    public static long Bytes(Func<PolicyDecision> decide)
    {
        for (var i = 0; i < Warmup; i++)
            decide();
        var least = long.MaxValue;
        for (var round = 0; round < 3 && least > 0; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < Measured; i++)
                decide();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
