namespace AgentPolicy.Language.Binding;

/// <summary>The ancestors of every node of an acyclic graph.</summary>
internal static class AncestorClosure
{
    /// <summary>
    /// For each node its ancestors, ascending; or null where they are more than <see cref="Limits.MaxHierarchySize"/>, those reached on several ways counted
    /// each time, which bounds the work too.
    /// </summary>
    /// <param name="parents">For each node its parents.</param>
    /// <param name="order">Every node, parents first.</param>
    /// <param name="crossing">The node at which the limit was passed.</param>
    public static int[][]? Compute(IReadOnlyList<IReadOnlyList<int>> parents, IReadOnlyList<int> order, out int crossing)
    {
        var ancestors = new int[parents.Count][];
        var total = 0L;
        foreach (var node in order)
        {
            foreach (var parent in parents[node])
                total += 1 + ancestors[parent].Length;
            if (total > Limits.MaxHierarchySize)
            {
                crossing = node;
                return null;
            }

            ancestors[node] = Merge(parents[node], ancestors);
        }

        crossing = -1;
        return ancestors;
    }

    private static int[] Merge(IReadOnlyList<int> parents, int[][] ancestors)
    {
        if (parents.Count == 0)
            return [];
        var merged = new HashSet<int>();
        foreach (var parent in parents)
        {
            merged.Add(parent);
            merged.UnionWith(ancestors[parent]);
        }

        var sorted = merged.ToArray();
        Array.Sort(sorted);
        return sorted;
    }
}
