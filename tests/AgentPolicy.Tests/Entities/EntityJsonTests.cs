namespace AgentPolicy.Tests.Entities;

public sealed class EntityJsonTests
{
    private static readonly CedarSchema s_schema = CedarSchema.Parse(
        """
        entity Team;
        entity User in [Team] { limit: decimal, boss?: User, teams?: Set<Team>, home?: { city: String, zip?: Long }, sizes?: Set<Size> } tags Set<String>;
        entity Size enum ["small", "large"];
        action act in [write] appliesTo { principal: User, resource: Team };
        action write;
        """);

    [Fact]
    public void FromJson_BothFormsOfUid_AreRead()
    {
        const string Json = """
            [{"uid": {"type": "User", "id": "a"}, "attrs": {"n": 1, "e": {"__entity": {"type": "User", "id": "b"}}, "d": {"__extn": {"fn": "decimal", "arg": "1.5"}}, "s": [1, 1, "x"]},
              "parents": [{"type": "Team", "id": "t"}, {"__entity": {"type": "Team", "id": "u"}}], "tags": {"k\u0065y": "v"}},
             {"uid": {"__entity": {"id": "b", "type": "User"}}, "attrs": {}, "parents": []}]
            """;
        Assert.Equal("true", Answer.Of(
            "User::\"a\".n == 1 && User::\"a\".e == User::\"b\" && User::\"a\".d == decimal(\"1.5\") && User::\"a\".s == [\"x\", 1] && User::\"a\" in Team::\"t\" && User::\"a\" in Team::\"u\" && User::\"a\".getTag(\"key\") == \"v\"",
            default,
            entities: EntityStore.FromJson(Json)));
    }

    [Fact]
    public void FromJson_WithSchema_ReadsShortForms()
    {
        const string Json = """
            [{"uid": {"type": "User", "id": "a"}, "attrs": {"limit": "1.5", "boss": {"type": "User", "id": "b"}, "teams": [{"type": "Team", "id": "t"}], "home": {"city": "X"}}, "parents": [], "tags": {"k": ["v"]}},
             {"uid": {"type": "Size", "id": "small"}, "attrs": {}, "parents": []}, {"uid": {"type": "Action", "id": "act"}, "attrs": {}, "parents": [{"type": "Action", "id": "write"}]}]
            """;
        Assert.Equal("true", Answer.Of(
            "User::\"a\".limit == decimal(\"1.5\") && User::\"a\".boss == User::\"b\" && User::\"a\".teams.contains(Team::\"t\") && User::\"a\".home.city == \"X\" && User::\"a\".getTag(\"k\").contains(\"v\")",
            default,
            entities: EntityStore.FromJson(Json, s_schema)));
    }

    [Theory]
    [InlineData("", "Malformed JSON")]
    [InlineData("[", "Malformed JSON")]
    [InlineData("[] []", "Malformed JSON")]
    [InlineData("[1,]", "Malformed JSON")]
    [InlineData("[] // comment", "Malformed JSON")]
    [InlineData("null", "array")]
    [InlineData("{}", "array")]
    [InlineData("[null]", "[0]")]
    [InlineData("""[{"attrs": {}, "parents": []}]""", "lacks 'uid'")]
    [InlineData("""[{"uid": {"type": "U", "id": "a"}, "parents": []}]""", "lacks 'attrs'")]
    [InlineData("""[{"uid": {"type": "U", "id": "a"}, "attrs": {}}]""", "lacks 'parents'")]
    [InlineData("""[{"uid": {"type": "U", "id": "a"}, "attrs": {}, "parents": [], "x": 1}]""", "no 'x'")]
    [InlineData("""[{"uid": {"type": "U", "id": "a"}, "attrs": {}, "parents": [], "att\u0072s": {}}]""", "'attrs' stands twice")]
    [InlineData("""[{"uid": {"type": "U", "id": "a"}, "attrs": {}, "parents": [], "\ud800": {}}]""", "surrogate")]
    [InlineData("""[{"uid": "U::\"a\"", "attrs": {}, "parents": []}]""", "[0].uid")]
    [InlineData("""[{"uid": {"type": "", "id": "a"}, "attrs": {}, "parents": []}]""", "[0].uid")]
    [InlineData("""[{"uid": {"type": "U", "id": "a", "x": 1}, "attrs": {}, "parents": []}]""", "[0].uid")]
    [InlineData("""[{"uid": {"type": "U", "id": "\ud800"}, "attrs": {}, "parents": []}]""", "[0].uid")]
    [InlineData("""[{"uid": {"type": "U", "id": "a"}, "attrs": [], "parents": []}]""", "[0].attrs")]
    [InlineData("""[{"uid": {"type": "U", "id": "a"}, "attrs": null, "parents": []}]""", "[0].attrs")]
    [InlineData("""[{"uid": {"type": "U", "id": "a"}, "attrs": {}, "parents": {}}]""", "[0].parents")]
    [InlineData("""[{"uid": {"type": "U", "id": "a"}, "attrs": {}, "parents": [{"type": "T", "id": "t"}, "x"]}]""", "[0].parents[1]")]
    [InlineData("""[{"uid": {"type": "U", "id": "a"}, "attrs": {"x": {"y": [1, {"z": null}]}}, "parents": []}]""", "[0].attrs.x.y[1].z: an input cannot be read: null")]
    [InlineData("""[{"uid": {"type": "U", "id": "a"}, "attrs": {"x": 1.5}, "parents": []}]""", "[0].attrs.x")]
    [InlineData("""[{"uid": {"type": "U", "id": "a"}, "attrs": {"x": 1, "\u0078": 1}, "parents": []}]""", "twice")]
    [InlineData("""[{"uid": {"type": "U", "id": "a"}, "attrs": {"x": {"__expr": "1"}}, "parents": []}]""", "__expr")]
    [InlineData("""[{"uid": {"type": "U", "id": "a"}, "attrs": {"\udc00": 1}, "parents": []}]""", "surrogate")]
    [InlineData("""[{"uid": {"type": "U", "id": "a"}, "attrs": {}, "parents": [], "tags": {"t": null}}]""", "[0].tags.t")]
    [InlineData("""[{"uid": {"type": "U", "id": "a"}, "attrs": {}, "parents": [], "tags": []}]""", "[0].tags")]
    public void FromJson_Malformed_SaysWhere(string json, string part) => Assert.Contains(part, Assert.Throws<FormatException>(() => EntityStore.FromJson(json)).Message);

