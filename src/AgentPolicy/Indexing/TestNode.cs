using AgentPolicy.Language;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Program;

namespace AgentPolicy.Indexing;

/// <summary>
/// Policies with equal heads, as a tree of what their conditions ask first: a question that many ask is answered once. An error is the answer of all that ask, so that each of them
/// is left to tell.
/// </summary>
internal sealed class TestNode
{
    /// <summary>So few policies are asked one by one: that is faster than to find out which of them to ask.</summary>
    public const int FewPolicies = 4;

    private readonly int[] _policies;
    private readonly TestBranch[] _branches;

    private TestNode(int[] policies, TestBranch[] branches) => (_policies, _branches) = (policies, branches);

    /// <summary>The policies, where they could matter whatever is asked; null where that depends.</summary>
    public int[]? Always => _branches.Length == 0 ? _policies : null;

    public static TestNode Build(EquatableArray<PolicyHead> heads, int[] policies, int depth, IndexBudget budget)
    {
        if (policies.Length <= FewPolicies)
            return new TestNode(policies, []);
        var asking = policies.Where(policy => depth < heads[policy].Tests.Count).ToLookup(policy => KeyOf(heads[policy].Tests[depth]));
        var others = new HashSet<int>(policies);
        var branches = new List<TestBranch>();
        foreach (var group in asking.Where(group => group.Count() > FewPolicies))
        {
            if (TestBranch.TryBuild(heads, [.. group], depth, budget) is not { } branch)
                continue;
            branches.Add(branch);
            others.ExceptWith(group);
        }

        return new TestNode([.. policies.Where(others.Contains)], [.. branches]);
    }

    public void Collect(PolicySearch search)
    {
        if (_policies.Length > 0)
            search.Add(_policies);
        foreach (var branch in _branches)
            branch.Collect(search);
    }

    private static (int Path, bool IsHas) KeyOf(ConditionTest test) => (test.Path, test is ConditionTest.Has);
}

/// <summary>Policies that ask about the same attribute next.</summary>
internal abstract class TestBranch(int path, int[] policies)
{
    /// <summary>The policies by their answer; null where that would take more than is left.</summary>
    public static TestBranch? TryBuild(EquatableArray<PolicyHead> heads, int[] policies, int depth, IndexBudget budget)
    {
        if (heads[policies[0]].Tests[depth] is ConditionTest.Has)
            return new HasBranch(heads, policies, depth, budget);
        var values = policies.Sum(policy => (long)((ConditionTest.OneOf)heads[policy].Tests[depth]).Values.Count);
        return budget.TryTake(Math.Max(0, values - policies.Length)) ? new ValueBranch(heads, policies, depth, budget) : null;
    }

    protected int Path => path;

    public abstract void Collect(PolicySearch search);

    /// <summary>All that ask, since the answer is theirs to give.</summary>
    protected void CollectAll(PolicySearch search) => search.Add(policies);
}

/// <summary>Policies that ask whether it is there.</summary>
internal sealed class HasBranch(EquatableArray<PolicyHead> heads, int[] policies, int depth, IndexBudget budget) : TestBranch(heads[policies[0]].Tests[depth].Path, policies)
{
    private readonly TestNode _present = TestNode.Build(heads, policies, depth + 1, budget);

    public override void Collect(PolicySearch search)
    {
        var has = search.Frame.Has(Path);
        if (has.IsError)
            CollectAll(search);
        else if (has.Bool)
            _present.Collect(search);
    }
}

/// <summary>Policies that ask whether it equals a constant, or one of some.</summary>
internal sealed class ValueBranch : TestBranch
{
    private readonly ValueIndex _values = new();
    private readonly TestNode[] _nodes;

    public ValueBranch(EquatableArray<PolicyHead> heads, int[] policies, int depth, IndexBudget budget)
        : base(heads[policies[0]].Tests[depth].Path, policies)
    {
        var scratch = new PolicyScratch();
        var groups = new List<List<int>>();
        foreach (var policy in policies)
        {
            foreach (var constant in ((ConditionTest.OneOf)heads[policy].Tests[depth]).Values)
            {
                var position = _values.Find(constant.Value, scratch);
                if (position < 0)
                {
                    position = _values.Add(constant.Value, scratch, 0, out _);
                    groups.Add([]);
                }

                groups[position].Add(policy);
            }
        }

        _nodes = [.. groups.Select(group => TestNode.Build(heads, [.. group], depth + 1, budget))];
    }

    public override void Collect(PolicySearch search)
    {
        ref readonly var value = ref search.Frame.Get(Path);
        if (value.IsError || ValueEquality.HasParts(value))
        {
            CollectAll(search);
            return;
        }

        var position = _values.Find(value, search.Frame.Scratch);
        if (position >= 0)
            _nodes[position].Collect(search);
    }
}
