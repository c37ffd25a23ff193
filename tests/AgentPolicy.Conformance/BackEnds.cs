using AgentPolicy.Tests.Compilation;

namespace AgentPolicy.Conformance;

/// <summary>The back ends that were asked for, over the same policies. The compiled sets of a batch are compiled at once, since the C# compiler has a price of its own.</summary>
internal sealed class BackEnds : IDisposable
{
    private readonly EngineKind _kind;
    private readonly IReadOnlyList<PolicySource> _sources;
    private readonly CompiledBatch? _compiled;
    private readonly Exception? _failure;

    public BackEnds(EngineKind kind, IReadOnlyList<PolicySource> sources)
    {
        (_kind, _sources) = (kind, sources);
        if (kind == EngineKind.Interpreted || sources.Count == 0)
            return;
        try
        {
            _compiled = CompiledBatch.Compile(sources);
        }
        catch (Exception exception)
        {
            // Every test of the batch fails by it.
            _failure = exception;
        }
    }

    /// <summary>The set of the source at this position, in each back end, with the index and without.</summary>
    public IEnumerable<(string Name, PolicySet Policies)> SetsOf(int index) =>
        InEach(index).SelectMany(set => new[] { set, ($"{set.Name}, without the index", set.Policies.WithoutIndex()) });

    public void Dispose() => _compiled?.Dispose();

    private IEnumerable<(string Name, PolicySet Policies)> InEach(int index)
    {
        if (_kind != EngineKind.Compiled)
            yield return ("interpreted", _sources[index].Interpret());
        if (_kind == EngineKind.Interpreted)
            yield break;
        if (_failure is not null)
            throw new InvalidOperationException("The batch of compiled sets failed.", _failure);
        yield return ("compiled", _compiled![index]);
    }
}
