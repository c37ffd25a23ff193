namespace AgentPolicy.Generators.Tests.Emit;

/// <summary>What policies see of the arguments and the result of a governed call.</summary>
public sealed class GovernedReadingTests
{
    private const string Source = """
        public enum Color { Red, Green }
        [Flags] public enum Access { None = 0, Read = 1, Write = 2 }
        public sealed record Address(string City, [property: System.Text.Json.Serialization.JsonPropertyName("post-code")] string? PostCode, int[] Floors) { public string Computed => City; }

        public sealed partial class Tools(IPolicyEngine policy)
        {
            [Governed("read")]
            public partial int Read(
                bool b, byte n, ulong u, string s, string? o, Guid g, Uri uri, Color c, Access f, decimal d, double x, Half h, EntityUid e,
                System.Text.Json.JsonElement j, string[] set, IReadOnlySet<Color> colors, Dictionary<string, long> map, Address a, Address? none, int? i, char unread, CancellationToken cancellation);
            private int ReadCore(
                bool b, byte n, ulong u, string s, string? o, Guid g, Uri uri, Color c, Access f, decimal d, double x, Half h, EntityUid e,
                System.Text.Json.JsonElement j, string[] set, IReadOnlySet<Color> colors, Dictionary<string, long> map, Address a, Address? none, int? i, char unread, CancellationToken cancellation) => 1;

            [Governed("open", Resource = nameof(path), ResourceType = "Os::File")] public partial string Open(string path);
            private string OpenCore(string path) => "secret " + path;

            [Governed("late")] public partial Task<Address?> LateAsync(bool missing);
            private async Task<Address?> LateAsyncCore(bool missing) { await Task.Yield(); return missing ? null : new("Oslo", null, [1]); }

            [Governed("who")] public partial int Who(AgentIdentity who);
            private int WhoCore(AgentIdentity who) => 3;

            [Governed("whoever")] public partial Task<int> WhoeverAsync(AgentIdentity? who = null);
            private Task<int> WhoeverAsyncCore(GovernedCall call, AgentIdentity? who) => Task.FromResult(call.Time.Year);

            public int Call(string? s = "t", Color c = Color.Green, ulong u = 3) => Read(
                true, 2, u, s!, null, Guid.Parse("aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"), new("http://x/y"), c, Access.Read | Access.Write, 1.5m, 0.25, (Half)2, new("T", "i"),
                System.Text.Json.JsonDocument.Parse("{\"k\":[1]}").RootElement, ["p", "q"], new HashSet<Color> { Color.Red }, new() { ["k"] = 4 }, new("Rome", null, [1, 2]), null, 7, 'x', default);

            public int CallAs(string id) => Who(new AgentIdentity(new Bot(id, ["root"])));
        }

        [PolicyEntity("Bot")] public sealed partial record Bot(string Id, string[] Scopes) : IPolicyPrincipal { public nint Handle { get; init; } }
        """;

    [Theory]
    [InlineData("context.input.b")]
    [InlineData("context.input.n == 2 && context.input.u == 3 && context.input.i == 7")]
    [InlineData("context.input.s == \"t\" && !(context.input has o) && !(context.input has none)")]
    [InlineData("context.input.g == \"aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee\" && context.input.uri == \"http://x/y\"")]
    [InlineData("context.input.c == \"Green\" && context.input.f == [\"Read\", \"Write\"]")]
    [InlineData("context.input.d == decimal(\"1.5\") && context.input.x == decimal(\"0.25\") && context.input.h == decimal(\"2.0\")")]
    [InlineData("context.input.e == T::\"i\" && context.input.j.k.contains(1)")]
    [InlineData("context.input.set.containsAll([\"p\", \"q\"]) && context.input.colors == [\"Red\"] && context.input.map.k == 4")]
    [InlineData("context.input.a.city == \"Rome\" && !(context.input.a has \"post-code\") && context.input.a.floors == [2, 1] && context.input.a has city")]
    [InlineData("!(context.input has cancellation) && resource == Tool::\"Tools\" && action in Action::\"call_tool\"")]
    public void Input_AskedFor_IsWhatWasPassed(string condition)
    {
        var tools = Load($"permit (principal, action, resource) when {{ {condition} }};");

        Assert.Equal(1, tools.Call(tools.New("Tools"), "Call", "t", Enum.Parse(tools.Type("Color"), "Green"), 3UL));
    }

    [Theory]
    [InlineData("s", null, "Green", 3UL)]
    [InlineData("c", "t", "7", 3UL)]
    [InlineData("u", "t", "Green", ulong.MaxValue)]
    public void Input_WithoutAValue_FailsClosed(string input, string? s, string color, ulong u)
    {
        var tools = Load($"permit (principal, action, resource); forbid (principal, action, resource) when {{ context.input has {input} && context.input.{input} == 99 }};");

        var denial = Assert.Throws<PolicyDeniedException>(() => tools.Call(tools.New("Tools"), "Call", s, Enum.Parse(tools.Type("Color"), color), u));
        Assert.Equal(DecisionCause.ForbidFailed, denial.Decision.Cause);
    }

