namespace AgentPolicy.Generators.Tests.Emit;

public sealed class GovernedShapesTests
{
    private const string Deny = """
        permit (principal, action, resource);
        forbid (principal, action, resource) when { context.input.n > 10 };
        """;

    private const string Source = """
        namespace Shop;
        public sealed partial class Tools(IPolicyEngine policy)
        {
            [Governed("nothing")] public partial void Nothing(int n);
            private void NothingCore(int n) => Log.Ran.Add($"nothing {n}");

            [Governed("value")] public partial int Value(int n);
            private int ValueCore(int n) { Log.Ran.Add($"value {n}"); return n + 1; }

            [Governed("task")] public partial Task TaskAsync(int n, CancellationToken ct = default);
            private Task TaskAsyncCore(int n, CancellationToken ct) { Log.Ran.Add($"task {n}"); return Task.CompletedTask; }

            [Governed("task_of")] public partial Task<string> TaskOfAsync(int n);
            private async Task<string> TaskOfAsyncCore(int n) { await Task.Yield(); Log.Ran.Add($"task_of {n}"); return $"{n}"; }

            [Governed("value_task")] public partial ValueTask ValueTaskAsync(int n);
            private ValueTask ValueTaskAsyncCore(int n) { Log.Ran.Add($"value_task {n}"); return default; }

            [Governed("value_task_of")] public partial ValueTask<int?> ValueTaskOfAsync(int n);
            private ValueTask<int?> ValueTaskOfAsyncCore(int n) { Log.Ran.Add($"value_task_of {n}"); return new(n); }

            [Governed("stream")] public partial IAsyncEnumerable<int> StreamAsync(int n);
            private async IAsyncEnumerable<int> StreamAsyncCore(int n) { Log.Ran.Add($"stream {n}"); await Task.Yield(); yield return n; }

            [Governed("generic")] public partial T Generic<T, TList>(int n, T value, TList? rest = null) where T : notnull where TList : class, IList<T>, new();
            private T GenericCore<T, TList>(int n, T value, TList? rest) where T : notnull where TList : class, IList<T>, new() { Log.Ran.Add($"generic {n}"); return value; }

            [Governed("timed")] public partial bool Timed(int n);
            private bool TimedCore(GovernedCall call, int n) { Log.Ran.Add($"timed {n}"); return call.IsAllowed && call.Time != default; }

            [Governed("throws")] public partial int Throws(int n);
            private int ThrowsCore(int n) => throw new InvalidTimeZoneException("own");
        }
        """;

    private static readonly Lazy<GovernedTools> s_tools = new(() => GovernedTools.Load(Source.Replace("namespace Shop;", "", StringComparison.Ordinal), Deny));

    [Fact]
    public async Task EveryShape_Permitted_RunsTheCore()
    {
        var tools = s_tools.Value;
        var shop = tools.New("Tools");

        tools.Call(shop, "Nothing", 1);
        Assert.Equal(2, tools.Call(shop, "Value", 1));
        await (Task)tools.Call(shop, "TaskAsync", 1, CancellationToken.None)!;
        Assert.Equal("1", await (Task<string>)tools.Call(shop, "TaskOfAsync", 1)!);
        await (ValueTask)tools.Call(shop, "ValueTaskAsync", 1)!;
        Assert.Equal(1, await (ValueTask<int?>)tools.Call(shop, "ValueTaskOfAsync", 1)!);
        Assert.Equal([1], await ((IAsyncEnumerable<int>)tools.Call(shop, "StreamAsync", 1)!).ToListAsync());
        Assert.Equal("x", tools.Invoke(shop.GetType().GetMethod("Generic")!.MakeGenericMethod(typeof(string), typeof(List<string>)), shop, 1, "x", null));
        Assert.Equal(true, tools.Call(shop, "Timed", 1));

        string[] expected = ["nothing 1", "value 1", "task 1", "task_of 1", "value_task 1", "value_task_of 1", "stream 1", "generic 1", "timed 1"];
        Assert.Equal(expected, tools.Ran.Where(line => line.EndsWith(" 1", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task EveryShape_Denied_FailsAsItsCallerExpectsAndRunsNothing()
    {
        var tools = s_tools.Value;
        var shop = tools.New("Tools");

        Assert.Throws<PolicyDeniedException>(() => tools.Call(shop, "Nothing", 11));
        Assert.Throws<PolicyDeniedException>(() => tools.Call(shop, "Value", 11));
        Assert.Throws<PolicyDeniedException>(() => tools.Call(shop, "Timed", 11));
        var task = (Task)tools.Call(shop, "TaskAsync", 11, CancellationToken.None)!;
        var taskOf = (Task<string>)tools.Call(shop, "TaskOfAsync", 11)!;
        var valueTask = (ValueTask)tools.Call(shop, "ValueTaskAsync", 11)!;
        var valueTaskOf = (ValueTask<int?>)tools.Call(shop, "ValueTaskOfAsync", 11)!;
        var stream = (IAsyncEnumerable<int>)tools.Call(shop, "StreamAsync", 11)!;
        await Assert.ThrowsAsync<PolicyDeniedException>(() => task);
        await Assert.ThrowsAsync<PolicyDeniedException>(() => taskOf);
        await Assert.ThrowsAsync<PolicyDeniedException>(() => valueTask.AsTask());
        await Assert.ThrowsAsync<PolicyDeniedException>(() => valueTaskOf.AsTask());
        await Assert.ThrowsAsync<PolicyDeniedException>(() => stream.ToListAsync().AsTask());
        Assert.DoesNotContain(tools.Ran, line => line.EndsWith(" 11", StringComparison.Ordinal));
    }

    [Fact]
    public void Core_Throws_ItsOwnExceptionIsSeen()
    {
        var shop = s_tools.Value.New("Tools");

        Assert.Throws<InvalidTimeZoneException>(() => s_tools.Value.Call(shop, "Throws", 1));
    }

    [Fact]
    public void Call_WithoutIdentity_IsDenied()
    {
        var shop = s_tools.Value.New("Tools");
        var value = shop.GetType().GetMethod("Value")!;

        var denial = Assert.Throws<PolicyDeniedException>(() => value.Invoke(shop, System.Reflection.BindingFlags.DoNotWrapExceptions, null, [2], null));
        Assert.Equal(DecisionCause.NoIdentity, denial.Decision.Cause);
        Assert.DoesNotContain("value 2", s_tools.Value.Ran);
    }

    [Fact]
    public void Type_InANamespace_IsCompiled() => GeneratorRun.Of(Source + " public static class Log { public static readonly List<string> Ran = new(); }").Load();
}
