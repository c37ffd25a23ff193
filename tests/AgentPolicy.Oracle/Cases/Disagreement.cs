namespace AgentPolicy.Oracle.Cases;

/// <summary>Where we and the reference engine differ.</summary>
/// <param name="What">Of what sort the difference is; a case that is made smaller keeps it.</param>
/// <param name="Detail">What either says.</param>
internal sealed record Disagreement(string What, string Detail);
