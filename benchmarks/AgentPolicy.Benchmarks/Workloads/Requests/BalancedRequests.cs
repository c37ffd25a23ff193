namespace AgentPolicy.Benchmarks.Workloads.Requests;

/// <summary>Draws requests until there are as many of one decision as of the other.</summary>
internal static class BalancedRequests
{
    private const int Wanted = 256;
    private const int Attempts = 200_000;

    /// <exception cref="WorkloadException">There are not enough of either decision.</exception>
    public static IReadOnlyList<CheckedRequest> Draw(string name, Func<CheckedRequest> draw)
    {
        var requests = new List<CheckedRequest>(Wanted);
        var (allowed, denied) = (0, 0);
        for (var attempt = 0; attempt < Attempts && requests.Count < Wanted; attempt++)
        {
            var request = draw();
            if ((request.IsAllowed ? ++allowed : ++denied) <= Wanted / 2)
                requests.Add(request);
        }

        return requests.Count == Wanted ? requests : throw new WorkloadException($"{name} does not give enough requests of either decision.");
    }
}
