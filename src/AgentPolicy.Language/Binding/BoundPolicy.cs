using AgentPolicy.Language.Syntax;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Binding;

/// <summary>A policy whose names are known to mean something: what may be lowered.</summary>
/// <param name="Syntax">The policy; every function it calls is one that can be evaluated, and slots stand in templates only.</param>
/// <param name="File">Where it was read.</param>
/// <param name="PositionalId">The id by position in the set, or the one that its file gives.</param>
/// <param name="Id">What <c>@id</c> says, or the positional id.</param>
/// <param name="Reason">What <c>@reason</c> says, or null.</param>
/// <param name="Phase">When it is evaluated.</param>
internal sealed record BoundPolicy(PolicySyntax Syntax, SourceFile File, string PositionalId, string Id, string? Reason, PolicyPhase Phase);

/// <summary>The bound policies and the bound templates of a set, each in its order.</summary>
internal sealed record BoundPolicySet(IReadOnlyList<BoundPolicy> Policies, IReadOnlyList<BoundPolicy> Templates);
