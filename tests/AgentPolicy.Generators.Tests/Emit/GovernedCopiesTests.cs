using System.Text.Json;

namespace AgentPolicy.Generators.Tests.Emit;

/// <summary>What was decided on is what runs.</summary>
public sealed class GovernedCopiesTests
{
    private const string Source = """
        public sealed record Line(string Name, string[] Tags) { public int Count { get; set; } }
        public struct Point { public int X { get; set; } public int[] Path { get; set; } }
        public sealed record Note(System.Text.Json.JsonElement Body);
        public sealed class Basket { public int Total { get; set; } }
        public sealed class Endless : IReadOnlyList<int>
        {
            public int this[int index] => 1;
            public int Count => 3;
            public IEnumerator<int> GetEnumerator() { while (true) yield return 1; }
            System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
        }

        public sealed partial class Tools(IPolicyEngine policy)
        {
            public object? Seen;
            public Action OnRun = () => { };

            [Governed("array")] public partial string Array(string[] tags);
            private string ArrayCore(string[] tags) { OnRun(); Seen = tags; return string.Join(",", tags); }

            [Governed("list")] public partial Task<int> ListAsync(IReadOnlyList<int> n);
            private Task<int> ListAsyncCore(IReadOnlyList<int> n) { Seen = n; return Task.FromResult(n.Count); }

            [Governed("set")] public partial bool Set(ISet<string> s);
            private bool SetCore(ISet<string> s) { Seen = s; return s.Contains("A"); }

            [Governed("map")] public partial int Map(IDictionary<string, int> m);
            private int MapCore(IDictionary<string, int> m) { Seen = m; return m.Count; }

            [Governed("line")] public partial string Lines(List<Line?> lines, Line? more, Point point, Point? other, Dictionary<string, Line[]> by);
            private string LinesCore(List<Line?> lines, Line? more, Point point, Point? other, Dictionary<string, Line[]> by) { OnRun(); Seen = lines; return lines[0]!.Tags[0] + lines[0]!.Count; }

            [Governed("json")] public partial Task<string> JsonAsync(System.Text.Json.JsonElement json, System.Text.Json.JsonElement? maybe, System.Text.Json.JsonElement[] many, Note note, Dictionary<string, System.Text.Json.JsonElement> by);
            private Task<string> JsonAsyncCore(System.Text.Json.JsonElement json, System.Text.Json.JsonElement? maybe, System.Text.Json.JsonElement[] many, Note note, Dictionary<string, System.Text.Json.JsonElement> by)
            {
                OnRun();
                return Task.FromResult($"{json} {maybe} {many[0]} {note.Body} {by["k"]}");
            }

            [Governed("json_now")] public partial string Json(System.Text.Json.JsonElement json);
            private string JsonCore(System.Text.Json.JsonElement json) { OnRun(); return json.GetRawText(); }

            [Governed("basket")] public partial int Sum(Basket basket);
            private int SumCore(Basket basket) { Seen = basket; return basket.Total; }

            [Governed("all")] public partial int All(HashSet<string> a, IList<int?> b, ICollection<Guid> c, IReadOnlyCollection<DayOfWeek> d, IReadOnlySet<long> e, IReadOnlyDictionary<string, bool> f, params string[]? g);
            private int AllCore(HashSet<string> a, IList<int?> b, ICollection<Guid> c, IReadOnlyCollection<DayOfWeek> d, IReadOnlySet<long> e, IReadOnlyDictionary<string, bool> f, string[]? g) => 7;
        }
        """;

    private static readonly Lazy<GovernedTools> s_tools = new(() => GovernedTools.Load(Source));

    private readonly dynamic _tools = s_tools.Value.New("Tools");

    [Fact]
    public void Array_ChangedByAnotherAfterTheDecision_CoreSeesWhatWasDecidedOn()
    {
        var tags = new[] { "a", "b" };
        _tools.OnRun = (Action)(() => tags[0] = "evil");

        Assert.Equal("a,b", Call("Array", (object)tags));
        Assert.NotSame(tags, (object)_tools.Seen);
    }

