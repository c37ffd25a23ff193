namespace AgentPolicy.Language.Binding;

/// <summary>What an expression can be, for those who ask for its attributes.</summary>
internal abstract class PathShape
{
    public static readonly PathShape Open = new NodeShape(PathNode.Open);

    private PathShape()
    {
    }

    /// <summary>One of two: each is asked for the attribute.</summary>
    public static PathShape Either(PathShape left, PathShape right)
    {
        var leaves = new HashSet<PathShape>();
        foreach (var shape in new[] { left, right })
        {
            if (shape is ChoiceShape choice)
                leaves.UnionWith(choice.Leaves);
            else
                leaves.Add(shape);
        }

        return leaves.Count == 1 ? left : new ChoiceShape(leaves);
    }

    internal sealed class NodeShape(PathNode node) : PathShape
    {
        public PathNode Node { get; } = node;

        // Branches that lead to the same are one.
        public override bool Equals(object? obj) => obj is NodeShape other && ReferenceEquals(Node, other.Node);

        public override int GetHashCode() => Node.GetHashCode();
    }

    /// <summary>A record that the policy writes; its attributes with their shapes and paths.</summary>
    internal sealed class LiteralShape(Dictionary<string, (PathShape Shape, int Path)> fields) : PathShape
    {
        public Dictionary<string, (PathShape Shape, int Path)> Fields { get; } = fields;
    }

    internal sealed class ChoiceShape(HashSet<PathShape> leaves) : PathShape
    {
        /// <summary>No leaf is a choice itself.</summary>
        public HashSet<PathShape> Leaves { get; } = leaves;
    }
}

/// <summary>
/// An expression checked: what it can be; the path of names from the context that it is (0 where it is none); what is known to be there once it has given
/// true, or false. The facts belong to whoever gets them.
/// </summary>
internal readonly record struct CheckedExpr(PathShape Shape, int Path = 0, FactSet? WhenTrue = null, FactSet? WhenFalse = null);
