using AgentPolicy;

namespace Bank;

[PolicyEntity("Agent")]
public sealed partial record Assistant(string Id, IReadOnlySet<string> Payees) : IPolicyPrincipal;
