using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;

namespace AgentPolicy.Enforcement.Tests;

/// <summary>Whichever way a caller takes to a governed method, it meets the policies.</summary>
public sealed class WayTests : VaultTest
{
    [Fact]
    public void Interface_Denied_NeverRuns()
    {
        using var scope = Enter();
        IVault vault = Vault;
        Assert.Equal("opened", vault.Open(Right));
        AssertDenied(() => vault.Open(Wrong));
    }

    [Fact]
    public void Delegate_Denied_NeverRuns()
    {
        using var scope = Enter();
        Func<string, string> open = Vault.Open;
        Assert.Equal("opened", open(Right));
        AssertDenied(() => open(Wrong));
        var made = typeof(Vault).GetMethod(nameof(Vault.Open))!.CreateDelegate<Func<string, string>>(Vault);
        AssertDenied(() => made(Wrong));
    }

    [Fact]
    public void Reflection_Denied_NeverRuns()
    {
        using var scope = Enter();
        var method = typeof(Vault).GetMethod(nameof(Vault.Open))!;
        Assert.Equal("opened", method.Invoke(Vault, [Right]));
        AssertDenied(() => method.Invoke(Vault, BindingFlags.DoNotWrapExceptions, null, [Wrong], null));
    }

    [Fact]
    public void Dynamic_Denied_NeverRuns()
    {
        using var scope = Enter();
        dynamic vault = Vault;
        Assert.Equal("opened", (string)vault.Open(Right));
        AssertDenied(() => vault.Open(Wrong));
    }

    [Fact]
    public void Derived_HidingTheMethod_LeavesTheGovernedOneInPlace()
    {
        using var scope = Enter();
        Vault vault = new Hiding(Engine);
        Assert.Throws<PolicyDeniedException>(() => vault.Open(Wrong));
        Assert.Throws<PolicyDeniedException>(() => ((IVault)vault).Open(Wrong));
        Assert.Equal(0, vault.Ran);
    }

    [Fact]
    public async Task AIFunctionFactory_Denied_NeverRuns()
    {
        using var scope = Enter();
        var function = AIFunctionFactory.Create(Vault.Open);
        Assert.Equal("opened", (await function.InvokeAsync(new() { ["key"] = Right }))?.ToString());
        await AssertDeniedAsync(async () => await function.InvokeAsync(new() { ["key"] = Wrong }));
        await AssertDeniedAsync(async () => await function.InvokeAsync(new() { ["key"] = JsonSerializer.SerializeToElement(Wrong) }));
        Assert.Equal("Opens the vault.", function.Description);
    }

    [Theory]
    [InlineData("5000")]
    [InlineData("\"5000\"")]
    [InlineData("5e3")]
    public async Task AIFunctionFactory_NumberInAnySpelling_IsDecidedAsItIsBound(string amount)
    {
        using var scope = Enter();
        var function = AIFunctionFactory.Create(Vault.Pay);
        await AssertDeniedAsync(
            async () => await function.InvokeAsync(new() { ["key"] = Right, ["amount"] = JsonDocument.Parse(amount).RootElement }), DecisionCause.Forbidden);
    }

    [Fact]
    public async Task SemanticKernel_Denied_NeverRuns()
    {
        using var scope = Enter();
        var kernel = new Kernel();
        var plugin = kernel.ImportPluginFromObject(Vault, "vault");
        var function = Assert.Single(plugin);
        Assert.Equal(("open_later", "Opens the vault later."), (function.Name, function.Description));
        Assert.Equal("opened", (await function.InvokeAsync(kernel, new() { ["key"] = Right })).GetValue<string>());
        await AssertDeniedAsync(async () => await function.InvokeAsync(kernel, new() { ["key"] = Wrong }));

        // A kernel function is an AIFunction too, and as one it passes the kernel's own filters by.
        await AssertDeniedAsync(async () => await ((AIFunction)function).InvokeAsync(new() { ["key"] = Wrong }));
    }

    private sealed class Hiding(IPolicyEngine policy) : Vault(policy)
    {
        public new string Open(string key) => "stolen";
    }
}
