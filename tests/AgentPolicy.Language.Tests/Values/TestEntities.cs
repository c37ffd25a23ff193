namespace AgentPolicy.Language.Tests.Values;

/// <summary>A few entities: <c>T::"a"</c> is in <c>T::"b"</c>, which is in <c>T::"c"</c>. Those asked for by other uids are unknown.</summary>
internal sealed class TestEntities : EntityLookup
{
    public static readonly PolicyValue A = TestValues.Entity("T", "a");
    public static readonly PolicyValue B = TestValues.Entity("T", "b");
    public static readonly PolicyValue C = TestValues.Entity("T", "c");
    public static readonly PolicyValue Unknown = TestValues.Entity("T", "unknown");

    private static readonly PolicyValue s_attributes = TestValues.Record(
        ("n", 1L), ("s", "text"), ("flag", true), ("next", B), ("set", PolicyValue.FromSet(1L, "a")), ("r", TestValues.Record(("n", 2L), ("far", C))), ("lost", Unknown));

    private static readonly RecordValue s_tags = (RecordValue)TestValues.Record(("n", 3L), ("tag", "t"), ("é", true)).Record;

    public override PolicyValue GetAttributes(in PolicyValue entity, AttributeName name, PolicyScratch scratch) => Name(entity) switch
    {
        "a" => s_attributes,
        "b" => TestValues.Record(("n", -1L)),
        "c" => TestValues.Record(),
        _ => default,
    };

    public override RecordValue? GetTags(in PolicyValue entity) => Name(entity) switch { "a" => s_tags, "b" or "c" => RecordValue.Empty, _ => null };

    public override bool IsDescendant(in PolicyValue entity, in PolicyValue ancestor, PolicyScratch scratch) =>
        (Name(entity), Name(ancestor)) is ("a", "b") or ("a", "c") or ("b", "c");

    private static string Name(PolicyValue entity) => entity.EntityType == "T" ? entity.Text.ToString() : "";
}
