using AgentPolicy.Governance;

namespace AgentPolicy.Compiled;

public static partial class GovernedPipeline
{
    /// <summary>Ends a call of a method that returns nothing, once its task has ended. The task faults where a policy on the output stands in the way.</summary>
    public static Task CompleteAsync<TArguments>(in GovernedCall call, Task task)
        where TArguments : struct, IToolArguments => call.NeedsCompletion ? CallCompletion.FinishAsync<UnknownArguments<TArguments>>(call, task) : task;

    /// <summary>Ends a call of a method that returns nothing, once its task has ended. The task faults where a policy on the output stands in the way.</summary>
    public static ValueTask CompleteAsync<TArguments>(in GovernedCall call, ValueTask task)
        where TArguments : struct, IToolArguments => call.NeedsCompletion ? CallCompletion.FinishAsync<UnknownArguments<TArguments>>(call, task) : task;

    /// <summary>Ends a call whose result no policy can read, once its task has ended. The task faults where a policy on the output applies to it.</summary>
    public static Task<TResult> CompleteAsync<TArguments, TResult>(in GovernedCall call, Task<TResult> task)
        where TArguments : struct, IToolArguments => call.NeedsCompletion
            ? CallCompletion.FinishAsync<UnknownArguments<TArguments>, UnreadOutput<TResult>, TResult>(call, default, task)
            : task;

    /// <summary>Ends a call whose result no policy can read, once its task has ended. The task faults where a policy on the output applies to it.</summary>
    public static ValueTask<TResult> CompleteAsync<TArguments, TResult>(in GovernedCall call, ValueTask<TResult> task)
        where TArguments : struct, IToolArguments => call.NeedsCompletion
            ? CallCompletion.FinishAsync<UnknownArguments<TArguments>, UnreadOutput<TResult>, TResult>(call, default, task)
            : task;

    /// <summary>Ends a call whose result policies can read, once its task has ended. The task faults where a policy withholds the result.</summary>
    public static Task<TResult> CompleteOutputAsync<TArguments, TResult>(in GovernedCall call, in TArguments arguments, Task<TResult> task)
        where TArguments : struct, IToolArguments, IToolOutput<TResult> => call.NeedsCompletion
            ? CallCompletion.FinishAsync<TArguments, ReadOutput<TArguments, TResult>, TResult>(call, arguments, task)
            : task;

    /// <summary>Ends a call whose result policies can read, once its task has ended. The task faults where a policy withholds the result.</summary>
    public static ValueTask<TResult> CompleteOutputAsync<TArguments, TResult>(in GovernedCall call, in TArguments arguments, ValueTask<TResult> task)
        where TArguments : struct, IToolArguments, IToolOutput<TResult> => call.NeedsCompletion
            ? CallCompletion.FinishAsync<TArguments, ReadOutput<TArguments, TResult>, TResult>(call, arguments, task)
            : task;
}
