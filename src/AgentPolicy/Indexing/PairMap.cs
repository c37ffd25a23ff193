using AgentPolicy.Entities;
using AgentPolicy.Language;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Program;

namespace AgentPolicy.Indexing;

/// <summary>
/// Policies by the one principal and the one resource that they name, as grants do: of ten thousand of them each is found by one look-up, which a node for each of the two would
/// take several for. What the two are members of plays no part. Immutable.
/// </summary>
internal sealed class PairMap
{
    private const int CountBits = 3;

    // Where a pair's policies begin, and how many there are.
    private readonly Dictionary<long, int> _places = [];
    private readonly int[] _policies;
    private readonly long _numbers;

    private PairMap(IEnumerable<IGrouping<long?, int>> pairs, int numbers)
    {
        _numbers = numbers;
        var policies = new List<int>();
        foreach (var pair in pairs)
        {
            var start = policies.Count;
            policies.AddRange(pair);
            _places.Add(pair.Key!.Value, (start << CountBits) | (policies.Count - start));
        }

        _policies = [.. policies];
    }

    /// <summary>Takes those policies that name both, unless very many name the same two. Null where there are none.</summary>
    /// <param name="heads">What each policy asks.</param>
    /// <param name="policies">The policies, in the order of the set.</param>
    /// <param name="uids">The entities that heads name.</param>
    /// <param name="others">The policies that were not taken.</param>
    public static PairMap? Create(EquatableArray<PolicyHead> heads, int[] policies, EntityTable uids, out int[] others)
    {
        var pairs = policies.GroupBy(policy => KeyOf(heads[policy], uids)).Where(pair => pair.Key is not null && pair.Count() <= TestNode.FewPolicies).ToArray();
        var taken = pairs.SelectMany(pair => pair).ToHashSet();
        others = taken.Count == 0 ? policies : [.. policies.Where(policy => !taken.Contains(policy))];
        return pairs.Length == 0 ? null : new PairMap(pairs, uids.Count);
    }

    /// <summary>The policies of a pair, in the order of the set.</summary>
    /// <param name="principal">The principal's number, or −1 where no head names it.</param>
    /// <param name="resource">The resource's number, or −1.</param>
    public ReadOnlySpan<int> Find(int principal, int resource) =>
        principal >= 0 && resource >= 0 && _places.TryGetValue(KeyOf(principal, resource, _numbers), out var place) ? _policies.AsSpan(place >> CountBits, place & ((1 << CountBits) - 1)) : default;

    private static long? KeyOf(PolicyHead head, EntityTable uids) => head is { Principal: ScopeTest.Equal principal, Resource: ScopeTest.Equal resource }
        ? KeyOf(uids.Find(PolicyValue.FromUid(principal.Uid)), uids.Find(PolicyValue.FromUid(resource.Uid)), uids.Count)
        : null;

    // Not the one in the upper half and the other in the lower: the halves of a key are all that its hash is made of, and grants name a principal and a resource whose numbers are neighbours.
    private static long KeyOf(int principal, int resource, long numbers) => (principal * numbers) + resource;
}