    [Theory]
    [InlineData("""{"type": "Ghost", "id": "a"}""", "{}", "", "no entity type")]
    [InlineData("""{"type": "Action", "id": "ghost"}""", "{}", "", "no action")]
    [InlineData("""{"type": "Size", "id": "huge"}""", "{}", "", "none of the entities")]
    [InlineData("""{"type": "Size", "id": "small"}""", """{"x": 1}""", "", "no attribute 'x'")]
    [InlineData("""{"type": "User", "id": "a"}""", "{}", "", "'limit' is missing")]
    [InlineData("""{"type": "User", "id": "a"}""", """{"limit": "1.5", "x": 1}""", "", "no attribute 'x'")]
    [InlineData("""{"type": "User", "id": "a"}""", """{"limit": 1}""", "", "[0].attrs.limit")]
    [InlineData("""{"type": "User", "id": "a"}""", """{"limit": "1,5"}""", "", "[0].attrs.limit")]
    [InlineData("""{"type": "User", "id": "a"}""", """{"limit": "1.5", "boss": {"type": "Team", "id": "b"}}""", "", "[0].attrs.boss")]
    [InlineData("""{"type": "User", "id": "a"}""", """{"limit": "1.5", "teams": [{"type": "Team", "id": "b"}, {"type": "User", "id": "b"}]}""", "", "[0].attrs.teams[1]")]
    [InlineData("""{"type": "User", "id": "a"}""", """{"limit": "1.5", "sizes": [{"type": "Size", "id": "small"}, {"type": "Size", "id": "huge"}]}""", "", "none of the entities")]
    [InlineData("""{"type": "User", "id": "a"}""", """{"limit": "1.5", "home": {"zip": 1}}""", "", "[0].attrs.home")]
    [InlineData("""{"type": "User", "id": "a"}""", """{"limit": "1.5", "home": {"city": "x", "Zip": 1}}""", "", "no attribute 'Zip'")]
    [InlineData("""{"type": "User", "id": "a"}""", """{"limit": "1.5"}""", """, "tags": {"k": "v"}""", "[0].tags.k")]
    [InlineData("""{"type": "User", "id": "a"}""", """{"limit": "1.5"}""", """, "tags": {"k": [], "k": []}""", "twice")]
    [InlineData("""{"type": "User", "id": "a"}""", """{"limit": "1.5"}""", """, "tags": {"\ud800": []}""", "surrogate")]
    [InlineData("""{"type": "Team", "id": "a"}""", "{}", """, "tags": {"k": []}""", "no tags")]
    public void FromJson_NotAsTheSchemaSays_SaysWhere(string uid, string attributes, string tags, string part)
    {
        var json = $$"""[{"uid": {{uid}}, "attrs": {{attributes}}, "parents": []{{tags}} }]""";
        Assert.Contains(part, Assert.Throws<FormatException>(() => EntityStore.FromJson(json, s_schema)).Message);
    }

    [Fact]
    public void FromJson_TwiceOrCyclic_IsRefused()
    {
        const string One = """{"uid": {"type": "U", "id": "a"}, "attrs": {}, "parents": [{"type": "U", "id": "b"}]}""";
        const string Two = """{"uid": {"type": "U", "id": "b"}, "attrs": {}, "parents": [{"type": "U", "id": "a"}]}""";
        Assert.Contains("twice", Assert.Throws<ArgumentException>(() => EntityStore.FromJson($"[{One},{One}]")).Message);
        Assert.Contains("cycle", Assert.Throws<ArgumentException>(() => EntityStore.FromJson($"[{One},{Two}]")).Message);
        Assert.Throws<ArgumentNullException>(() => EntityStore.FromJson(null!));
        Assert.Contains("Malformed", Assert.Throws<FormatException>(() => EntityStore.FromJson("[\"\uD800\"]")).Message);
    }

    [Theory]
    [InlineData(400, true)]
    [InlineData(600, false)]
    [InlineData(100_000, false)]
    public void FromJson_DeepNesting_IsReadOrRefused(int depth, bool isRead)
    {
        foreach (var deep in new[] { new string('[', depth) + new string(']', depth), string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth) })
        {
            var json = $$"""[{"uid": {"type": "U", "id": "a"}, "attrs": {"x": {{deep}} }, "parents": []}]""";
            foreach (var stack in new[] { 128 * 1024, 256 * 1024, 2 * 1024 * 1024 })
            {
                var failure = Answer.OnStack(stack, () => Record.Exception(() => EntityStore.FromJson(json)));
                Assert.True(isRead && stack > 1024 * 1024 ? failure is null : failure is FormatException or null, $"{failure}");
                Assert.True(isRead || failure is not null);
            }
        }
    }
}
