using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Program;

namespace AgentPolicy.Language.Indexing;

/// <summary>
/// The entities that heads name as principals or resources. The number of each is its place here, a second mention not counted: generated code and the index, which is made at run
/// time, number them by this alone. More policies behind the others change no number.
/// </summary>
internal static class ScopeNumbers
{
    public static IEnumerable<EntityUid> UidsOf(EquatableArray<PolicyHead> heads) => heads.SelectMany(head => UidsOf(head.Principal).Concat(UidsOf(head.Resource)));

    private static IEnumerable<EntityUid> UidsOf(ScopeTest test) => test switch
    {
        ScopeTest.Equal equal => [equal.Uid],
        ScopeTest.In within => within.Uids,
        _ => [],
    };
}
