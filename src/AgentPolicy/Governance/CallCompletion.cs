using AgentPolicy.Compiled;

namespace AgentPolicy.Governance;

/// <summary>Ends calls whose result somebody has to see before it is handed out. A task that has its result already is handed on without awaiting it.</summary>
internal static class CallCompletion
{
    public static Task FinishAsync<TArguments>(in GovernedCall call, Task task)
        where TArguments : struct, IToolArguments
    {
        if (!task.IsCompletedSuccessfully)
            return AwaitAsync<TArguments>(call, task);
        return GovernedPipeline.Finish(call, default(TArguments), default(NoOutput)) is { } refusal ? Task.FromException(refusal) : task;
    }

    public static ValueTask FinishAsync<TArguments>(in GovernedCall call, ValueTask task)
        where TArguments : struct, IToolArguments
    {
        if (!task.IsCompletedSuccessfully)
            return new ValueTask(AwaitAsync<TArguments>(call, task.AsTask()));

        // Taken, so that a source that is reused learns that it may be.
        task.GetAwaiter().GetResult();
        return GovernedPipeline.Finish(call, default(TArguments), default(NoOutput)) is { } refusal ? ValueTask.FromException(refusal) : ValueTask.CompletedTask;
    }

    public static Task<TResult> FinishAsync<TArguments, TOutput, TResult>(in GovernedCall call, in TArguments arguments, Task<TResult> task)
        where TArguments : struct, IToolArguments
        where TOutput : struct, ICallOutput<TOutput, TResult>
    {
        if (!task.IsCompletedSuccessfully)
            return AwaitAsync<TArguments, TOutput, TResult>(call, arguments, task);
        return GovernedPipeline.Finish(call, arguments, TOutput.Of(task.Result)) is { } refusal ? Task.FromException<TResult>(refusal) : task;
    }

    public static ValueTask<TResult> FinishAsync<TArguments, TOutput, TResult>(in GovernedCall call, in TArguments arguments, ValueTask<TResult> task)
        where TArguments : struct, IToolArguments
        where TOutput : struct, ICallOutput<TOutput, TResult>
    {
        if (!task.IsCompletedSuccessfully)
            return new ValueTask<TResult>(AwaitAsync<TArguments, TOutput, TResult>(call, arguments, task.AsTask()));
        var result = task.Result;
        return GovernedPipeline.Finish(call, arguments, TOutput.Of(result)) is { } refusal ? ValueTask.FromException<TResult>(refusal) : new ValueTask<TResult>(result);
    }

    // The method's own task is what is handed on, so that it keeps all its exceptions: awaiting it would rethrow the first alone.
    private static Task AwaitAsync<TArguments>(in GovernedCall call, Task task)
        where TArguments : struct, IToolArguments => EndAsync<TArguments>(call, task).Unwrap();

    private static Task<TResult> AwaitAsync<TArguments, TOutput, TResult>(in GovernedCall call, in TArguments arguments, Task<TResult> task)
        where TArguments : struct, IToolArguments
        where TOutput : struct, ICallOutput<TOutput, TResult> => EndAsync<TArguments, TOutput, TResult>(call, arguments, task).Unwrap();

    private static async Task<Task> EndAsync<TArguments>(GovernedCall call, Task task)
        where TArguments : struct, IToolArguments
    {
        try
        {
            await task.ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            GovernedPipeline.Fail<TArguments>(call, exception);
            return task;
        }

        return GovernedPipeline.Finish(call, default(TArguments), default(NoOutput)) is { } refusal ? Task.FromException(refusal) : task;
    }

    private static async Task<Task<TResult>> EndAsync<TArguments, TOutput, TResult>(GovernedCall call, TArguments arguments, Task<TResult> task)
        where TArguments : struct, IToolArguments
        where TOutput : struct, ICallOutput<TOutput, TResult>
    {
        TResult result;
        try
        {
            result = await task.ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            GovernedPipeline.Fail<TArguments>(call, exception);
            return task;
        }

        return GovernedPipeline.Finish(call, arguments, TOutput.Of(result)) is { } refusal ? Task.FromException<TResult>(refusal) : task;
    }
}
