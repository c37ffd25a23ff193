namespace AgentPolicy.Oracle.Generation;

/// <summary>
/// The choices that make a case: random at first and written down, so that a case can be made again from any shorter or smaller list of them. A choice of 0 is always the simplest one, and
/// so is every choice behind the list's end: that is what lets any case be made smaller without knowing how it was made.
/// </summary>
internal sealed class Choices
{
    private readonly Random? _random;
    private readonly IReadOnlyList<int> _given;
    private readonly List<int> _made = [];

    /// <summary>Random choices, the same for the same seed on every machine.</summary>
    public Choices(int seed) => (_random, _given) = (new Random(seed), []);

    /// <summary>These choices, and the simplest ones behind their end.</summary>
    public Choices(IReadOnlyList<int> given) => _given = given;

    /// <summary>What was chosen.</summary>
    public IReadOnlyList<int> Made => _made;

    /// <summary>A number from 0 up to the bound, which is excluded.</summary>
    public int Next(int bound)
    {
        var choice = _random?.Next(bound) ?? (_made.Count < _given.Count ? Math.Min(_given[_made.Count], bound - 1) : 0);
        _made.Add(choice);
        return choice;
    }

    /// <summary>True in so many of a hundred cases.</summary>
    public bool Chance(int percent) => Next(100) >= 100 - percent;

    public T Pick<T>(params IReadOnlyList<T> choices) => choices[Next(choices.Count)];

    /// <summary>At most so many items, each behind a choice of its own to go on: one of them is left out by leaving its choices out.</summary>
    public IEnumerable<T> Many<T>(int most, Func<int, T> item, int percent = 65)
    {
        for (var i = 0; i < most && Chance(percent); i++)
            yield return item(i);
    }
}
