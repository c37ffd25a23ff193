using System.Globalization;

namespace AgentPolicy.Tests.Indexing;

/// <summary>Random sets of many alike policies, as an index likes them, with errors everywhere; and requests to ask about them.</summary>
internal sealed class RandomSets(int seed)
{
    private static readonly string[] s_users = ["User::\"u0\"", "User::\"u1\"", "User::\"u2\"", "Bot::\"u0\""];
    private static readonly string[] s_groups = ["Group::\"g0\"", "Group::\"g1\"", "Group::\"g2\"", "User::\"u1\"", "Group::\"nowhere\""];
    private static readonly string[] s_files = ["File::\"f0\"", "File::\"f1\"", "Folder::\"d0\"", "Folder::\"d1\""];
    private static readonly string[] s_actions = ["Action::\"read\"", "Action::\"write\"", "Action::\"any\"", "Action::\"all\"", "Other::Action::\"read\""];

    private readonly Random _random = new(seed);

    public string Policies() => string.Join('\n', Enumerable.Range(0, _random.Next(1, 60)).Select(_ => Policy()));

    public EntityStore Entities()
    {
        var entities = new List<Entity>();
        for (var i = 0; i < 3; i++)
        {
            entities.Add(new Entity(new("User", $"u{i}"), Attributes(), Some("Group", "g", 3).Concat(i == 0 ? [new("User", "u1")] : [])));
            entities.Add(new Entity(new("Group", $"g{i}"), Attributes(), i < 2 && Flip() ? [new("Group", $"g{i + 1}")] : []));
            entities.Add(new Entity(new("File", $"f{i}"), Attributes(), Some("Folder", "d", 2)));
        }

        entities.Add(new Entity(new("Folder", "d0"), parents: Flip() ? [new("Folder", "d1")] : []));
        entities.Add(new Entity(new("Action", "read"), parents: Flip() ? [new("Action", "any")] : [new("Action", "all")]));
        entities.Add(new Entity(new("Action", "any"), parents: Flip() ? [new("Action", "all")] : []));
        entities.RemoveAll(_ => _random.Next(6) == 0);
        return EntityStore.Create(entities);
    }

    public PolicyRequest Request(EntityStore? overlay) => new(
        Pick<EntityUid>(new("User", "u0"), new("User", "u1"), new("User", "u2"), new("Bot", "u0"), new("Group", "g0"), new("User", "unknown")),
        Pick<EntityUid>(new("Action", "read"), new("Action", "read"), new("Action", "write"), new("Action", "any"), new("Action", "unknown"), new("Other::Action", "read"), new("User", "u0")),
        Pick<EntityUid>(new("File", "f0"), new("File", "f1"), new("Folder", "d0"), new("File", "unknown"), new("User", "u0")),
        Context(),
        overlay);

    private Dictionary<string, object?> Context()
    {
        var input = new Dictionary<string, object?>
        {
            ["account"] = Pick<object?>("a0", "a1", "a2", "", null, 3L, new[] { "a0" }, double.NaN),
            ["level"] = Pick<object?>(0L, 1L, 2L, null, "1", 1.5m),
            ["flag"] = Pick<object?>(true, false, null, "true"),
            ["owner"] = Pick<object?>(new EntityUid("User", "u0"), new EntityUid("User", "u9"), null, "u0"),
        };
        return Pick(new Dictionary<string, object?> { ["input"] = input }, new() { ["input"] = input, ["x"] = Pick<object?>("a0", 1L) }, new() { ["input"] = "none" }, []);
    }

    private Dictionary<string, object?> Attributes() => new() { ["roles"] = Pick<object?>(new[] { "r0", "r1" }, new[] { "r2" }, null, "r0"), ["level"] = Pick<object?>(0L, 1L, null, "1") };

    private IEnumerable<EntityUid> Some(string type, string prefix, int count) =>
        Enumerable.Range(0, count).Where(_ => Flip()).Select(i => new EntityUid(type, prefix + i.ToString(CultureInfo.InvariantCulture)));

    private string Policy()
    {
        var principal = Pick("principal", $"principal == {Pick(s_users)}", $"principal in {Pick(s_groups)}", "principal is User", $"principal is User in {Pick(s_groups)}");
        var action = Pick("action", $"action == {Pick(s_actions)}", $"action == {Pick(s_actions)}", $"action in {Pick(s_actions)}", $"action in [{Pick(s_actions)}, {Pick(s_actions)}]");
        var resource = Pick("resource", $"resource == {Pick(s_files)}", $"resource in {Pick(s_files)}", "resource is File", $"resource is File in {Pick(s_files)}");
        var conditions = Enumerable.Range(0, _random.Next(0, 4)).Select(_ => Condition());
        return $"{Pick("permit", "permit", "forbid")}({principal}, {action}, {resource}) {string.Join(' ', conditions.Select(condition => $"{Pick("when", "when", "when", "unless")} {{ {condition} }}"))};";
    }

    private string Condition() => Pick(
        () => "context has input && context.input has account && " + Test(),
        () => "context has input.account && " + Test(),
        () => "context has input.account",
        () => $"{Test()} && {Test()}",
        () => $"{Pick("principal", "action", "resource")} {Pick("==", "in")} {Pick(s_users.Concat(s_groups).Concat(s_files).Concat(s_actions).ToArray())}",
        () => $"principal in [{Pick(s_groups)}, {Pick(s_users)}]",
        () => $"({Test()} || {Test()})",
        () => $"!({Test()})",
        () => "action is Action",
        Test)();

    private string Test() => Pick(
        $"context.input.account == \"{Pick("a0", "a1", "a2", "a3", "")}\"",
        $"\"{Pick("a0", "a1")}\" == context.input.account",
        $"[\"{Pick("a0", "a1")}\", \"{Pick("a2", "a3")}\"].contains(context.input.account)",
        $"context.input.level == {_random.Next(3)}",
        $"context.input.level < {_random.Next(3)}",
        "context.input.account like \"a*\"",
        "context.input.flag",
        "context.input.flag == true",
        "context.input.owner == principal",
        "context.input.owner == User::\"u0\"",
        "context.x == \"a0\"",
        "context has x",
        "context.input.account == [\"a0\"]",
        $"principal.level == {_random.Next(2)}",
        "principal has roles && principal.roles.contains(\"r0\")",
        $"principal.roles.contains(\"r{_random.Next(3)}\")",
        $"principal.roles.contains(context.input.account)",
        "resource.level == 1",
        "true",
        "false");

    private bool Flip() => _random.Next(2) == 0;

    private T Pick<T>(params T[] choices) => choices[_random.Next(choices.Length)];
}
