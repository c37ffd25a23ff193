using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Lowering;
using AgentPolicy.Language.Program;

namespace AgentPolicy.Language.Indexing;

/// <summary>
/// Tells from a policy's condition what a request must be like for it to matter. A chain of <c>&amp;&amp;</c> is read from the left, as it is evaluated: what stands behind an operand
/// that may err is no reason to leave the policy out, since the error is its answer.
/// </summary>
/// <param name="paths">The attributes, numbered.</param>
internal sealed class HeadReader(AttributePaths paths)
{
    /// <summary>More tests than this single out no fewer policies.</summary>
    private const int MaxTests = 8;

    /// <summary>A policy that names more is asked, rather than looked up.</summary>
    private const int MaxEntities = 64;

    private static readonly ScopeTest s_any = new ScopeTest.Any();

    public PolicyHead Read(ProgramExpr condition)
    {
        var scopes = new[] { s_any, s_any, s_any };
        var tests = new List<ConditionTest>();
        foreach (var operand in condition is AndExpr chain ? chain.Operands : EquatableArray.Of(condition))
        {
            if (tests.Count == 0 && TryReadScope(operand, scopes))
                continue;
            if (tests.Count >= MaxTests || !TryReadTest(operand, tests))
                break;
        }

        // The index lists a policy with each entity that it names, and with each pair of a principal and a resource.
        if (CountOf(scopes[0]) > MaxEntities)
            scopes[0] = s_any;
        if (CountOf(scopes[0]) * CountOf(scopes[2]) > MaxEntities)
            scopes[2] = s_any;
        return new PolicyHead(scopes[0], scopes[1], scopes[2], tests.ToEquatableArray());
    }

    private static long CountOf(ScopeTest test) => test is ScopeTest.In { Uids: var uids } ? Math.Max(1, uids.Count) : 1;

    /// <summary>The condition without the test of the action that is its head's: what is left to evaluate where the head is known to hold.</summary>
    public static ProgramExpr WithoutAction(ProgramExpr condition)
    {
        var operands = condition is AndExpr chain ? chain.Operands : EquatableArray.Of(condition);
        var test = FindActionTest(operands);

        // 'is … in' asks for a type as well, which the head does not tell.
        return test < 0 || operands[test] is IsInExpr ? condition : ConditionLowering.And(operands.Where((_, position) => position != test).ToList());
    }

    /// <summary>As the other, without the tests of all three variables that the policy's head tells.</summary>
    /// <param name="condition">The condition; what it asks of the action may be answered already.</param>
    /// <param name="head">What is known to hold.</param>
    public static ProgramExpr WithoutScopes(ProgramExpr condition, PolicyHead head)
    {
        var left = new List<ProgramExpr>();
        foreach (var operand in condition is AndExpr chain ? chain.Operands : EquatableArray.Of(condition))
        {
            var scopes = new[] { s_any, s_any, s_any };
            var isKnown = operand is not IsInExpr && TryReadScope(operand, scopes) && (scopes[0], scopes[1], scopes[2]) switch
            {
                (ScopeTest.Any, ScopeTest.Any, ScopeTest.Any) => true,
                (ScopeTest.Any, ScopeTest.Any, var resource) => resource.Equals(head.Resource),
                (ScopeTest.Any, var action, ScopeTest.Any) => action.Equals(head.Action),
                var (principal, _, _) => principal.Equals(head.Principal),
            };
            if (!isKnown)
                left.Add(operand);
        }

        return left.Count == 0 ? new ConstantExpr(true) : ConditionLowering.And(left);
    }

    // The one that is read into the head: no operand that may err stands before it.
    private static int FindActionTest(EquatableArray<ProgramExpr> operands)
    {
        for (var i = 0; i < operands.Count; i++)
        {
            var scopes = new[] { s_any, s_any, s_any };
            if (!TryReadScope(operands[i], scopes))
                return -1;
            if (scopes[1] is not ScopeTest.Any)
                return i;
        }

        return -1;
    }

    // The first that is said of a variable counts; what else is said of it cannot err, so that reading may go on behind it.
    private static bool TryReadScope(ProgramExpr operand, ScopeTest[] scopes)
    {
        if (operand is ConstantExpr { Value: { Kind: PolicyValueKind.Bool, Bool: true } })
            return true;
        var (subject, test) = operand switch
        {
            BinaryExpr { Operator: BinaryOperator.Equal, Right: ConstantExpr constant } node => (node.Left, EqualTo(constant)),
            BinaryExpr { Operator: BinaryOperator.Equal, Left: ConstantExpr constant } node => (node.Right, EqualTo(constant)),
            BinaryExpr { Operator: BinaryOperator.In, Right: ConstantExpr constant } node => (node.Left, In(constant)),
            IsExpr node => (node.Operand, new ScopeTest.Is(node.Type)),
            IsInExpr { Container: ConstantExpr constant } node => (node.Operand, In(constant)),
            _ => (operand, null),
        };
        if (test is null || subject is not VariableExpr { Variable: not CedarVariable.Context and var variable })
            return false;
        ref var scope = ref scopes[variable switch { CedarVariable.Principal => 0, CedarVariable.Action => 1, _ => 2 }];
        if (scope is ScopeTest.Any)
            scope = test;
        return true;
    }

    private static ScopeTest? EqualTo(ConstantExpr constant) => constant.Value.Kind == PolicyValueKind.Entity ? new ScopeTest.Equal(constant.Value.ToEntityUid()) : null;

    private static ScopeTest? In(ConstantExpr constant)
    {
        if (constant.Value.Kind == PolicyValueKind.Entity)
            return new ScopeTest.In(EquatableArray.Of(constant.Value.ToEntityUid()));
        if (constant.Value.Kind != PolicyValueKind.Set)
            return null;
        var elements = ElementsOf(constant.Value.Set);
        return elements.TrueForAll(element => element.Kind == PolicyValueKind.Entity) ? new ScopeTest.In(elements.Select(element => element.ToEntityUid()).ToEquatableArray()) : null;
    }

    private bool TryReadTest(ProgramExpr operand, List<ConditionTest> tests)
    {
        switch (operand)
        {
            case HasAttributeExpr node when paths.FindSteps(node) is { Length: > 0 } steps:
                tests.AddRange(steps.Select(step => new ConditionTest.Has(step)));
                return true;
            case BinaryExpr { Operator: BinaryOperator.Equal, Right: ConstantExpr constant } node:
                return TryAddOneOf(node.Left, [constant.Value], tests);
            case BinaryExpr { Operator: BinaryOperator.Equal, Left: ConstantExpr constant } node:
                return TryAddOneOf(node.Right, [constant.Value], tests);
            case BinaryExpr { Operator: BinaryOperator.Contains, Left: ConstantExpr { Value: { Kind: PolicyValueKind.Set } set } } node:
                return TryAddOneOf(node.Right, ElementsOf(set.Set), tests);
            default:
                return false;
        }
    }

    private bool TryAddOneOf(ProgramExpr expr, List<PolicyValue> values, List<ConditionTest> tests)
    {
        var path = paths.Find(expr);
        if (path < 0 || values.Exists(value => ValueEquality.HasParts(value)))
            return false;
        tests.Add(new ConditionTest.OneOf(path, values.Select(value => new ConstantExpr(value)).ToEquatableArray()));
        return true;
    }

    private static List<PolicyValue> ElementsOf(SetSource set)
    {
        var scratch = new PolicyScratch();
        var reader = set.Read(scratch);
        var elements = new List<PolicyValue>();
        while (reader.MoveNext(scratch, out var element))
            elements.Add(element);
        return elements;
    }
}