    [Fact]
    public async Task Json_WhoseBufferIsWrittenAfterTheDecision_CoreSeesWhatWasDecidedOn()
    {
        var buffer = "\"user\""u8.ToArray();
        using var document = JsonDocument.Parse(buffer.AsMemory());
        var json = document.RootElement;
        var note = Activator.CreateInstance(s_tools.Value.Type("Note"), json);
        _tools.OnRun = (Action)(() => "root"u8.CopyTo(buffer.AsSpan(1)));

        Assert.Equal("user user user user user", await (Task<string>)Call("JsonAsync", json, json, new[] { json }, note, new Dictionary<string, JsonElement> { ["k"] = json })!);
    }

    [Fact]
    public async Task Json_OfADisposedDocumentOrNone_FailsTheTaskOrTheDecisionAndRunsNothing()
    {
        var ran = false;
        _tools.OnRun = (Action)(() => ran = true);
        var document = JsonDocument.Parse("1");
        var json = document.RootElement;
        document.Dispose();
        var note = Activator.CreateInstance(s_tools.Value.Type("Note"), JsonElement.Parse("1"));

        var task = (Task<string>)Call("JsonAsync", json, null, Array.Empty<JsonElement>(), note, new Dictionary<string, JsonElement>())!;
        await Assert.ThrowsAsync<ObjectDisposedException>(() => task);
        Assert.Throws<ObjectDisposedException>(() => Call("Json", json));

        var tools = s_tools.Value.With("permit (principal, action, resource); forbid (principal, action, resource) when { context.input.json == 1 };");
        Assert.Throws<PolicyDeniedException>(() => tools.Call(tools.New("Tools"), "Json", default(JsonElement)));
        Assert.False(ran);
    }

    [Fact]
    public void Record_ChangedByAnotherAfterTheDecision_CoreSeesWhatWasDecidedOn()
    {
        dynamic line = Activator.CreateInstance(s_tools.Value.Type("Line"), "n", new[] { "t" })!;
        line.Count = 1;
        dynamic lines = Activator.CreateInstance(typeof(List<>).MakeGenericType(s_tools.Value.Type("Line")))!;
        lines.Add(line);
        _tools.OnRun = (Action)(() => { line.Count = 2; line.Tags[0] = "evil"; });
        var by = Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), s_tools.Value.Type("Line").MakeArrayType()));

        Assert.Equal("t1", Call("Lines", (object)lines, null, Activator.CreateInstance(s_tools.Value.Type("Point")), null, by));
    }

    [Fact]
    public void Class_ThatCannotBeCopied_PassesThroughUnread()
    {
        var basket = Activator.CreateInstance(s_tools.Value.Type("Basket"))!;

        Call("Sum", basket);

        Assert.Same(basket, (object)_tools.Seen);
    }

    [Fact]
    public async Task Collection_ThatNeverEnds_FailsTheTaskAndRunsNothing()
    {
        var endless = Activator.CreateInstance(s_tools.Value.Type("Endless"));

        var task = (Task<int>)Call("ListAsync", endless)!;

        var error = await Assert.ThrowsAsync<ArgumentException>(() => task);
        Assert.Equal("n", error.ParamName);
        Assert.Null((object?)_tools.Seen);
    }

    [Fact]
    public void Set_WithAComparer_IsCopiedWithIt()
    {
        Assert.Equal(true, Call("Set", new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "a" }));
        Assert.Equal(true, Call("Set", new SortedSet<string>(StringComparer.OrdinalIgnoreCase) { "a" }));
        Assert.Equal(false, Call("Set", new HashSet<string> { "a" }));
    }

    [Fact]
    public void Dictionary_OfAnyKind_IsCopied()
    {
        Assert.Equal(1, Call("Map", new SortedDictionary<string, int> { ["a"] = 1 }));
        Assert.Equal(1, Call("Map", new System.Collections.Concurrent.ConcurrentDictionary<string, int> { ["a"] = 1 }));
    }

    [Fact]
    public void Collections_OfAllKinds_ReachTheCore() =>
        Assert.Equal(7, Call("All", new HashSet<string>(), new List<int?> { null }, new List<Guid>(), new[] { DayOfWeek.Monday }, new HashSet<long>(), new Dictionary<string, bool>(), null));

    private object? Call(string method, params object?[] arguments) => s_tools.Value.Call((object)_tools, method, arguments);
}
