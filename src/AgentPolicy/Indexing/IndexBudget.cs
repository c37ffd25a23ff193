namespace AgentPolicy.Indexing;

/// <summary>
/// How much larger than the policies their index may become: one that lists alternatives stands at each of them, and where it lists several times they multiply. Where nothing is left,
/// policies are asked one by one.
/// </summary>
/// <param name="policies">The number of policies.</param>
internal sealed class IndexBudget(int policies)
{
    private const int EntriesOfSmallSet = 1024;
    private const int EntriesOfPolicy = 16;

    private long _left = EntriesOfSmallSet + ((long)policies * EntriesOfPolicy);

    /// <summary>Takes this many entries beside one for each policy; false where so many are not left.</summary>
    public bool TryTake(long entries)
    {
        if (entries > _left)
            return false;
        _left -= entries;
        return true;
    }
}
