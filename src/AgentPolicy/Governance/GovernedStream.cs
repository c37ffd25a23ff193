using AgentPolicy.Compiled;
using AgentPolicy.Telemetry;

namespace AgentPolicy.Governance;

/// <summary>The stream of a call that was let through: each enumeration is decided on for whoever called, and what is handed out is decided on where policies ask for it.</summary>
internal sealed class GovernedStream<TArguments, TOutput, T>(GovernedCall call, TArguments arguments, IAsyncEnumerable<T> stream) : IAsyncEnumerable<T>
    where TArguments : struct, IToolArguments
    where TOutput : struct, ICallOutput<TOutput, T>
{
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        var again = CallDecider.DecideAgain(call, arguments);
        if (!again.IsAllowed)
            return new DeniedStream<T>.Enumerator(GovernedPipeline.Deny<TArguments>(again));
        var isUnattended = !again.NeedsCompletion && again.Identity?.ExpiresAt is null;
        return isUnattended ? new Enumerator(stream.GetAsyncEnumerator(cancellationToken)) : EnumerateAsync(again, cancellationToken);
    }

    private async IAsyncEnumerator<T> EnumerateAsync(GovernedCall current, CancellationToken cancellationToken)
    {
        var hasEnded = false;
        var elements = stream.GetAsyncEnumerator(cancellationToken);
        try
        {
            while (true)
            {
                // Ended until an element has got through, so that nothing is reported twice.
                hasEnded = true;
                if (!await MoveNextAsync(current, elements).ConfigureAwait(false))
                    break;
                var element = elements.Current;
                if (Refuse(current, element) is { } refusal)
                    throw refusal;
                hasEnded = false;
                yield return element;
            }
        }
        finally
        {
            await elements.DisposeAsync().ConfigureAwait(false);
            if (!hasEnded && current.Trace.IsObserved)
                GovernedPipeline.End<TArguments>(current, CallOutcome.Cancelled);
        }
    }

    private static async ValueTask<bool> MoveNextAsync(GovernedCall current, IAsyncEnumerator<T> elements)
    {
        try
        {
            var hasElement = await elements.MoveNextAsync().ConfigureAwait(false);
            if (!hasElement && current.Trace.IsObserved)
                GovernedPipeline.End<TArguments>(current, CallOutcome.Succeeded);
            return hasElement;
        }
        catch (Exception exception)
        {
            GovernedPipeline.Fail<TArguments>(current, exception);
            throw;
        }
    }

    private Exception? Refuse(in GovernedCall current, T element) =>
        CallDecider.HasExpired(current)
            ? GovernedPipeline.Withhold<TArguments>(current, CallDecider.Denied(DecisionCause.IdentityExpired))
            : GovernedPipeline.Refuse(current, arguments, TOutput.Of(element));

    /// <summary>
    /// Shows the method's enumerator as nothing but one. A compiler-made enumerator is its stream as well: whoever had it could enumerate once more with nobody deciding on it.
    /// One small object for each enumeration is the price.
    /// </summary>
    private sealed class Enumerator(IAsyncEnumerator<T> elements) : IAsyncEnumerator<T>
    {
        public T Current => elements.Current;

        public ValueTask<bool> MoveNextAsync() => elements.MoveNextAsync();

        public ValueTask DisposeAsync() => elements.DisposeAsync();
    }
}
