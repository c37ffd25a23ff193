namespace AgentPolicy.Tests.Governance;

public sealed class StreamTests
{
    private const string Plain = "permit(principal, action, resource);";

    private static readonly AgentIdentity s_identity = new(new EntityUid("Agent", "assistant"));

    [Fact]
    public async Task Stream_ThatIsDenied_FailsAtItsFirstElement()
    {
        var tools = new HandWrittenTools(new PolicyEngine(PolicySet.Parse("")));
        var stream = Within(() => tools.ListFiles("a"));
        for (var i = 0; i < 2; i++)
            await Assert.ThrowsAsync<PolicyDeniedException>(() => ReadAsync(stream));
        Assert.Equal(0, tools.Runs);
    }

    [Fact]
    public async Task Stream_ReadAfterTheScope_IsThatOfWhoeverCalled()
    {
        var engine = new PolicyEngine(PolicySet.Parse("permit(principal == Agent::\"assistant\", action, resource);"));
        var stream = Within(() => new HandWrittenTools(engine).ListFiles("a"));
        Assert.Equal("abc", await ReadAsync(stream));
        using (AgentContext.Enter(new AgentIdentity(new EntityUid("Agent", "other"))))
            Assert.Equal("abc", await ReadAsync(stream));
    }

    [Fact]
    public async Task Stream_ReadAgain_IsDecidedOnAgain()
    {
        var engine = new PolicyEngine(PolicySet.Parse(Plain));
        var stream = Within(() => new HandWrittenTools(engine).ListFiles("a"));
        Assert.Equal("abc", await ReadAsync(stream));
        engine.Swap(PolicySet.Parse(""));
        await Assert.ThrowsAsync<PolicyDeniedException>(() => ReadAsync(stream));
        engine.Swap(PolicySet.Parse(Plain));
        Assert.Equal("abc", await ReadAsync(stream));
    }

    [Fact]
    public async Task Stream_ThatWasDeniedAtTheCall_StaysDenied()
    {
        var engine = new PolicyEngine(PolicySet.Parse(""));
        var stream = Within(() => new HandWrittenTools(engine).ListFiles("a"));
        engine.Swap(PolicySet.Parse(Plain));
        await Assert.ThrowsAsync<PolicyDeniedException>(() => ReadAsync(stream));
    }

    [Fact]
    public async Task Stream_OfAnIdentityThatExpires_EndsMidway()
    {
        var time = new ManualTime();
        var engine = new PolicyEngine(PolicySet.Parse(Plain), new AgentPolicyOptions { TimeProvider = time });
        var identity = new AgentIdentity(new EntityUid("Agent", "a")) { ExpiresAt = ManualTime.Start.AddMinutes(1) };
        IAsyncEnumerable<string> stream;
        using (AgentContext.Enter(identity))
            stream = new HandWrittenTools(engine).ListFiles("a");
        var read = "";
        var denial = await Assert.ThrowsAsync<PolicyDeniedException>(async () =>
        {
            await foreach (var element in stream)
            {
                read += element;
                time.Advance(TimeSpan.FromSeconds(30));
            }
        });
        Assert.Equal(("ab", DecisionCause.IdentityExpired, true), (read, denial.Decision.Cause, denial.IsResultWithheld));
        denial = await Assert.ThrowsAsync<PolicyDeniedException>(() => ReadAsync(stream));
        Assert.Equal((DecisionCause.IdentityExpired, false), (denial.Decision.Cause, denial.IsResultWithheld));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stream_WithAnElementThatAPolicyForbids_EndsBeforeIt(bool isForeign)
    {
        var own = new PolicyEngine(PolicySet.Parse(Plain + "forbid(principal, action, resource) when { context.output == \"b\" };"));
        var disposed = false;
        var tools = new HandWrittenTools(isForeign ? new ForeignEngine(own) : own) { List = Elements };
        var stream = Within(() => tools.ListFiles("a"));
        var read = "";
        var denial = await Assert.ThrowsAsync<PolicyDeniedException>(async () =>
        {
            await foreach (var element in stream)
                read += element;
        });
        Assert.Equal(("a", true, true), (read, denial.IsResultWithheld, disposed));

        async IAsyncEnumerable<string> Elements()
        {
            try
            {
                yield return "a";
                await Task.Yield();
                yield return "b";
                yield return "c";
            }
            finally
            {
                disposed = true;
            }
        }
    }

    // An enumerator that the compiler made is the stream too, and could be asked for another enumeration that nobody decides on.
    [Theory]
    [InlineData("")]
    [InlineData("forbid(principal, action, resource) when { context.output == \"x\" };")]
    public async Task Stream_ItsEnumerator_IsNoWayToTheStreamItself(string onOutput)
    {
        var stream = Within(() => new HandWrittenTools(new PolicyEngine(PolicySet.Parse(Plain + onOutput))).ListFiles("a"));
        await using var elements = stream.GetAsyncEnumerator();
        Assert.False(elements is IAsyncEnumerable<string>);
        Assert.True(await elements.MoveNextAsync());
        Assert.Equal("a", elements.Current);
        Assert.Equal("abc", await ReadAsync(stream));
    }

    [Fact]
    public async Task Stream_ThatFails_FailsTheSame()
    {
        var tools = new HandWrittenTools(new PolicyEngine(PolicySet.Parse(Plain + "forbid(principal, action, resource) when { context.output == \"b\" };"))) { List = Failing };
        var thrown = await Record.ExceptionAsync(() => ReadAsync(Within(() => tools.ListFiles("a"))));
        Assert.IsType<InvalidTimeZoneException>(thrown);

        static async IAsyncEnumerable<string> Failing()
        {
            yield return "a";
            await Task.Yield();
            throw new InvalidTimeZoneException();
        }
    }

    [Fact]
    public async Task Stream_WithACancellationOfTheReaders_ReachesTheMethod()
    {
        using var cancellation = new CancellationTokenSource();
        var seen = CancellationToken.None;
        var tools = new HandWrittenTools(new PolicyEngine(PolicySet.Parse(Plain + "forbid(principal, action, resource) when { context.output == \"b\" };"))) { List = () => Waiting() };
        var stream = Within(() => tools.ListFiles("a"));
        await using var reader = stream.GetAsyncEnumerator(cancellation.Token);
        var move = reader.MoveNextAsync().AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => move);
        Assert.Equal(cancellation.Token, seen);

        async IAsyncEnumerable<string> Waiting([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token = default)
        {
            seen = token;
            await Task.Delay(Timeout.Infinite, token);
            yield return "never";
        }
    }

    private static IAsyncEnumerable<string> Within(Func<IAsyncEnumerable<string>> call)
    {
        using var scope = AgentContext.Enter(s_identity);
        return call();
    }

    private static async Task<string> ReadAsync(IAsyncEnumerable<string> stream)
    {
        var read = "";
        await foreach (var element in stream)
            read += element;
        return read;
    }
}
