using System.Diagnostics;

namespace AgentPolicy.Benchmarks.Measuring;

/// <summary>Requests to an engine, measured together and one by one.</summary>
internal static class TimedRequests
{
    public static Contestant Contest(string name, IPolicyEngine engine, PolicyRequest[] requests) => new(name, [.. requests.Select(_ => 1)], count =>
    {
        var allowed = 0;
        foreach (ref readonly var request in requests.AsSpan(0, count))
            if (engine.Evaluate(request).IsAllowed)
                allowed++;
        return allowed;
    });

    public static CallTimes Times(IPolicyEngine engine, PolicyRequest[] requests) => new(requests.Length, ticks =>
    {
        for (var i = 0; i < requests.Length; i++)
        {
            var start = Stopwatch.GetTimestamp();
            engine.Evaluate(requests[i]);
            ticks[i] = Stopwatch.GetTimestamp() - start;
        }
    });

    /// <summary>Something that is done for each of some requests.</summary>
    public static Contestant Contest<T>(string name, IReadOnlyList<T> requests, Func<T, bool> decide)
    {
        T[] all = [.. requests];
        return new(name, [.. all.Select(_ => 1)], count =>
        {
            var allowed = 0;
            foreach (var request in all.AsSpan(0, count))
                if (decide(request))
                    allowed++;
            return allowed;
        });
    }

    public static CallTimes Times<T>(IReadOnlyList<T> requests, Func<T, bool> decide, int callsPerRound)
    {
        T[] all = [.. requests];
        return new(all.Length, ticks =>
        {
            for (var i = 0; i < all.Length; i++)
            {
                var start = Stopwatch.GetTimestamp();
                decide(all[i]);
                ticks[i] = Stopwatch.GetTimestamp() - start;
            }
        }, callsPerRound);
    }
}
