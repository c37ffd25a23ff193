using AgentPolicy.Oracle.Cases;

namespace AgentPolicy.Oracle.Tests;

public sealed class TextTests
{
    private const int Cases = 6_000;
    private const int Seed = 20_261_127;

    [SkippableFact]
    public void Texts_SpoiledALittle_AreAcceptedAsByTheReference()
    {
        using var reference = Reference.Require();
        var output = new StringWriter();
        var soak = new Soak(reference, Seed, output);
        soak.Run(decisions: 0, compileEvery: 0, done => done < Cases);
        Assert.True(soak.Disagreements == 0, output.ToString());
    }

    /// <summary>What the oracle once found, and what is easily got wrong again.</summary>
    [SkippableTheory]
    [InlineData(nameof(Subject.Context), """{"a": 0}""", true)]
    [InlineData(nameof(Subject.Context), """{"a": -0}""", false)]
    [InlineData(nameof(Subject.Context), """{"a": 1e0}""", false)]
    [InlineData(nameof(Subject.Context), """{"a": 9223372036854775807, "b": -9223372036854775808}""", true)]
    [InlineData(nameof(Subject.Context), """{"a": 9223372036854775808}""", false)]
    [InlineData(nameof(Subject.Context), """{"a": "\ud83d\ude00\u0000"}""", true)]
    [InlineData(nameof(Subject.Context), """{"a": "\ud83d"}""", false)]
    [InlineData(nameof(Subject.Context), """{"a": {"__entity": {"type": "A::B", "id": ""}}}""", true)]
    [InlineData(nameof(Subject.Context), """{"a": {"__entity": {"type": "::A", "id": ""}}}""", false)]
    [InlineData(nameof(Subject.Context), """{"a": {"__entity": {"type": "__cedar::A", "id": ""}}}""", false)]
    [InlineData(nameof(Subject.Context), """{"__entity": {"type": "A", "id": "a"}}""", false)]
    [InlineData(nameof(Subject.Context), """{"__extn": {"fn": "decimal", "arg": "1.0"}}""", false)]
    [InlineData(nameof(Subject.Context), """{"__expr": ""}""", false)]
    [InlineData(nameof(Subject.Entities), """[{"uid": {"type": "A", "id": "a"}, "attrs": {"__entity": 1}, "parents": []}]""", true)]
    [InlineData(nameof(Subject.Entities), """[{"uid": {"type": "\u0000", "id": "a"}, "attrs": {}, "parents": []}]""", false)]
    [InlineData(nameof(Subject.Entities), """[{"uid": {"type": "A", "id": "a"}, "attrs": {}, "parents": [{"type": "A", "id": "a"}]}]""", false)]
    [InlineData(nameof(Subject.Policies), "permit(principal,action,resource,)when{-9223372036854775808<007};", true)]
    [InlineData(nameof(Subject.Policies), "permit(principal,action,resource)when{9223372036854775808<1};", false)]
    [InlineData(nameof(Subject.Policies), "permit(principal,action,resource)when{{if:1}has a};", false)]
    [InlineData(nameof(Subject.Policies), "permit(principal,action,resource)when{context like \"\\*\\u{1F600}*\"};", true)]
    [InlineData(nameof(Subject.Schema), "entity A { \"\\0\"?: __cedar::Long } tags Set<A>;", true)]
    [InlineData(nameof(Subject.Schema), "entity A { a: Ghost };", false)]
    public void Text_ThatIsEasilyGotWrong_IsAcceptedAsByTheReference(string subject, string text, bool isAccepted)
    {
        using var reference = Reference.Require();
        var both = new TextCase(Enum.Parse<Subject>(subject), text);
        Assert.Null(both.Check(reference));
        Assert.Equal((1, isAccepted, null), (both.Questions, both.IsAccepted, both.Explained));
    }

    [SkippableTheory]
    [InlineData("""{"a": [], "d": "1.5"}""", true)]
    [InlineData("""{"a": {"b": true}, "d": "1.5"}""", true)]
    [InlineData("""{"a": [null], "d": "1.5"}""", false)]
    [InlineData("""{"a": 1, "d": {"__entity": {"type": "A", "id": "a"}}}""", false)]
    [InlineData("""{"a": 1, "d": {"__extn": {"fn": "ip", "arg": "::1"}}}""", true)]
    [InlineData("""{"a": 1, "d": true}""", false)]
    [InlineData("""{"a": 1}""", false)]
    public void Context_ReadByASchema_IsReadAsByTheReference(string text, bool isAccepted)
    {
        using var reference = Reference.Require();
        const string Schema = "entity A; action go appliesTo { principal: A, resource: A, context: { a: Long, d: decimal } };";
        var both = new TextCase(Subject.Context, text, Schema, new EntityUid("Action", "go"));
        Assert.Null(both.Check(reference));
        Assert.Equal((1, isAccepted, null), (both.Questions, both.IsAccepted, both.Explained));
    }

    [SkippableFact]
    public void Strictness_OfEveryName_IsOursAlone()
    {
        using var reference = Reference.Require();
        Assert.All(Strictness.All, strictness =>
        {
            var example = new TextCase(strictness.Subjects[0], strictness.Example);
            Assert.Null(example.Check(reference));
            Assert.Same(strictness, example.Explained);
        });
    }
}
