using System.ComponentModel;
using System.Runtime.CompilerServices;
using AgentPolicy.Indexing;

namespace AgentPolicy.Compiled;

/// <summary>The part of a compiled set that decides on the calls of a tool on which there are many policies: those that could matter are found by the set's index.</summary>
/// <typeparam name="TArguments">The arguments, read by slot.</typeparam>
/// <param name="shape">The tool's inputs as the generator saw them: see <see cref="ToolDescriptor.Shape"/>.</param>
/// <param name="readsContext">Whether a policy reads the context as a whole.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class IndexedTool<TArguments>(string shape, bool readsContext) : CompiledTool<TArguments>(shape)
    where TArguments : struct, IToolArguments
{
    internal sealed override bool NeedsIndex => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public sealed override void Decide(in TArguments arguments, ref PolicyQuery query, ref PolicyVerdict verdict)
    {
        if (!readsContext && query.TryFindAtOnce(PolicyKind.Forbid, out var forbids) && query.TryFindAtOnce(PolicyKind.Permit, out var permits))
        {
            if (!Forbid(forbids, arguments, ref query, ref verdict))
                Permit(permits, arguments, ref query, ref verdict);
            return;
        }

        var search = Start(arguments, ref query);
        if (!Forbid(search.Search(PolicyKind.Forbid), arguments, ref query, ref verdict))
            Permit(search.Search(PolicyKind.Permit), arguments, ref query, ref verdict);
    }

    /// <inheritdoc/>
    public sealed override void DecideOutput(in TArguments arguments, ref PolicyQuery query, ref PolicyVerdict verdict) =>
        Forbid(Start(arguments, ref query).Search(PolicyKind.OutputForbid), arguments, ref query, ref verdict);

    /// <summary>The answer of a policy of which the index has found that it could matter: what its head asks holds.</summary>
    /// <param name="policy">Its position in the set.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="query">What is asked.</param>
    protected abstract PolicyAnswer Answer(int policy, in TArguments arguments, ref PolicyQuery query);

    /// <summary>The answer of a policy that has no code for this tool, as of any request.</summary>
    /// <param name="policy">Its position in the set.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="query">What is asked.</param>
    protected static PolicyAnswer AnswerByValue(int policy, in TArguments arguments, ref PolicyQuery query)
    {
        query.KeepContext(arguments);
        return query.Policies.Code.Evaluate(policy, query.Frame);
    }

    // True where that settles the decision.
    private bool Forbid(ReadOnlySpan<int> policies, in TArguments arguments, ref PolicyQuery query, ref PolicyVerdict verdict)
    {
        foreach (var policy in policies)
        {
            if (verdict.Forbid(policy, Answer(policy, arguments, ref query), ref query))
                return true;
            query.Release();
        }

        return false;
    }

    private void Permit(ReadOnlySpan<int> policies, in TArguments arguments, ref PolicyQuery query, ref PolicyVerdict verdict)
    {
        foreach (var policy in policies)
        {
            if (verdict.Permit(policy, Answer(policy, arguments, ref query), ref query))
                return;
            query.Release();
        }
    }

    private PolicySearch Start(in TArguments arguments, ref PolicyQuery query)
    {
        var search = query.StartSearch();
        if (readsContext || search.ReadsAttributes)
            query.KeepContext(arguments);
        else
            query.Frame.Keep();
        return search;
    }
}
