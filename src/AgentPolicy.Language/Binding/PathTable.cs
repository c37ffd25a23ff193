namespace AgentPolicy.Language.Binding;

/// <summary>Numbers the paths of names that a policy writes, so that equal ones are found without comparing them name by name.</summary>
internal sealed class PathTable
{
    public const int None = 0;
    public const int Context = 1;

    /// <summary>No path, but a fact: the policy has compared the action, so what follows may be meant for some of the actions only.</summary>
    public const int ActionCompared = 2;

    private readonly Dictionary<(int Parent, string Name), int> _paths = [];

    public int Member(int parent, string name)
    {
        if (parent == None)
            return None;
        if (!_paths.TryGetValue((parent, name), out var path))
            _paths.Add((parent, name), path = ActionCompared + 1 + _paths.Count);
        return path;
    }
}
