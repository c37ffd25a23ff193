using AgentPolicy.Tests.Support;
using FsCheck.Xunit;
using static AgentPolicy.Language.Tests.Values.TestValues;

namespace AgentPolicy.Language.Tests.Values;

public sealed class SetOperationTests
{
    [Property(Arbitrary = [typeof(ValueModels)], MaxTest = 2500, EndSize = 60)]
    public void Operations_AnySetsInAnyForm_AgreeWithTheModel(ValuePair pair)
    {
        var (left, right) = (AsSet(pair.Left), AsSet(pair.Right));
        var (whole, part) = (Canonical(left), Canonical(right));
        var (random, scratch) = (new Random(pair.Seed), new PolicyScratch());
        var (leftValue, rightValue) = (left.Build(random, scratch), right.Build(random, scratch));
        var mark = scratch.Mark();
        AssertValue(part.IsSubsetOf(whole), Intrinsics.ContainsAll(leftValue, rightValue, scratch));
        AssertValue(part.Overlaps(whole), Intrinsics.ContainsAny(leftValue, rightValue, scratch));
        AssertValue(part.SetEquals(whole), Intrinsics.Equal(leftValue, rightValue, scratch));
        AssertValue(whole.Count == 0, Intrinsics.IsEmpty(leftValue));
        Assert.Equal(mark, scratch.Mark());
        foreach (var element in right.Elements)
        {
            AssertValue(whole.Contains(element.Canonical), Intrinsics.Contains(leftValue, element.Build(random, scratch), scratch));
        }
    }