    [Theory]
    [InlineData("context.input has unread")]
    [InlineData("context.input.unread == \"x\"")]
    [InlineData("context.input.a has computed")]
    [InlineData("context has input.a.computed")]
    [InlineData("context.input.a == {city: \"Rome\", floors: [1, 2]}")]
    [InlineData("context.input == {b: true}")]
    public void Input_ThatCannotBeRead_IsNeverTakenForAbsent(string condition)
    {
        var tools = Load($"permit (principal, action, resource); forbid (principal, action, resource) when {{ !({condition}) && !({condition}) }};");

        var denial = Assert.Throws<PolicyDeniedException>(() => tools.Call(tools.New("Tools"), "Call", "t", Enum.Parse(tools.Type("Color"), "Green"), 3UL));
        Assert.Equal((DecisionCause.ForbidFailed, "UnreadableInput"), (denial.Decision.Cause, denial.Decision.Error.Kind.ToString()));
    }

    [Theory]
    [InlineData("record R(int A, string[] B) { public int C => 1; }", """{"r":{"a":Long,"b":Set<String>;"c"!"is computed, so that two reads could differ"}}->Long""")]
    [InlineData("class R { public int A { get; init; } public int B { get { return 1; } init { } } }", """{"r":{"a":Long;"b"!"is computed, so that two reads could differ"}}->Long""")]
    [InlineData("class R { public virtual int A { get; } public int B { get; } }", """{"r":{"b":Long;"a"!"can be overridden, so that two reads could differ"}}->Long""")]
    [InlineData("class R { public int A { get; set; } }", """{;"r"!"is of type R, which can change after the decision, so that no policy can read it"}->Long""")]
    [InlineData("class R { public int[] A { get; } = []; }", """{;"r"!"is of type R, which can change after the decision, so that no policy can read it"}->Long""")]
    [InlineData("record R { public int[] A { get; } = []; }", """{;"r"!"is of type R, which can change after the decision, so that no policy can read it"}->Long""")]
    [InlineData("record R(int[] A) { protected R(R other) => A = []; }", """{;"r"!"is of type R, which can change after the decision, so that no policy can read it"}->Long""")]
    [InlineData("enum R { Keep, Delete = 1, Remove = 1 }", """{;"r"!"is of type R, which has two names for one value, so that no policy can tell which it is"}->Long""")]
    [InlineData("record R(int A, R.Act[] B) { public enum Act { Delete = 1, Remove = 1 } }", """{"r":{"a":Long;"b"!"holds elements of type R.Act, which no policy can read"}}->Long""")]
    [InlineData("record R(int B) : Base(1) { public new int A; }\npublic record Base(int A)", """{"r":{"b":Long;"a"!"is hidden by another member of its name"}}->Long""")]
    [InlineData("record R(int B) : Base(1) { internal new int A => 2; }\npublic record Base(int A)", """{"r":{"b":Long;"a"!"is hidden by another member of its name"}}->Long""")]
    [InlineData("record R(int B) : Base(1) { public new static int A => 2; }\npublic record Base(int A)", """{"r":{"b":Long;"a"!"is hidden by another member of its name"}}->Long""")]
    [InlineData("record R(int B) : Base(1) { public new int A => 2; }\npublic record Base(int A)", """{"r":{"b":Long;"a"!"is computed, so that two reads could differ"}}->Long""")]
    [InlineData("record R(int A, R? More)", """{"r":{"a":Long;"more"!"is of type R?, which contains itself, so that no policy can read it"}}->Long""")]
    [InlineData("partial record R { public partial int A { get; } public int B { get; init; } } partial record R { public partial int A => 1; }", """{"r":{"b":Long;"a"!"is computed, so that two reads could differ"}}->Long""")]
    public void Type_OfAnInput_IsReadOnlyWhereItCannotChange(string type, string shape)
    {
        var ending = type.EndsWith('}') ? "" : ";";
        var run = GeneratorRun.Of($"public partial class Tools(IPolicyEngine e) {{ [Governed] public partial int M(R r); private int MCore(R r) => 1; }}\npublic {type}{ending}"
            .Replace("} partial record", "} public partial record", StringComparison.Ordinal));

        var attribute = run.Load().GetCustomAttributesData().Single(data => data.AttributeType.Name == "GovernedToolAttribute");
        Assert.Equal(shape, attribute.ConstructorArguments[4].Value);
    }

