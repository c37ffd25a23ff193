namespace AgentPolicy.Enforcement.Tests;

/// <summary>Every shape of method, allowed and denied.</summary>
public sealed class ShapeTests : VaultTest
{
    [Fact]
    public async Task Call_OfEveryShapeAllowed_RunsOnce()
    {
        using var scope = Enter();
        Assert.Equal("opened", Vault.Open(Right));
        Vault.OpenQuietly(Right);
        Assert.Equal("opened", await Vault.OpenLaterAsync(Right));
        await Vault.OpenBlindlyAsync(Right);
        Assert.Equal(1, await Vault.OpenSoonAsync(Right));
        await Vault.OpenAtOnceAsync(Right);
        Assert.Equal(["1", "2"], await Vault.OpenOneByOneAsync(Right).ToListAsync());
        Assert.Equal(7, Vault.Ran);
    }

    [Fact]
    public async Task Call_OfEveryShapeDenied_NeverRunsAndNeverThrowsBeforeItsTask()
    {
        using var scope = Enter();
        AssertDenied(() => Vault.Open(Wrong));
        AssertDenied(() => Vault.OpenQuietly(Wrong));
        await AssertDeniedAsync(() => Vault.OpenLaterAsync(Wrong));
        await AssertDeniedAsync(() => Vault.OpenBlindlyAsync(Wrong));
        await AssertDeniedAsync(() => Vault.OpenSoonAsync(Wrong).AsTask());
        await AssertDeniedAsync(() => Vault.OpenAtOnceAsync(Wrong).AsTask());
        AssertDenied(() => Vault.OpenAs(Wrong, "x"));
        var stream = Vault.OpenOneByOneAsync(Wrong);
        await AssertDeniedAsync(async () => await stream.ToListAsync());
    }

    [Fact]
    public async Task Call_ByNobody_IsDenied()
    {
        AssertDenied(() => Vault.Open(Right), DecisionCause.NoIdentity);
        await AssertDeniedAsync(() => Vault.OpenLaterAsync(Right), DecisionCause.NoIdentity);
        var stream = Vault.OpenOneByOneAsync(Right);
        await AssertDeniedAsync(async () => await stream.ToListAsync(), DecisionCause.NoIdentity);
    }

    [Fact]
    public void Call_OfAStaticMethod_NeedsTheScopesEngine()
    {
        using (AgentContext.Enter(Identity, Engine))
        {
            Assert.Equal("opened", Vault.OpenStatically(Right));
            AssertDenied(() => Vault.OpenStatically(Wrong));
        }

        using (Enter())
            AssertDenied(() => Vault.OpenStatically(Right), DecisionCause.NoEngine);
        AssertDenied(() => Vault.OpenStatically(Right), DecisionCause.NoEngine);
    }

    [Fact]
    public void Call_WithANullEngine_IsDenied()
    {
        using var scope = Enter();
        AssertDenied(() => new Vault(null!).Open(Right), DecisionCause.NoEngine);
    }

    [Fact]
    public void Call_OnAResource_IsDecidedOnTheArgumentThatNamesIt()
    {
        using var scope = Enter();
        Assert.Equal("/reports/a", Vault.ReadFile(Right, "/reports/a"));
        AssertDenied(() => Vault.ReadFile(Right, "/reports/b"), DecisionCause.Forbidden);
        AssertDenied(() => Vault.ReadFile(Right, null!), DecisionCause.UnusableInput);
    }

    [Fact]
    public void Call_WithAnIdentityOfItsOwn_IsDecidedForThatOne()
    {
        var other = new AgentIdentity(new Caller("other"));
        using (Enter())
            Assert.Equal("other", Vault.Who(Right, other));
        Assert.Equal("other", Vault.Who(Right, other));
        AssertDenied(() => Vault.Who(Wrong, other));
    }

    [Fact]
    public void Call_WhoseCoreAsksForTheCall_IsToldWhoCalledAndWhatWasDecided()
    {
        using var scope = Enter();
        Assert.Equal("Agent::\"caller\" by key True", Vault.Told(Right));
    }

    [Fact]
    public void Call_WithANullThatTheSignatureRulesOut_IsDenied()
    {
        using var scope = Enter();
        AssertDenied(() => Vault.Open(null!));
    }

    [Fact]
    public async Task Result_ThatAPolicyForbids_IsWithheldThoughTheToolRan()
    {
        using var scope = Enter();
        Assert.Equal("news", Vault.Find(Right, "news"));
        var withheld = Assert.Throws<PolicyDeniedException>(() => Vault.Find(Right, "secret"));
        Assert.Equal((DecisionCause.Forbidden, "no-secrets", 2), (withheld.Decision.Cause, withheld.Decision.Policy.Id, Vault.Ran));
        Assert.Equal("news", await Vault.FindLaterAsync(Right, "news"));
        var task = Vault.FindLaterAsync(Right, "secret");
        await Assert.ThrowsAsync<PolicyDeniedException>(() => task);
        Assert.Equal(4, Vault.Ran);
    }

    [Fact]
    public void Result_ThatNoPolicyCanRead_IsWithheldWhereOneAsksForIt()
    {
        // What cannot be read cannot be shown to be no secret.
        using var scope = Enter();
        var withheld = Assert.Throws<PolicyDeniedException>(() => Vault.OpenAs(Right, "x"));
        Assert.Equal((DecisionCause.ForbidFailed, "no-secrets", 1), (withheld.Decision.Cause, withheld.Decision.Policy.Id, Vault.Ran));
    }

    [Fact]
    public async Task Stream_WithAnElementThatAPolicyForbids_EndsBeforeIt()
    {
        using var scope = Enter();
        var seen = new List<string>();
        await Assert.ThrowsAsync<PolicyDeniedException>(async () =>
        {
            await foreach (var item in Vault.OpenOneByOneAsync(Right, "secret"))
                seen.Add(item);
        });
        Assert.Empty(seen);
    }
}
