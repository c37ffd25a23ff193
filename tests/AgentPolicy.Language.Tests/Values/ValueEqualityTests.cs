using AgentPolicy.Tests.Support;
using FsCheck.Xunit;
using static AgentPolicy.Language.Tests.Values.TestValues;

namespace AgentPolicy.Language.Tests.Values;

public sealed class ValueEqualityTests
{
    // For the deepest nesting in unoptimized code.
    private const int EnoughStack = 1024 * 1024;

    [Property(Arbitrary = [typeof(ValueModels)], MaxTest = 2500, EndSize = 60)]
    public void Equal_AnyTwoValuesInAnyForm_AgreesWithTheModel(ValuePair pair)
    {
        var (random, scratch) = (new Random(pair.Seed), new PolicyScratch());
        var (left, right) = (pair.Left.Build(random, scratch), pair.Right.Build(random, scratch));
        var expected = string.Equals(pair.Left.Canonical, pair.Right.Canonical, StringComparison.Ordinal);
        var mark = scratch.Mark();
        AssertValue(expected, Intrinsics.Equal(left, right, scratch));
        AssertValue(expected, Intrinsics.Equal(right, left, scratch));
        Assert.Equal(mark, scratch.Mark());
        Assert.Equal(expected, Hash(left) == Hash(right));
    }

    [Fact]
    public void Equal_DifferentTypes_IsFalseAndNoError()
    {
        PolicyValue[] values =
        [
            true, false, 0L, 1L, PolicyValue.FromDecimal(0m), PolicyValue.FromDecimal(1m), PolicyValue.FromDecimalDigits(1), "", "0", Entity("T", ""), Entity("T", "0"), Entity("U", ""), PolicyValue.FromSet(), PolicyValue.FromSet(0L), Record(), Record(("a", 0L)),
            PolicyValue.FromDateTimeMilliseconds(0), PolicyValue.FromDateTimeMilliseconds(1), PolicyValue.FromDurationMilliseconds(0), PolicyValue.FromDurationMilliseconds(1),
            Ip("0.0.0.0"), Ip("0.0.0.0/0"), Ip("0.0.0.0/31"), Ip("0.0.0.1"), Ip("::"), Ip("::/0"), Ip("::1"), Ip("1::"),
        ];
        for (var i = 0; i < values.Length; i++)
        {
            for (var j = 0; j < values.Length; j++)
                AssertValue(i == j, Intrinsics.Equal(values[i], values[j], new PolicyScratch()));
        }
    }

