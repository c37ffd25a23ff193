namespace AgentPolicy.Enforcement.Tests;

/// <summary>The same policies, compiled with this assembly or loaded from their files.</summary>
internal static class BackEnd
{
    private static readonly PolicySet s_interpreted = PolicySet.LoadDirectory(Path.Combine(AppContext.BaseDirectory, "policies"));

    public static PolicySet Policies(string backEnd) => backEnd == "compiled" ? VaultPolicies.Policies : s_interpreted;
}
