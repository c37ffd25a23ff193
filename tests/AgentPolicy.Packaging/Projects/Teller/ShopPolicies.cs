using AgentPolicy;

namespace Teller;

[PolicySet]
public sealed partial class ShopPolicies;