    [Fact]
    public void Equal_ErrorOperand_IsThatErrorLeftOneFirst()
    {
        var (first, second) = (PolicyValue.Error(PolicyErrorKind.Overflow), PolicyValue.Error(PolicyErrorKind.EntityMissing));
        AssertError(PolicyErrorKind.Overflow, Intrinsics.Equal(first, second, new PolicyScratch()));
        AssertError(PolicyErrorKind.EntityMissing, Intrinsics.Equal(1L, second, new PolicyScratch()));
        AssertError(PolicyErrorKind.Overflow, Intrinsics.Equal(first, "a", new PolicyScratch()));
        AssertError(PolicyErrorKind.UnreadableInput, Intrinsics.Equal(default, default, new PolicyScratch()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(40)]
    public void Equal_UnreadablePart_IsAnErrorWhereverItStands(int count)
    {
        var scratch = new PolicyScratch();
        foreach (var bad in new[] { TestValues.Unreadable, default, ListedSet.Of(1L, TestValues.Unreadable), ListedRecord.Of(("a", 1L), ("a", 1L)), ListedRecord.Of((TestValues.Unreadable, 1L)) })
        {
            for (var position = 0; position < count; position++)
            {
                var elements = Enumerable.Range(0, count).Select(i => i == position ? bad : i).ToArray();
                var listed = ListedSet.Of(elements);
                foreach (var other in new[] { PolicyValue.FromSet(), PolicyValue.FromSet(0L), PolicyValue.FromSet([.. Enumerable.Range(0, count).Select(i => (PolicyValue)(long)i)]), listed })
                {
                    Assert.True(Intrinsics.Equal(listed, other, scratch).IsError);
                    Assert.True(Intrinsics.Equal(other, listed, scratch).IsError);
                }
            }
        }
    }

    [Fact]
    public void Equal_RecordWithANameTwice_IsAnErrorOnEitherSide()
    {
        var scratch = new PolicyScratch();
        var twice = ListedRecord.Of(("c", 1L), (Utf8Source.Of("c"), 1L));
        foreach (var other in new[] { Record(), Record(("b", 1L)), Record(("c", 1L)), SlotRecord.Of(("c", 1L), ("d", 2L)) })
        {
            AssertError(PolicyErrorKind.DuplicateKey, Intrinsics.Equal(twice, other, scratch));
            AssertError(PolicyErrorKind.DuplicateKey, Intrinsics.Equal(other, twice, scratch));
        }
    }

    [Fact]
    public void Equal_Records_HaveNoOrderAndNoAbsentAttributes()
    {
        var scratch = new PolicyScratch();
        AssertValue(true, Intrinsics.Equal(SlotRecord.Of(("a", 1L), ("x", default), ("b", 2L)), Record(("b", 2L), ("a", 1L)), scratch));
        AssertValue(false, Intrinsics.Equal(SlotRecord.Of(("a", 1L), ("x", default)), Record(("b", 2L), ("a", 1L)), scratch));
        AssertValue(false, Intrinsics.Equal(SlotRecord.Of(("a", 1L), ("b", 3L)), Record(("b", 2L), ("a", 1L)), scratch));
        AssertValue(true, Intrinsics.Equal(SlotRecord.Of(("x", default)), Record(), scratch));
    }

    [Theory]
    [InlineData(500, true)]
    [InlineData(501, false)]
    [InlineData(20_000, false)]
    public void Equal_DeepNesting_IsAnAnswerUpToTheLimitAndAnErrorBeyond(int depth, bool isAnswer)
    {
        var expected = isAnswer ? "true" : "TooDeep";
        foreach (var wrap in Wrappers)
        {
            Assert.Equal(expected, OnSmallStack(() => Show(Intrinsics.Equal(Nest(depth, wrap), Nest(depth, wrap), new PolicyScratch())), EnoughStack));
            Assert.Equal(isAnswer ? "false" : expected, OnSmallStack(() => Show(Intrinsics.Equal(Nest(depth, wrap), Nest(1, wrap), new PolicyScratch())), EnoughStack));
            var around = OnSmallStack(() => Show(Intrinsics.Contains(ListedSet.Of(Nest(depth - 1, wrap)), Nest(depth - 1, wrap), new PolicyScratch())), EnoughStack);
            Assert.Equal(expected, around);
        }
    }

    [Theory]
    [InlineData(128)]
    [InlineData(512)]
    public void Equal_OnASmallStack_IsAnAnswerOrAnErrorAndNoOverflow(int kilobytes)
    {
        foreach (var wrap in Wrappers)
        {
            var result = OnSmallStack(() => Show(Intrinsics.Equal(Nest(500, wrap), Nest(500, wrap), new PolicyScratch())), kilobytes * 1024);
            Assert.True(result is "true" or "TooDeep", result);
        }
    }

    [Fact]
    public void Contains_OfAnOwnedSetOnATinyStack_IsAnErrorAndNoOverflow()
    {
        var set = PolicyValue.FromSet([.. Enumerable.Range(0, 20).Select(i => PolicyValue.FromSet((long)i))]);
        foreach (var wrap in Wrappers)
        {
            var result = OnSmallStack(() => Show(Intrinsics.Contains(set, Nest(499, wrap), new PolicyScratch())), 128 * 1024);
            Assert.True(result is "false" or "TooDeep", result);
        }
    }

    [Fact]
    public void FromSet_NestedUpToTheLimit_IsMadeAndBeyondRefused()
    {
        var set = PolicyValue.FromSet();
        for (var i = 1; i < 500; i++)
            set = PolicyValue.FromSet(set, (long)i);
        AssertValue(true, Intrinsics.Equal(set, set, new PolicyScratch()));
        Assert.Throws<ArgumentException>(() => PolicyValue.FromSet(set));
        Assert.Throws<ArgumentException>(() => PolicyValue.FromSet(Record(("a", set))));
        Assert.Throws<ArgumentException>(() => PolicyValue.FromSet(PolicyValue.FromRecord(new CyclicRecord())));
        Assert.Throws<ArgumentException>(() => PolicyValue.FromSet(1L, TestValues.Unreadable));
        Assert.Throws<ArgumentException>(() => PolicyValue.FromSet(1L, default));
    }

    [Fact]
    public void Equal_CyclicRecord_IsTooDeep()
    {
        var cyclic = PolicyValue.FromRecord(new CyclicRecord());
        AssertError(PolicyErrorKind.TooDeep, OnSmallStackEqual(cyclic, cyclic));
        AssertError(PolicyErrorKind.TooDeep, OnSmallStackEqual(ListedSet.Of(cyclic), ListedSet.Of(1L)));
        AssertValue(false, OnSmallStackEqual(cyclic, 1L));
        Assert.EndsWith("}", cyclic.ToString());
        Assert.True(cyclic.ToString().Length < 10_000);
    }

    [Fact]
    public void ToString_DeepOrLongValues_AreCutShort()
    {
        foreach (var wrap in Wrappers)
            Assert.InRange(Nest(5_000, wrap).ToString().Length, 10, 400);
        var text = string.Concat(Enumerable.Repeat("😀", 100_000));
        PolicyValue[] values =
        [
            text, Entity("T", text), ListedSet.Of(text, text, text), ListedSet.Of([.. Enumerable.Range(0, 100_000).Select(i => (PolicyValue)(long)i)]), ListedSet.Of([.. Enumerable.Range(0, 2_000).Select(_ => (PolicyValue)11L)]), ListedSet.Of([.. Enumerable.Range(0, 2_000).Select(_ => (PolicyValue)"")]), Record((text[..100], text)),
        ];
        foreach (var value in values)
        {
            var shown = value.ToString();
            Assert.InRange(shown.Length, 100, 5_000);
            Assert.Contains('…', shown);
            Assert.DoesNotContain('\uFFFD', System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(shown)));
        }
    }

    private static readonly Func<PolicyValue, PolicyValue>[] Wrappers =
    [
        x => ListedSet.Of(x),
        x => ListedRecord.Of(("a", x)),
        x => SlotRecord.Of(("a", x)),
        x => Record(("a", x)),
        x => ListedSet.Of(1L, Utf8Source.Of("a"), x),
    ];

    /// <summary>A value with this many sets or records around a number.</summary>
    private static PolicyValue Nest(int depth, Func<PolicyValue, PolicyValue> wrap)
    {
        PolicyValue value = 1L;
        for (var i = 0; i < depth; i++)
            value = wrap(value);
        return value;
    }

    private static PolicyValue Tree(int depth, int width, long offset) =>
        ListedSet.Of([.. Enumerable.Range(0, width).Select(i => depth == 1 ? offset + i : ListedSet.Of(i, Tree(depth - 1, width, (offset * width) + i)))]);

    private static PolicyValue OnSmallStackEqual(PolicyValue left, PolicyValue right) => OnSmallStack(() => Intrinsics.Equal(left, right, new PolicyScratch()));

    private static ulong Hash(PolicyValue value)
    {
        var nesting = 0;
        Assert.True(ValueHash.TryCompute(value, new PolicyScratch(), 0, ref nesting, out var hash, out _));
        return hash;
    }

    [Collection(nameof(Alone))]
    public sealed class Time
    {
        // Each level compared twice would be 2^400 comparisons.
        [Fact]
        public void Equal_DeepPairs_TakeNoExponentialTime() => LinearTime.Ends(() =>
        {
            foreach (var wrap in Wrappers)
                AssertValue(true, Intrinsics.Equal(Nest(400, wrap), Nest(400, wrap), new PolicyScratch()));
        });

        // Each element compared with each would be 8^10 comparisons of the innermost ones.
        [Fact]
        public void Equal_WideNesting_TakesLinearTime() => LinearTime.Holds(() => CompareTrees(4), () => CompareTrees(5));

        // One set that lists its element many times, against many that list it once.
        [Fact]
        public void Equal_RepetitiveSets_TakeLinearTime() => LinearTime.Holds(100_000, count =>
        {
            var left = ListedSet.Of(ListedSet.Of([.. Enumerable.Repeat<PolicyValue>(1L, count)]));
            var right = ListedSet.Of([.. Enumerable.Range(0, count).Select(_ => ListedSet.Of(1L))]);
            return () =>
            {
                Assert.True(Intrinsics.Equal(left, right, new PolicyScratch()).IsTrue);
                Assert.True(Intrinsics.ContainsAll(left, right, new PolicyScratch()).IsTrue);
                Assert.True(Intrinsics.ContainsAll(right, left, new PolicyScratch()).IsTrue);
            };
        });

        [Fact]
        public void FromSet_SetsWithinSets_TakeLinearTimeAndMemory()
        {
            // The sets around the large one are small, and it is not gone through again for each of them.
            var innermost = Enumerable.Range(0, 100_000).Select(i => (PolicyValue)(long)i).ToArray();
            LinearTime.Holds(() => Surround(0), () => Surround(489));

            void Surround(int times)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                var set = PolicyValue.FromSet(innermost);
                for (var i = 1; i <= times; i++)
                    set = PolicyValue.FromSet(set, PolicyValue.FromSet((long)i));
                Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 100_000_000);
                Assert.Equal(times == 0 ? innermost.Length : 2, set.Set.Count);
            }
        }

        private static void CompareTrees(int depth)
        {
            AssertValue(true, Intrinsics.Equal(Tree(depth, 8, 0), Tree(depth, 8, 0), new PolicyScratch()));
            AssertValue(false, Intrinsics.Equal(Tree(depth, 8, 0), Tree(depth, 8, 1), new PolicyScratch()));
            AssertValue(true, Intrinsics.ContainsAll(Tree(depth, 8, 0), Tree(depth, 8, 0), new PolicyScratch()));
            AssertValue(false, Intrinsics.ContainsAny(Tree(depth, 8, 0), ListedSet.Of(Tree(depth, 8, 1)), new PolicyScratch()));
        }
    }
}
