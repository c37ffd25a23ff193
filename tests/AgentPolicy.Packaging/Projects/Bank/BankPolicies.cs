using AgentPolicy;

namespace Bank;

[PolicySet]
public sealed partial class BankPolicies;
