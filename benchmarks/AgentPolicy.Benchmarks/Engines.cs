namespace AgentPolicy.Benchmarks;

/// <summary>The same policies, compiled and interpreted, and somebody to ask them about.</summary>
internal static class Engines
{
    public static Assistant Assistant { get; } = new("assistant", new HashSet<string>(StringComparer.Ordinal) { "UK12345678901234567890", "Spotify", "Apple", "US122000000121212121212" });

    public static AgentIdentity Identity { get; } = new(Assistant);

    public static PolicyEngine Compiled { get; } = new(BankPolicies.Policies);

    public static PolicyEngine Interpreted { get; } = new(PolicySet.LoadDirectory(Path.Combine(AppContext.BaseDirectory, "policies")));
}
