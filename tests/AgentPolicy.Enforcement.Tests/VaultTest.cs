namespace AgentPolicy.Enforcement.Tests;

/// <summary>A vault, an engine over the compiled policies, and somebody who acts.</summary>
public abstract class VaultTest
{
    protected const string Right = "open";
    protected const string Wrong = "shut";

    protected VaultTest()
    {
        Engine = new PolicyEngine(VaultPolicies.Policies);
        Vault = new Vault(Engine);
    }

    protected PolicyEngine Engine { get; }

    protected Vault Vault { get; }

    protected static AgentIdentity Identity { get; } = new(new Caller("caller"));

    protected static IDisposable Enter() => AgentContext.Enter(Identity);

    /// <summary>The call is denied by the policies, and the tool has not run.</summary>
    protected PolicyDeniedException AssertDenied(Action call, DecisionCause cause = DecisionCause.NotPermitted)
    {
        var before = Vault.Ran;
        var denied = Assert.Throws<PolicyDeniedException>(call);
        Assert.Equal((cause, before), (denied.Decision.Cause, Vault.Ran));
        return denied;
    }

    /// <summary>The call's task, which is handed out without an exception, is denied by the policies, and the tool has not run.</summary>
    protected async Task<PolicyDeniedException> AssertDeniedAsync(Func<Task> call, DecisionCause cause = DecisionCause.NotPermitted)
    {
        var before = Vault.Ran;
        var task = call();
        var denied = await Assert.ThrowsAsync<PolicyDeniedException>(() => task);
        Assert.Equal((cause, before), (denied.Decision.Cause, Vault.Ran));
        return denied;
    }
}
