namespace AgentPolicy.Compiled;

public static partial class GovernedPipeline
{
    /// <summary>Concludes a call that returned nothing.</summary>
    public static void Complete<TArguments>(in GovernedCall call)
        where TArguments : struct, IToolArguments
    {
    }

    /// <summary>Concludes a call whose result no policy reads.</summary>
    public static TResult Complete<TArguments, TResult>(in GovernedCall call, TResult result)
        where TArguments : struct, IToolArguments => result;

    /// <inheritdoc cref="Complete{TArguments}"/>
    public static Task CompleteAsync<TArguments>(in GovernedCall call, Task task)
        where TArguments : struct, IToolArguments => task;

    /// <inheritdoc cref="Complete{TArguments, TResult}"/>
    public static Task<TResult> CompleteAsync<TArguments, TResult>(in GovernedCall call, Task<TResult> task)
        where TArguments : struct, IToolArguments => task;

    /// <inheritdoc cref="Complete{TArguments}"/>
    public static ValueTask CompleteAsync<TArguments>(in GovernedCall call, ValueTask task)
        where TArguments : struct, IToolArguments => task;

    /// <inheritdoc cref="Complete{TArguments, TResult}"/>
    public static ValueTask<TResult> CompleteAsync<TArguments, TResult>(in GovernedCall call, ValueTask<TResult> task)
        where TArguments : struct, IToolArguments => task;

    /// <summary>Concludes a call whose result policies may withhold.</summary>
    public static TResult CompleteOutput<TArguments, TResult>(in GovernedCall call, in TArguments arguments, TResult result)
        where TArguments : struct, IToolArguments, IToolOutput<TResult>
    {
        if (call.Engine is not PolicyEngine { HasOutputPolicies: true } engine)
            return result;
        var decision = engine.EvaluateOutput(arguments, result, call.Identity!);
        return decision.IsAllowed ? result : throw new PolicyDeniedException(TArguments.Tool.Name, decision);
    }

    /// <inheritdoc cref="CompleteOutput{TArguments, TResult}"/>
    public static Task<TResult> CompleteOutputAsync<TArguments, TResult>(in GovernedCall call, in TArguments arguments, Task<TResult> task)
        where TArguments : struct, IToolArguments, IToolOutput<TResult> => Await(call, arguments, new ValueTask<TResult>(task)).AsTask();

    /// <inheritdoc cref="CompleteOutput{TArguments, TResult}"/>
    public static ValueTask<TResult> CompleteOutputAsync<TArguments, TResult>(in GovernedCall call, in TArguments arguments, ValueTask<TResult> task)
        where TArguments : struct, IToolArguments, IToolOutput<TResult> => Await(call, arguments, task);

    /// <summary>Decides on a stream again whenever it is enumerated.</summary>
    public static IAsyncEnumerable<T> Stream<TArguments, T>(in GovernedCall call, in TArguments arguments, IAsyncEnumerable<T> source)
        where TArguments : struct, IToolArguments => source;

    /// <summary>As <see cref="Stream"/>, of elements that policies may withhold.</summary>
    public static IAsyncEnumerable<T> StreamOutput<TArguments, T>(in GovernedCall call, in TArguments arguments, IAsyncEnumerable<T> source)
        where TArguments : struct, IToolArguments, IToolOutput<T> => Check(call, arguments, source);

    /// <summary>The stream of a denied call: it fails when its first element is asked for.</summary>
    public static IAsyncEnumerable<T> DeniedStream<TArguments, T>(in GovernedCall call)
        where TArguments : struct, IToolArguments => Throw<T>(Deny<TArguments>(call));

    private static async ValueTask<TResult> Await<TArguments, TResult>(GovernedCall call, TArguments arguments, ValueTask<TResult> task)
        where TArguments : struct, IToolArguments, IToolOutput<TResult> => CompleteOutput(call, arguments, await task.ConfigureAwait(false));

    private static async IAsyncEnumerable<T> Check<TArguments, T>(GovernedCall call, TArguments arguments, IAsyncEnumerable<T> source)
        where TArguments : struct, IToolArguments, IToolOutput<T>
    {
        await foreach (var element in source.ConfigureAwait(false))
            yield return CompleteOutput(call, arguments, element);
    }

    private static async IAsyncEnumerable<T> Throw<T>(Exception exception)
    {
        await Task.FromException(exception).ConfigureAwait(false);
        yield break;
    }
}
