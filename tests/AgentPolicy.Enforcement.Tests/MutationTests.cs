using System.Collections;

namespace AgentPolicy.Enforcement.Tests;

/// <summary>What was decided on is what runs, whatever the caller does to it meanwhile.</summary>
public sealed class MutationTests : VaultTest
{
    [Fact]
    public async Task List_ThatAnotherThreadWrites_NeverRunsWithWhatIsForbidden()
    {
        using var scope = Enter();
        var names = new List<string> { "user" };
        using var stop = new CancellationTokenSource();
        var writer = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                names[0] = "root";
                names[0] = "user";
            }
        });

        var (ran, denied) = (0, 0);
        Vault.Inside = () => Assert.DoesNotContain("root", Vault.Names);
        for (var i = 0; i < 20_000 || ((ran == 0 || denied == 0) && i < 5_000_000); i++)
        {
            try
            {
                Vault.OpenList(Right, names);
                ran++;
            }
            catch (PolicyDeniedException)
            {
                denied++;
            }
            catch (InvalidOperationException)
            {
                // The list was written to while it was copied, and says so: the tool did not run.
            }
        }

        await stop.CancelAsync();
        await writer;
        Assert.Equal(ran, Vault.Ran);
        Assert.True(ran > 0 && denied > 0, $"{ran} ran, {denied} were denied: the race was not run");
    }

    [Fact]
    public void Collection_ThatListsAnotherThingTheSecondTime_RunsWithWhatWasDecidedOn()
    {
        using var scope = Enter();
        Assert.Equal(1, Vault.OpenItems(Right, new Shifting(["user"], ["root"])));
        Assert.Equal(["user"], Vault.Names);
        AssertDenied(() => Vault.OpenItems(Right, new Shifting(["root"], ["user"])), DecisionCause.Forbidden);
    }

    [Fact]
    public async Task Collection_ThatNeverEnds_IsNotWaitedFor()
    {
        using var scope = Enter();
        var call = Task.Run(() => Record.Exception(() => Vault.OpenItems(Right, new Endless())));
        Assert.NotNull(await call.WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.Equal(0, Vault.Ran);
    }

    [Fact]
    public async Task Copies_GoToTheTool_AndTheCallersOwnStayTheCallers()
    {
        using var scope = Enter();
        var list = new List<string> { "a" };
        Vault.OpenList(Right, list);
        Assert.NotSame(list, Vault.Names);
        await AssertDeniedAsync(() => Vault.OpenSetAsync(Right, new HashSet<string> { "root" }), DecisionCause.Forbidden);
        await AssertDeniedAsync(() => Vault.OpenMapAsync(Right, new() { ["root"] = "" }), DecisionCause.Forbidden);
        Assert.Equal(1, await Vault.OpenMapAsync(Right, new() { ["user"] = "" }));
    }

    [Fact]
    public void Record_WithAMutableList_IsCopiedToTheLast()
    {
        using var scope = Enter();
        var lines = new List<string> { "a" };
        Vault.Inside = () => lines[0] = "root";
        Assert.Equal("s", Vault.OpenAddress(Right, new Address("s", lines)));
        Assert.Equal(["a"], Vault.Names);
        AssertDenied(() => Vault.OpenAddress(Right, new Address("s", lines)), DecisionCause.Forbidden);
    }

    [Fact]
    public async Task Set_ThatIgnoresCase_NeverRunsPastARuleThatDoesNot()
    {
        using var scope = Enter();
        var ignoring = StringComparer.OrdinalIgnoreCase;
        await AssertDeniedAsync(() => Vault.OpenSetAsync(Right, new HashSet<string>(ignoring) { "ROOT" }), DecisionCause.ForbidFailed);
        await AssertDeniedAsync(() => Vault.OpenSetAsync(Right, new SortedSet<string>(ignoring) { "ROOT" }), DecisionCause.ForbidFailed);
        Assert.Equal(1, await Vault.OpenSetAsync(Right, new HashSet<string> { "ROOT" }));
        Assert.Equal(1, Vault.OpenItems(Right, new HashSet<string>(ignoring) { "ROOT" }));
    }

    private sealed class Shifting(string[] first, string[] then) : IReadOnlyCollection<string>
    {
        private int _times;

        public int Count => 1;

        public IEnumerator<string> GetEnumerator() => ((IEnumerable<string>)(_times++ == 0 ? first : then)).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private sealed class Endless : IReadOnlyCollection<string>
    {
        public int Count => 1;

        public IEnumerator<string> GetEnumerator()
        {
            while (true)
                yield return "user";
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
