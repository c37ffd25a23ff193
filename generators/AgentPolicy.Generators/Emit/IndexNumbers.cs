using AgentPolicy.Language;
using AgentPolicy.Language.Indexing;
using AgentPolicy.Language.Program;

namespace AgentPolicy.Generators.Emit;

/// <summary>What a set's index numbers, and generated code asks for by number.</summary>
internal sealed class IndexNumbers
{
    private readonly Dictionary<EntityUid, int> _scopes = [];

    public IndexNumbers(ProgramIndex index)
    {
        Paths = new AttributePaths(index.Paths);
        foreach (var uid in ScopeNumbers.UidsOf(index.Heads))
        {
            if (!_scopes.ContainsKey(uid))
                _scopes.Add(uid, _scopes.Count);
        }
    }

    public AttributePaths Paths { get; }

    /// <summary>The number of an entity, or −1 where no head names it.</summary>
    public int FindScope(EntityUid uid) => _scopes.TryGetValue(uid, out var number) ? number : -1;
}