    [Fact]
    public void Resource_NamedByAParameter_IsDecidedOn()
    {
        var tools = Load("permit (principal, action, resource == Os::File::\"/drawer\");");
        var shop = tools.New("Tools");

        Assert.Equal("secret /drawer", tools.Call(shop, "Open", "/drawer"));
        Assert.Throws<PolicyDeniedException>(() => tools.Call(shop, "Open", "/elsewhere"));
        Assert.Throws<PolicyDeniedException>(() => tools.Call(shop, "Open", [null]));
    }

    [Fact]
    public async Task Output_Forbidden_IsWithheld()
    {
        var tools = Load("permit (principal, action, resource); forbid (principal, action == Action::\"late\", resource) when { context has output && context.output.city == \"Oslo\" };");
        var shop = tools.New("Tools");

        await Assert.ThrowsAsync<PolicyDeniedException>(() => (Task)tools.Call(shop, "LateAsync", false)!);
        await (Task)tools.Call(shop, "LateAsync", true)!;
    }

    [Fact]
    public void Identity_AsAParameter_WinsOverTheAmbientOne()
    {
        var tools = Load("permit (principal == Bot::\"b\", action, resource) when { principal.scopes.contains(\"root\") };");
        var shop = tools.New("Tools");

        Assert.Equal(3, tools.Call(shop, "CallAs", "b"));
        Assert.Throws<PolicyDeniedException>(() => tools.Call(shop, "CallAs", "c"));
    }

    [Fact]
    public void Entity_WithAnAttributeThatCannotBeRead_IsNotWithoutIt()
    {
        var tools = Load("permit (principal, action, resource); forbid (principal, action, resource) when { !(principal has handle) };");

        var denial = Assert.Throws<PolicyDeniedException>(() => tools.Call(tools.New("Tools"), "CallAs", "b"));
        Assert.Equal(DecisionCause.ForbidFailed, denial.Decision.Cause);
    }

    [Fact]
    public async Task Identity_NullAsAnArgument_IsNobodyWhoeverIsActing()
    {
        var tools = Load("permit (principal, action, resource);");
        var shop = tools.New("Tools");

        var denial = Assert.Throws<PolicyDeniedException>(() => tools.Call(shop, "Who", [null]));
        Assert.Equal(DecisionCause.NoIdentity, denial.Decision.Cause);
        denial = await Assert.ThrowsAsync<PolicyDeniedException>(() => (Task)tools.Call(shop, "WhoeverAsync", [null])!);
        Assert.Equal(DecisionCause.NoIdentity, denial.Decision.Cause);
        Assert.Equal(3, tools.Call(shop, "Who", tools.Somebody));
        Assert.True(await (Task<int>)tools.Call(shop, "WhoeverAsync", tools.Somebody)! > 2000);
    }

    [Fact]
    public void Entity_DerivedFromAnother_IsOfItsOwnType()
    {
        var assembly = GeneratorRun.Of("""
            [PolicyEntity("Agent")] public partial record Worker(string Id) : IPolicyPrincipal;
            [PolicyEntity("Boss")] public sealed partial record Boss(string Id, int Level) : Worker(Id);
            """).Load();

        var boss = (IPolicyPrincipal)Activator.CreateInstance(assembly.GetType("Boss")!, "b", 7)!;

        Assert.Equal("Boss::\"b\"", new AgentIdentity(boss).Agent.ToString());
        Assert.Equal("Agent", ((IPolicyPrincipal)Activator.CreateInstance(assembly.GetType("Worker")!, "w")!).EntityType);
        Assert.Equal(0, boss.FindSlot("level"));
    }

    [Fact]
    public void Entity_ThatOthersCanDeriveFrom_IsReadAsARecordOnly()
    {
        var assembly = GeneratorRun.Of("""
            [PolicyEntity("Agent")] public partial record Open(string Id, HashSet<string> Names) : IPolicyPrincipal;
            [PolicyEntity("Closed")] public sealed partial record Closed(string Id, HashSet<string> Names) : IPolicyPrincipal;
            """).Load();
        bool AnswersForSets(string type) => typeof(AgentPolicy.Compiled.IPrincipalReads).IsAssignableFrom(assembly.GetType(type));

        // Whoever derives from it can be another record, and would still answer with the names of this one.
        Assert.False(AnswersForSets("Open"));
        Assert.True(AnswersForSets("Closed"));
    }

    [Fact]
    public void Shape_InTheAssembly_TellsInputsAndOutput()
    {
        var tools = Load("permit (principal, action, resource);");
        var open = tools.Type("Tools").Assembly.GetCustomAttributesData()
            .Single(attribute => attribute.AttributeType.Name == "GovernedToolAttribute" && (string)attribute.ConstructorArguments[1].Value! == "open");

        Assert.Equal("Os::File", open.ConstructorArguments[3].Value);
        Assert.Equal("""{"path":String}->String""", open.ConstructorArguments[4].Value);
    }

    private static GovernedTools Load(string policies) => s_assembly.Value.With(policies);

    private static readonly Lazy<GovernedTools> s_assembly = new(() => GovernedTools.Load(Source));
}
