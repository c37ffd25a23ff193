namespace AgentPolicy.Governance;

/// <summary>A stream without elements, that says why.</summary>
internal sealed class DeniedStream<T>(Exception denial) : IAsyncEnumerable<T>
{
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) => new Enumerator(denial);

    internal sealed class Enumerator(Exception denial) : IAsyncEnumerator<T>
    {
        public T Current => throw denial;

        public ValueTask<bool> MoveNextAsync() => ValueTask.FromException<bool>(denial);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
