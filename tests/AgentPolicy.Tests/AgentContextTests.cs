namespace AgentPolicy.Tests;

public sealed class AgentContextTests
{
    private static readonly AgentIdentity s_outer = new(new EntityUid("Agent", "outer"));
    private static readonly AgentIdentity s_inner = new(new EntityUid("Agent", "inner"));

    [Fact]
    public void Enter_Nested_BringsBackTheOneBefore()
    {
        Assert.Null(AgentContext.Identity);
        using (AgentContext.Enter(s_outer))
        {
            using (AgentContext.Enter(s_inner))
                Assert.Same(s_inner, AgentContext.Identity);
            Assert.Same(s_outer, AgentContext.Identity);
        }

        Assert.Null(AgentContext.Identity);
        Assert.False(AgentContext.IsInScope);
    }

    [Fact]
    public void Dispose_Twice_TakesNobodyElsesIdentity()
    {
        using var outer = AgentContext.Enter(s_outer);
        var first = AgentContext.Enter(s_inner);
        first.Dispose();
        using var second = AgentContext.Enter(s_inner);
        first.Dispose();
        Assert.Same(s_inner, AgentContext.Identity);
        second.Dispose();
        second.Dispose();
        Assert.Same(s_outer, AgentContext.Identity);
    }

    [Fact]
    public void Dispose_OutOfOrder_LeavesNobodyActingAsTheOneThatWasGivenUp()
    {
        using var root = AgentContext.Enter(s_outer);
        var outer = AgentContext.Enter(s_outer);
        var inner = AgentContext.Enter(s_inner);
        outer.Dispose();
        Assert.Same(s_inner, AgentContext.Identity);
        inner.Dispose();

        // Not the root's: what was started within the scope that ended must not run as whoever acts around it.
        Assert.Null(AgentContext.Identity);
    }

    [Fact]
    public async Task Dispose_WhatOutlivesTheScope_IsNobody()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<AgentIdentity?> forgotten, ownScope;
        var iterated = Identities().GetAsyncEnumerator();
        using var timed = new SemaphoreSlim(0);
        AgentIdentity? seenByTimer = s_outer;
        Timer timer;
        using (AgentContext.Enter(s_outer))
        {
            using (AgentContext.Enter(s_inner))
            {
                forgotten = Task.Run(async () =>
                {
                    await gate.Task;
                    return AgentContext.Identity;
                });
                ownScope = Task.Run(async () =>
                {
                    using (AgentContext.Enter(s_inner))
                        await gate.Task;
                    return AgentContext.Identity;
                });
                timer = new Timer(_ =>
                {
                    seenByTimer = AgentContext.Identity;
                    timed.Release();
                });
                Assert.True(await iterated.MoveNextAsync());
                Assert.Same(s_inner, iterated.Current);
            }

            gate.SetResult();
            Assert.Null(await forgotten);
            Assert.Null(await ownScope);
            timer.Change(0, Timeout.Infinite);
            await timed.WaitAsync();
            Assert.Null(seenByTimer);
            await timer.DisposeAsync();
            Assert.Same(s_outer, AgentContext.Identity);
        }

        Assert.True(await iterated.MoveNextAsync());
        Assert.Null(iterated.Current);

        static async IAsyncEnumerable<AgentIdentity?> Identities()
        {
            while (true)
            {
                await Task.Yield();
                yield return AgentContext.Identity;
            }
        }
    }

    [Fact]
    public async Task Dispose_ByAChild_TakesTheIdentityFromTheParentToo()
    {
        var scope = AgentContext.Enter(s_inner);
        await Task.Run(() =>
        {
            scope.Dispose();
            Assert.Null(AgentContext.Identity);
        });
        Assert.Null(AgentContext.Identity);
        Assert.True(AgentContext.IsInScope);
        scope.Dispose();
        Assert.False(AgentContext.IsInScope);
    }

    [Fact]
    public async Task Enter_InAChild_DoesNotReachTheParent()
    {
        using var scope = AgentContext.Enter(s_outer);
        await EnterAsync();
        Assert.Same(s_outer, AgentContext.Identity);

        static async Task EnterAsync()
        {
            await Task.Yield();
            _ = AgentContext.Enter(s_inner);
            Assert.Same(s_inner, AgentContext.Identity);
        }
    }

    [Fact]
    public async Task Worker_StartedLazilyWithinAScope_RunsLaterWorkAsNobody()
    {
        var queue = System.Threading.Channels.Channel.CreateUnbounded<TaskCompletionSource<AgentIdentity?>>();
        Task worker;
        using (AgentContext.Enter(s_outer))
            worker = Task.Run(async () =>
            {
                await foreach (var item in queue.Reader.ReadAllAsync())
                    item.SetResult(AgentContext.Identity);
            });
        using (AgentContext.Enter(s_inner))
        {
            var item = new TaskCompletionSource<AgentIdentity?>();
            Assert.True(queue.Writer.TryWrite(item));
            Assert.Null(await item.Task);
        }

        queue.Writer.Complete();
        await worker;
    }

    [Fact]
    public void Capture_WithinAScope_OutlivesIt()
    {
        CapturedAgentContext captured;
        var engine = new PolicyEngine(PolicySet.Parse(""));
        using (AgentContext.Enter(s_inner, engine))
            captured = AgentContext.Capture();
        Assert.Null(AgentContext.Identity);
        using (AgentContext.Enter(s_outer))
        {
            using (captured.Restore())
                Assert.Equal((s_inner, engine), (AgentContext.Identity, AgentContext.Engine));
            Assert.Same(s_outer, AgentContext.Identity);
        }
    }

    [Fact]
    public void Capture_AfterTheScopeEnded_IsNobody()
    {
        var outer = AgentContext.Enter(s_outer);
        var inner = AgentContext.Enter(s_inner);
        outer.Dispose();
        inner.Dispose();
        Assert.Null(AgentContext.Capture().Identity);
    }

    [Fact]
    public void Restore_OfNobodyWithinAScope_IsNobody()
    {
        var nobody = AgentContext.Capture();
        using (AgentContext.Enter(s_outer, new PolicyEngine(PolicySet.Parse(""))))
        {
            foreach (var captured in new[] { nobody, default })
            {
                using (captured.Restore())
                {
                    Assert.Equal((null, null), (AgentContext.Identity, AgentContext.Engine));
                    Assert.True(AgentContext.IsInScope);
                }
            }

            Assert.Same(s_outer, AgentContext.Identity);
        }
    }

    [Fact]
    public void Enter_WithoutAnEngine_DoesNotInheritOne()
    {
        using var outer = AgentContext.Enter(s_outer, new PolicyEngine(PolicySet.Parse("")));
        using var inner = AgentContext.Enter(s_inner);
        Assert.Null(AgentContext.Engine);
    }
}
