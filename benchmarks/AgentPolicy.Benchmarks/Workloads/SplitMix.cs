namespace AgentPolicy.Benchmarks.Workloads;

/// <summary>Random numbers that are the same on every machine and in every version of the runtime.</summary>
internal sealed class SplitMix(ulong seed)
{
    private ulong _state = seed;

    public int Next(int bound)
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)((z ^ (z >> 31)) % (ulong)bound);
    }

    public T Of<T>(IReadOnlyList<T> choices) => choices[Next(choices.Count)];
}
