namespace AgentPolicy.Benchmarks;

/// <summary>Who acts, and whom it may pay.</summary>
[PolicyEntity("Agent")]
public sealed partial record Assistant(string Id, HashSet<string> Payees) : IPolicyPrincipal;
