using System.Threading.Channels;

namespace AgentPolicy.Enforcement.Tests;

/// <summary>What outlives the scope of an identity does not act as it.</summary>
public sealed class OutlivingTests : VaultTest
{
    [Fact]
    public async Task FireAndForget_AfterTheScope_IsDenied()
    {
        var released = new TaskCompletionSource();
        Task<string> forgotten;
        using (Enter())
            forgotten = Task.Run(async () =>
            {
                await released.Task;
                return Vault.Open(Right);
            });
        released.SetResult();
        await AssertDeniedAsync(() => forgotten, DecisionCause.NoIdentity);
    }

    [Fact]
    public async Task Worker_StartedLazilyByWhoeverCameFirst_DoesNotWorkAsThem()
    {
        var queue = Channel.CreateUnbounded<TaskCompletionSource<string>>();
        var worker = new Lazy<Task>(() => Task.Run(async () =>
        {
            await foreach (var item in queue.Reader.ReadAllAsync())
            {
                try
                {
                    item.SetResult(Vault.Open(Right));
                }
                catch (PolicyDeniedException denied)
                {
                    item.SetException(denied);
                }
            }
        }));

        var first = new TaskCompletionSource<string>();
        using (Enter())
        {
            queue.Writer.TryWrite(first);
            _ = worker.Value;
            Assert.Equal("opened", await first.Task);
        }

        var second = new TaskCompletionSource<string>();
        queue.Writer.TryWrite(second);
        await AssertDeniedAsync(() => second.Task, DecisionCause.NoIdentity);
        queue.Writer.Complete();
        await worker.Value;
    }

    [Fact]
    public async Task Queue_WithACapturedContext_ActsAsWhoWasCaptured()
    {
        CapturedAgentContext captured;
        using (Enter())
            captured = AgentContext.Capture();
        var answer = await Task.Run(() =>
        {
            using (captured.Restore())
                return Vault.Open(Right);
        });
        Assert.Equal("opened", answer);
        AssertDenied(() => Vault.Open(Right), DecisionCause.NoIdentity);
    }

    [Fact]
    public async Task Timer_AfterTheScope_IsDenied()
    {
        var fired = new TaskCompletionSource<Exception?>();
        Timer timer;
        using (Enter())
            timer = new Timer(_ => fired.TrySetResult(Record.Exception(() => Vault.Open(Right))), null, Timeout.Infinite, Timeout.Infinite);
        await using (timer)
        {
            timer.Change(0, Timeout.Infinite);
            await AssertDeniedAsync(async () => throw (await fired.Task)!, DecisionCause.NoIdentity);
        }
    }

    [Fact]
    public async Task Iterator_DrawnAfterTheScope_IsDeniedWhenItCalls()
    {
        async IAsyncEnumerable<string> Draw()
        {
            await Task.Yield();
            yield return Vault.Open(Right);
        }

        IAsyncEnumerator<string> drawing;
        using (Enter())
            drawing = Draw().GetAsyncEnumerator();
        await using (drawing)
            await AssertDeniedAsync(async () => await drawing.MoveNextAsync(), DecisionCause.NoIdentity);
    }

    [Fact]
    public async Task Stream_EnumeratedAfterTheScope_IsDecidedForWhoCalled()
    {
        IAsyncEnumerable<string> stream;
        using (Enter())
            stream = Vault.OpenOneByOneAsync(Right);
        Assert.Equal(["1", "2"], await stream.ToListAsync());
        Engine.Swap(PolicySet.Parse("forbid (principal, action, resource);"));
        await AssertDeniedAsync(async () => await stream.ToListAsync(), DecisionCause.Forbidden);
    }

    [Fact]
    public void ReentrantCall_IsDecidedLikeAnyOther()
    {
        using var scope = Enter();
        Assert.Equal("opened", Vault.OpenNested(Right, Right));
        var before = Vault.Ran;
        Assert.Throws<PolicyDeniedException>(() => Vault.OpenNested(Right, Wrong));
        Assert.Equal(before, Vault.Ran);
    }

    [Fact]
    public void ScopeDisposedInsideTheTool_DeniesTheNextCall()
    {
        var scope = Enter();
        Vault.Inside = () => scope.Dispose();
        Assert.Equal("opened", Vault.Open(Right));
        AssertDenied(() => Vault.Open(Right), DecisionCause.NoIdentity);
    }
}
