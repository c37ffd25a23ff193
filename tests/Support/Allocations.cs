namespace AgentPolicy.Tests.Support;

internal static class Allocations
{
    private const int Warmup = 300;
    private const int Measured = 1_000;
    private const int Rounds = 10;

    /// <summary>
    /// The bytes that the calling thread allocates; the least of a few rounds, since the runtime itself may allocate once. What is not free of allocation gets time to
    /// be compiled with optimization, which a busy machine does late.
    /// </summary>
    public static long Bytes<T>(Func<T> work)
    {
        for (var i = 0; i < Warmup; i++)
            work();
        var least = long.MaxValue;
        for (var round = 0; round < Rounds && least > 0; round++)
        {
            if (round > 1)
                Thread.Sleep(50);
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < Measured; i++)
                work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
