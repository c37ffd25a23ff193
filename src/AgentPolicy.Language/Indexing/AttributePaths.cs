using System.Runtime.CompilerServices;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Program;

namespace AgentPolicy.Language.Indexing;

/// <summary>Numbers the attributes that expressions read: <c>context.input.amount</c> is one that leads on from <c>context.input</c>.</summary>
internal sealed class AttributePaths
{
    /// <summary>What leads further is read from the value that a path of this length leads to: a path is read by recursion, on stacks of any size.</summary>
    private const int MaxLength = 8;

    private readonly Dictionary<ProgramPath, int> _numbers = [];
    private readonly List<ProgramPath> _paths = [];

    public AttributePaths()
    {
    }

    /// <summary>A table of paths that were numbered before.</summary>
    public AttributePaths(EquatableArray<ProgramPath> paths)
    {
        foreach (var path in paths)
        {
            _numbers.Add(path, _paths.Count);
            _paths.Add(path);
        }
    }

    public EquatableArray<ProgramPath> Paths => _paths.ToEquatableArray();

    /// <summary>Numbers every attribute in an expression.</summary>
    public void AddAll(ProgramExpr expr)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (expr is HasAttributeExpr has)
            AddSteps(has);
        if (expr is GetAttributeExpr && Number(expr, canAdd: true) >= 0)
            return;
        foreach (var child in ProgramFacts.Children(expr))
            AddAll(child);
    }

    /// <summary>The number of the attribute that an expression reads, or −1 where it is no such path, or is not numbered.</summary>
    public int Find(ProgramExpr expr) => Number(expr, canAdd: false);

    /// <summary>The numbers of the attributes that <c>x has a.b</c> asks for one after the other; empty where one is not numbered.</summary>
    public int[] FindSteps(HasAttributeExpr has)
    {
        var steps = new int[has.Path.Count];
        ProgramExpr target = has.Target;
        for (var i = 0; i < steps.Length; i++)
        {
            target = new GetAttributeExpr(target, has.Path[i]);
            steps[i] = Find(target);
            if (steps[i] < 0)
                return [];
        }

        return steps;
    }

    private void AddSteps(HasAttributeExpr has)
    {
        ProgramExpr target = has.Target;
        foreach (var name in has.Path)
        {
            target = new GetAttributeExpr(target, name);
            if (Number(target, canAdd: true) < 0)
                return;
        }
    }

    private int Number(ProgramExpr expr, bool canAdd)
    {
        // A loop, not a recursion, for paths nest as deep as expressions may.
        var names = new Stack<AttributeName>();
        for (; expr is GetAttributeExpr node; expr = node.Target)
            names.Push(node.Name);
        if (names.Count is 0 or > MaxLength || expr is not VariableExpr { Variable: var root })
            return -1;
        var number = -1;
        while (names.Count > 0)
        {
            number = Number(new ProgramPath(root, number, names.Pop()), canAdd);
            if (number < 0)
                return -1;
        }

        return number;
    }

    private int Number(ProgramPath path, bool canAdd)
    {
        if (_numbers.TryGetValue(path, out var number))
            return number;
        if (!canAdd || _paths.Count == ProgramIndex.MaxPaths)
            return -1;
        _numbers.Add(path, _paths.Count);
        _paths.Add(path);
        return _paths.Count - 1;
    }
}
