namespace AgentPolicy.Enforcement.Tests;

/// <summary>Compiled and interpreted policies decide every governed call alike, and name the same policy.</summary>
public sealed class BackEndTests
{
    [Fact]
    public void Policies_OfTheSameText_AreTheSameForBothBackEnds() =>
        Assert.Equal(
            VaultPolicies.Policies.Policies.Select(policy => (policy.Id, policy.Effect, policy.Phase, policy.Reason, policy.Line)),
            BackEnd.Policies("interpreted").Policies.Select(policy => (policy.Id, policy.Effect, policy.Phase, policy.Reason, policy.Line)));

    [Fact]
    public void Calls_OfEveryTool_AreDecidedAlike()
    {
        var engine = new PolicyEngine(VaultPolicies.Policies);
        var compiled = new Vault(engine);
        var interpreted = new Vault(new PolicyEngine(BackEnd.Policies("interpreted")));
        using var scope = AgentContext.Enter(new AgentIdentity(new Caller("caller")));
        var answers = new HashSet<string>();
        foreach (var key in new[] { "open", "shut", "", null! })
        {
            foreach (var call in Calls(key))
            {
                var answer = Answer(compiled, call);
                Assert.Equal(Answer(interpreted, call), answer);
                answers.Add(answer);
            }
        }

        // Not all the same, so that the comparison says something.
        Assert.True(answers.Count > 8, string.Join("; ", answers));
        Assert.Equal(interpreted.Ran, compiled.Ran);
    }

    private static IEnumerable<Func<Vault, object?>> Calls(string key)
    {
        yield return vault => vault.Open(key);
        yield return vault => vault.OpenForClients(key);
        yield return vault => vault.OpenAs(key, "x");
        yield return vault => vault.Told(key).Length;
        foreach (var amount in new[] { 0m, -1m, 1000m, 1000.0001m, 0.00001m, decimal.MaxValue })
            yield return vault => vault.Pay(key, amount);
        foreach (var text in new[] { "news", "secret", "", null! })
            yield return vault => vault.Find(key, text);
        foreach (var path in new[] { "/reports/a", "/reports/b", "/private/keys", "", null! })
            yield return vault => vault.ReadFile(key, path);
        foreach (var names in new List<string>[] { [], ["user"], ["root"], ["user", "root"], [null!], null! })
        {
            yield return vault => vault.OpenList(key, names);
            yield return vault => vault.OpenItems(key, names);
            yield return vault => vault.OpenAddress(key, new Address("s", names));
        }

        yield return vault => vault.OpenAddress(key, new Address("root", []));
        yield return vault => vault.OpenAddress(key, null!);
    }

    private static string Answer(Vault vault, Func<Vault, object?> call)
    {
        try
        {
            return "ran: " + call(vault);
        }
        catch (PolicyDeniedException denied)
        {
            return $"{denied.Decision.Cause} {denied.Decision.Policy.Id} {denied.Decision.Error.Kind} {denied.Message}";
        }
    }
}
