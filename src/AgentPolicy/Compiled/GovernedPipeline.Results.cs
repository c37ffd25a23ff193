using AgentPolicy.Governance;

namespace AgentPolicy.Compiled;

public static partial class GovernedPipeline
{
    /// <summary>Ends a call of a method that returns nothing.</summary>
    /// <exception cref="PolicyDeniedException">A policy on the output stands in the way, or the call was denied and ran all the same.</exception>
    public static void Complete<TArguments>(in GovernedCall call)
        where TArguments : struct, IToolArguments
    {
        if (call.NeedsCompletion && Finish(call, default(UnknownArguments<TArguments>), default(NoOutput)) is { } refusal)
            throw refusal;
    }

    /// <summary>Ends a call whose result no policy can read. A policy on the output that applies to it withholds it.</summary>
    /// <exception cref="PolicyDeniedException">A policy on the output stands in the way, or the call was denied and ran all the same.</exception>
    public static TResult Complete<TArguments, TResult>(in GovernedCall call, TResult result)
        where TArguments : struct, IToolArguments
    {
        if (call.NeedsCompletion && Finish(call, default(UnknownArguments<TArguments>), default(UnreadOutput<TResult>)) is { } refusal)
            throw refusal;
        return result;
    }

    /// <summary>Ends a call whose result policies can read.</summary>
    /// <exception cref="PolicyDeniedException">A policy on the output withholds the result, or the call was denied and ran all the same.</exception>
    public static TResult CompleteOutput<TArguments, TResult>(in GovernedCall call, in TArguments arguments, TResult result)
        where TArguments : struct, IToolArguments, IToolOutput<TResult>
    {
        if (call.NeedsCompletion && Finish(call, arguments, new ReadOutput<TArguments, TResult>(result)) is { } refusal)
            throw refusal;
        return result;
    }
}
