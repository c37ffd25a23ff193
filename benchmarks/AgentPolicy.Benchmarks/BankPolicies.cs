namespace AgentPolicy.Benchmarks;

/// <summary>The policies, compiled.</summary>
[PolicySet]
public sealed partial class BankPolicies;