    [Fact]
    public void Operations_WrongTypes_AreErrorsLeftOneFirst()
    {
        var (set, scratch) = (PolicyValue.FromSet(1L), new PolicyScratch());
        var (first, second) = (PolicyValue.Error(PolicyErrorKind.Overflow), PolicyValue.Error(PolicyErrorKind.EntityMissing));
        AssertTypeError(PolicyValueKind.Set, PolicyValueKind.Record, Intrinsics.Contains(Record(), 1L, scratch));
        AssertError(PolicyErrorKind.Overflow, Intrinsics.Contains(first, second, scratch));
        AssertError(PolicyErrorKind.EntityMissing, Intrinsics.Contains(1L, second, scratch));
        AssertError(PolicyErrorKind.EntityMissing, Intrinsics.Contains(set, second, scratch));
        Func<PolicyValue, PolicyValue, PolicyValue>[] operators = [(x, y) => Intrinsics.ContainsAll(x, y, scratch), (x, y) => Intrinsics.ContainsAny(x, y, scratch)];
        foreach (var apply in operators)
        {
            AssertTypeError(PolicyValueKind.Set, PolicyValueKind.Long, apply(1L, "a"));
            AssertTypeError(PolicyValueKind.Set, PolicyValueKind.String, apply(set, "a"));
            AssertError(PolicyErrorKind.Overflow, apply(first, second));
            AssertError(PolicyErrorKind.EntityMissing, apply(1L, second));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(60)]
    public void Operations_UnreadableElement_IsAnErrorWhereverItStands(int count)
    {
        var scratch = new PolicyScratch();
        var numbers = Enumerable.Range(0, count).Select(i => (PolicyValue)(long)i).ToArray();
        PolicyValue[] others = [PolicyValue.FromSet(), ListedSet.Of(), PolicyValue.FromSet(0L), ListedSet.Of(0L), ListedSet.Of(-1L), PolicyValue.FromSet(numbers), ListedSet.Of(numbers), ListedSet.Of(ListedSet.Of(0L))];
        foreach (var bad in new[] { TestValues.Unreadable, default })
        {
            for (var position = 0; position < count; position++)
            {
                PolicyValue[] elements = [.. numbers[..position], bad, .. numbers[position..]];
                foreach (var set in new[] { ListedSet.Of(elements), ScratchSet(scratch, elements) })
                {
                    foreach (var other in others)
                    {
                        Assert.True(Intrinsics.ContainsAll(set, other, scratch).IsError, $"{set} containsAll {other}");
                        Assert.True(Intrinsics.ContainsAll(other, set, scratch).IsError, $"{other} containsAll {set}");
                        Assert.True(Intrinsics.ContainsAny(set, other, scratch).IsError, $"{set} containsAny {other}");
                        Assert.True(Intrinsics.ContainsAny(other, set, scratch).IsError, $"{other} containsAny {set}");
                    }

                    foreach (var element in new PolicyValue[] { 0L, count - 1L, -1L, "a", PolicyValue.FromSet(), Record() })
                        Assert.True(Intrinsics.Contains(set, element, scratch).IsError, $"{set} contains {element}");
                }
            }
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(9)]
    [InlineData(100)]
    public void Operations_ElementWithANameTwice_IsAnErrorHoweverLargeTheSet(int count)
    {
        var scratch = new PolicyScratch();
        var records = Enumerable.Range(0, count).Select(i => Record(("a", i))).ToArray();
        var twice = ListedRecord.Of(("a", 1L), ("a", 7777L));
        foreach (var set in new[] { PolicyValue.FromSet(records), ListedSet.Of(records) })
        {
            AssertError(PolicyErrorKind.DuplicateKey, Intrinsics.Contains(set, twice, scratch));
            AssertError(PolicyErrorKind.DuplicateKey, Intrinsics.ContainsAny(set, ListedSet.Of(twice), scratch));
            AssertError(PolicyErrorKind.DuplicateKey, Intrinsics.ContainsAll(set, ListedSet.Of(records[0], ListedSet.Of(twice)), scratch));
        }
    }

    [Fact]
    public void SetValue_SharedByThreads_AnswersAllOfThem()
    {
        var set = PolicyValue.FromSet([.. Enumerable.Range(0, 100).Select(i => Record(("a", i)))]);
        Parallel.For(0, 2_000, i =>
        {
            var scratch = new PolicyScratch();
            AssertValue(i % 2 == 0, Intrinsics.Contains(set, SlotRecord.Of(("a", i % 2 == 0 ? i % 100 : -i)), scratch));
        });
    }

    [Fact]
    public void SetValue_Create_ListsEachElementOnce()
    {
        var set = SetValue.Create([1L, "a", 1L, Utf8Source.Of("a"), PolicyValue.FromSet(1L, 2L), ListedSet.Of(2L, 1L, 2L), true]);
        Assert.Equal(4, set.Count);
        Assert.Equal(["1", "\"a\"", "[1, 2]", "true"], Enumerable.Range(0, set.Count).Select(i => set[i].ToString()));
    }

    private static ValueModel.Set AsSet(ValueModel model) => model as ValueModel.Set ?? new ValueModel.Set([model]);

    private static HashSet<string> Canonical(ValueModel.Set set) => set.Elements.Select(x => x.Canonical).ToHashSet(StringComparer.Ordinal);

    [Collection(nameof(Alone))]
    public sealed class Time
    {
        public static TheoryData<string> Elements => new() { "numbers", "texts", "records" };

        [Theory]
        [MemberData(nameof(Elements))]
        public void Operations_LargeSets_TakeLinearTime(string kind) => LinearTime.Holds(60_000, count =>
        {
            PolicyValue[] elements = [.. Enumerable.Range(0, count).Select(i => kind switch
            {
                "numbers" => i,
                "texts" => Utf8Source.Of("element " + i),
                _ => Record(("a", i % 2), ("b", i)),
            })];
            var others = ListedSet.Of([.. Enumerable.Range(0, count).Select(i => (PolicyValue)(-1L - i))]);
            return () =>
            {
                var (owned, listed, reversed) = (PolicyValue.FromSet(elements), ListedSet.Of(elements), ListedSet.Of([.. elements.Reverse(), .. elements]));
                var scratch = new PolicyScratch();
                foreach (var (left, right) in new[] { (owned, listed), (listed, reversed) })
                {
                    Assert.True(Intrinsics.ContainsAll(left, right, scratch).IsTrue);
                    Assert.True(Intrinsics.Equal(left, right, scratch).IsTrue);
                    Assert.True(Intrinsics.ContainsAny(left, right, scratch).IsTrue);
                }

                AssertValue(false, Intrinsics.ContainsAny(listed, others, scratch));
            };
        });

        [Fact]
        public void SetValue_ManyLookups_TakeConstantTimeEach() => LinearTime.Holds(200_000, count =>
        {
            var set = PolicyValue.FromSet([.. Enumerable.Range(0, count).Select(i => (PolicyValue)("element " + i))]);
            return () =>
            {
                var scratch = new PolicyScratch();
                for (var i = 0; i < count; i++)
                    Assert.True(Intrinsics.Contains(set, "element " + i, scratch).IsTrue);
                AssertValue(false, Intrinsics.Contains(set, "element", scratch));
            };
        });
    }
}
