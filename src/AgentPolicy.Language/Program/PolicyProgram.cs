using AgentPolicy.Language.Collections;

namespace AgentPolicy.Language.Program;

/// <summary>
/// The intermediate representation of a policy set: one boolean expression a policy, in the order of the set (files by ordinal path, then position).
/// Immutable and structurally equal, so that it can be the cached value of an incremental pipeline.
/// </summary>
/// <param name="Policies">The policies; their index is their rank when one has to be named.</param>
/// <param name="Templates">The templates, which decide nothing until a policy is linked to them.</param>
/// <param name="Index">What must hold for a policy to matter.</param>
internal sealed record PolicyProgram(EquatableArray<ProgramPolicy> Policies, EquatableArray<ProgramTemplate> Templates, ProgramIndex Index);

/// <param name="PositionalId">The id that Cedar gives: <c>policy0</c>, <c>policy1</c>, … by position in the set, or the one that its file gives.</param>
/// <param name="Id">What <c>@id</c> says, or the positional id.</param>
/// <param name="Effect">Permit or forbid.</param>
/// <param name="Phase">When it is evaluated; <see cref="PolicyPhase.Input"/> always, where the set knows no phases.</param>
/// <param name="Condition">True exactly if the policy is satisfied: scope, <c>when</c> and <c>unless</c> in one.</param>
/// <param name="Reason">What <c>@reason</c> says, or null.</param>
/// <param name="Path">The file.</param>
/// <param name="Line">The 1-based line where the policy begins.</param>
/// <param name="Text">The policy as written.</param>
internal sealed record ProgramPolicy(
    string PositionalId,
    string Id,
    PolicyEffect Effect,
    PolicyPhase Phase,
    ProgramExpr Condition,
    string? Reason,
    string Path,
    int Line,
    string Text);
