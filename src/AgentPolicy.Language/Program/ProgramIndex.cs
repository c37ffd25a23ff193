using AgentPolicy.Language.Collections;

namespace AgentPolicy.Language.Program;

/// <summary>What must hold for a policy to matter, as far as a look-up can tell, and the attributes that policies read. Both back ends find policies by it.</summary>
/// <param name="Heads">One for each policy, in the order of the set.</param>
/// <param name="Paths">The attributes that are read once a decision; each after the one it leads on from.</param>
internal sealed record ProgramIndex(EquatableArray<PolicyHead> Heads, EquatableArray<ProgramPath> Paths)
{
    /// <summary>The most paths of a set; what others lead to is read anew each time.</summary>
    public const int MaxPaths = 1024;

    /// <summary>Of no policies.</summary>
    public static ProgramIndex Empty { get; } = new(default, default);
}

/// <summary>
/// A policy is false, and no error, for every request that fails a scope, or one of the tests where those before it hold. What is not said here holds for every request.
/// </summary>
/// <param name="Principal">What the principal must be.</param>
/// <param name="Action">What the action must be.</param>
/// <param name="Resource">What the resource must be.</param>
/// <param name="Tests">What its conditions ask first, in their order.</param>
internal sealed record PolicyHead(ScopeTest Principal, ScopeTest Action, ScopeTest Resource, EquatableArray<ConditionTest> Tests)
{
    /// <summary>Nothing is known.</summary>
    public static PolicyHead Any { get; } = new(new ScopeTest.Any(), new ScopeTest.Any(), new ScopeTest.Any(), default);
}

/// <summary>What a head asks of one variable. Never an error, since the variable is an entity.</summary>
internal abstract record ScopeTest
{
    private ScopeTest()
    {
    }

    /// <summary>Nothing.</summary>
    internal sealed record Any : ScopeTest;

    /// <summary>To be this entity.</summary>
    internal sealed record Equal(EntityUid Uid) : ScopeTest;

    /// <summary>To be one of these entities, or a member of one.</summary>
    internal sealed record In(EquatableArray<EntityUid> Uids) : ScopeTest;

    /// <summary>To be of this type.</summary>
    internal sealed record Is(string Type) : ScopeTest;
}

/// <summary>What a condition asks of an attribute. Where it errs, so does the policy.</summary>
/// <param name="Path">The attribute: its position among the paths.</param>
internal abstract record ConditionTest(int Path)
{
    /// <summary>To be there.</summary>
    internal sealed record Has(int Path) : ConditionTest(Path);

    /// <summary>To equal one of these, none of which is a set or a record. One that has parts itself the policy must be asked about.</summary>
    internal sealed record OneOf(int Path, EquatableArray<ConstantExpr> Values) : ConditionTest(Path);
}

/// <summary>An attribute of a variable, or of what another path leads to.</summary>
/// <param name="Root">The variable, where it is one's.</param>
/// <param name="Parent">The path, where it leads on from one; else −1.</param>
/// <param name="Name">The attribute.</param>
internal sealed record ProgramPath(CedarVariable Root, int Parent, AttributeName Name);
