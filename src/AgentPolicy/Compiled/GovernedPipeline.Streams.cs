using AgentPolicy.Governance;

namespace AgentPolicy.Compiled;

public static partial class GovernedPipeline
{
    /// <summary>A call's stream of elements that no policy can read, decided on anew at each enumeration, for whoever called. It ends when the identity expires.</summary>
    public static IAsyncEnumerable<T> Stream<TArguments, T>(in GovernedCall call, in TArguments arguments, IAsyncEnumerable<T> stream)
        where TArguments : struct, IToolArguments => new GovernedStream<TArguments, UnreadOutput<T>, T>(call, arguments, stream);

    /// <summary>
    /// A call's stream of elements that policies can read, decided on anew at each enumeration, for whoever called. Each element is decided on as <c>context.output</c> before it
    /// is handed out; the first that is denied ends the stream with a <see cref="PolicyDeniedException"/>.
    /// </summary>
    public static IAsyncEnumerable<T> StreamOutput<TArguments, T>(in GovernedCall call, in TArguments arguments, IAsyncEnumerable<T> stream)
        where TArguments : struct, IToolArguments, IToolOutput<T> => new GovernedStream<TArguments, ReadOutput<TArguments, T>, T>(call, arguments, stream);

    /// <summary>The stream of a denied call: moving to its first element fails. Reports the denial, once.</summary>
    public static IAsyncEnumerable<T> DeniedStream<TArguments, T>(in GovernedCall call)
        where TArguments : struct, IToolArguments => new DeniedStream<T>(Deny<TArguments>(call));
}
