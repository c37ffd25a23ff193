using FsCheck.Xunit;
using static AgentPolicy.Language.Tests.Values.TestValues;

namespace AgentPolicy.Language.Tests.Values;

public sealed class RecordValueTests
{
    private static readonly EntityLookup s_noEntities = new TestEntities();

    [Property(Arbitrary = [typeof(TextViewTests.Texts)], MaxTest = 2000)]
    public void Get_AnyNames_FindsEachByEitherKindOfNameAndNothingElse(string[] names, string other)
    {
        var distinct = names.Distinct(StringComparer.Ordinal).ToArray();
        var record = (RecordValue)Record([.. distinct.Select((name, i) => (name, (PolicyValue)(long)i))]).Record;
        Assert.Equal(distinct.Length, record.Count);
        for (var i = 0; i < distinct.Length; i++)
            Check(record, distinct[i], i.ToString());
        if (!distinct.Contains(other, StringComparer.Ordinal))
            Check(record, other, "(absent)");
        Assert.Equal(distinct.Order(StringComparer.Ordinal), Enumerable.Range(0, record.Count).Select(record.NameAt));
    }

    [Fact]
    public void Create_NameTwice_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => Record(("a", 1L), ("b", 1L), ("a", 1L)));
        Assert.Throws<ArgumentException>(() => Record(("a", TestValues.Unreadable)));
        Assert.Same(RecordValue.Empty, Record(("a", default)).Record);
    }

    [Fact]
    public void GetAttribute_EveryFormOfRecord_FindsPresentAndMissesAbsentOnes()
    {
        var scratch = new PolicyScratch();
        (string, PolicyValue)[] attributes = [("a", 1L), ("é", 2L), ("x", default)];
        PolicyValue[] records =
        [
            Record(attributes), SlotRecord.Of(attributes), ScratchRecord(scratch, attributes[0], attributes[1]), ListedRecord.Of(("a", 1L), (Utf8Source.Of("é"), 2L)),
            scratch.Record(new SlotStruct(7)), scratch.Record(new SlotRecord(attributes)),
        ];
        foreach (var record in records)
        {
            AssertValue(1L, Intrinsics.GetAttribute(record, new AttributeName("a"), s_noEntities, scratch));
            AssertValue(2L, Intrinsics.GetAttribute(record, new AttributeName("é"), s_noEntities, scratch));
            AssertValue(true, Intrinsics.HasAttribute(record, new AttributeName("é"), s_noEntities, scratch));
            foreach (var missing in new[] { "x", "b", "A", "", "e\u0301" })
            {
                AssertValue(false, Intrinsics.HasAttribute(record, new AttributeName(missing), s_noEntities, scratch));
                var value = Intrinsics.GetAttribute(record, new AttributeName(missing), s_noEntities, scratch);
                AssertError(PolicyErrorKind.AttributeMissing, value);
                Assert.Equal(missing, value.ErrorDetail);
            }
        }
    }

    [Fact]
    public void GetAttribute_UnreadableAttribute_IsThatErrorForHasToo()
    {
        var scratch = new PolicyScratch();
        foreach (var record in new[] { SlotRecord.Of(("a", TestValues.Unreadable)), ListedRecord.Of(("a", TestValues.Unreadable)) })
        {
            AssertError(PolicyErrorKind.UnreadableInput, Intrinsics.GetAttribute(record, new AttributeName("a"), s_noEntities, scratch));
            AssertError(PolicyErrorKind.UnreadableInput, Intrinsics.HasAttribute(record, new AttributeName("a"), s_noEntities, scratch));
        }

        var twice = ListedRecord.Of(("a", 1L), ("a", 2L));
        AssertError(PolicyErrorKind.DuplicateKey, Intrinsics.GetAttribute(twice, new AttributeName("a"), s_noEntities, scratch));
        AssertError(PolicyErrorKind.DuplicateKey, Intrinsics.HasAttribute(twice, new AttributeName("a"), s_noEntities, scratch));
    }

    [Fact]
    public void GetAttribute_WrongType_IsAnError()
    {
        foreach (var value in new PolicyValue[] { 1L, "a", true, PolicyValue.FromDecimal(1m), PolicyValue.FromSet() })
        {
            AssertTypeError(PolicyValueKind.Record, value.Kind, Intrinsics.GetAttribute(value, new AttributeName("a"), s_noEntities, new PolicyScratch()));
            AssertTypeError(PolicyValueKind.Record, value.Kind, Intrinsics.HasAttribute(value, new AttributeName("a"), s_noEntities, new PolicyScratch()));
        }

        AssertError(PolicyErrorKind.UnreadableInput, Intrinsics.GetAttribute(TestValues.Unreadable, new AttributeName("a"), s_noEntities, new PolicyScratch()));
        AssertError(PolicyErrorKind.UnreadableInput, Intrinsics.HasAttribute(TestValues.Unreadable, new AttributeName("a"), s_noEntities, new PolicyScratch()));
    }

    [Fact]
    public void HasPath_EachStep_StopsAtTheFirstThatIsMissing()
    {
        var record = Record(("a", Record(("b", Record(("c", 1L))), ("n", 1L))));
        AssertValue(true, HasPath(record, "a"));
        AssertValue(true, HasPath(record, "a", "b", "c"));
        AssertValue(false, HasPath(record, "x", "b", "c"));
        AssertValue(false, HasPath(record, "a", "x", "c"));
        AssertValue(false, HasPath(record, "a", "b", "x"));
        AssertTypeError(PolicyValueKind.Record, PolicyValueKind.Long, HasPath(record, "a", "n", "x"));
        AssertTypeError(PolicyValueKind.Record, PolicyValueKind.Long, HasPath(1L, "a", "b"));
        AssertError(PolicyErrorKind.UnreadableInput, HasPath(SlotRecord.Of(("a", TestValues.Unreadable)), "a", "b"));
        AssertError(PolicyErrorKind.UnreadableInput, HasPath(TestValues.Unreadable, "a"));
    }

    private static PolicyValue HasPath(PolicyValue target, params string[] path) =>
        Intrinsics.HasPath(target, path.Select(name => new AttributeName(name)).ToArray(), s_noEntities, new PolicyScratch());

    private static void Check(RecordValue record, string name, string expected)
    {
        Assert.Equal(expected, record.Get(new AttributeName(name), new PolicyScratch()).ToString());
        Assert.Equal(expected, record.Get(new TextView(name)).ToString());
        Assert.Equal(expected, record.Get(Utf8Source.Of(name).Text).ToString());
    }

    private readonly struct SlotStruct(long value) : IPolicyRecord
    {
        public int SlotCount => 3;

        public string GetName(int slot) => slot switch { 0 => "a", 1 => "é", _ => "x" };

        public int FindSlot(string name) => name switch { "a" => 0, "é" => 1, "x" => 2, _ => -1 };

        public PolicyValue GetValue(int slot, PolicyScratch scratch) => slot switch { 0 => value - 6, 1 => value - 5, _ => default(PolicyValue) };
    }
}
