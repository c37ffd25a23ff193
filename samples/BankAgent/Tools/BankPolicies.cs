using AgentPolicy;

namespace BankAgent.Tools;

/// <summary>The sample's policies, compiled with it.</summary>
[PolicySet]
internal sealed partial class BankPolicies;
