using System.Reflection;
using System.Runtime.CompilerServices;
using AgentPolicy.Tests.Support;
using static AgentPolicy.Language.Tests.Values.TestValues;

namespace AgentPolicy.Language.Tests.Values;

[Collection(nameof(Alone))]
public sealed class PolicyScratchTests
{
    [Fact]
    public void Release_ToAMark_GivesBackOnlyWhatCameAfterIt()
    {
        var scratch = new PolicyScratch();
        var kept = scratch.Rent<ScratchSet>();
        kept.Add(1L);
        var mark = scratch.Mark();
        var released = scratch.Rent<ScratchSet>();
        released.Add(2L);
        scratch.Release(mark);
        Assert.Equal(mark, scratch.Mark());
        Assert.Equal(1, kept.Count);
        Assert.Equal(0, released.Count);
        Assert.Same(released, scratch.Rent<ScratchSet>());
        Assert.NotSame(kept, scratch.Rent<ScratchSet>());
        scratch.Release(scratch.Mark());
        Assert.Equal(1, kept.Count);
    }

    [Fact]
    public void Rent_AfterRelease_YieldsCleanItems()
    {
        var scratch = new PolicyScratch();
        for (var round = 0; round < 3; round++)
        {
            var (set, record) = (scratch.Rent<ScratchSet>(), scratch.Rent<ScratchRecord>());
            var (index, numbers) = (scratch.Rent<ValueIndex>(), scratch.Rent<ValueNumbers>());
            Assert.Equal((0, 0, 0, 0), (set.Count, record.Count, index.Count, numbers.Count));
            Assert.Equal(PolicyValueKind.Absent, record.Get(new AttributeName("a"), scratch).Kind);
            for (var i = 0L; i < 100; i++)
            {
                set.Add(i);
                record.Add(new AttributeName("a"), i);
                Assert.Equal(i, index.Add(i, scratch, 0, out _));
                Assert.Equal(-1, index.Add(i, scratch, 0, out _));
                Assert.True(numbers.TryGet(i, scratch, 0, out var number, out _));
                Assert.Equal(i, number);
                Assert.False(numbers.IsMember(number));
            }

            numbers.AddMembers(set, scratch, 0);
            Assert.True(numbers.IsMember(50));
            scratch.Release(0);
        }
    }

    [Fact]
    public void Numbers_AfterAnErrorAndRelease_AreCleanAgain()
    {
        var scratch = new PolicyScratch();
        for (var i = 0; i < 3; i++)
        {
            AssertError(PolicyErrorKind.UnreadableInput, Intrinsics.Equal(ListedSet.Of(1L, ListedSet.Of(2L, TestValues.Unreadable)), ListedSet.Of(), scratch));
            AssertValue(true, Intrinsics.Equal(ListedSet.Of(1L, ListedSet.Of(2L)), ListedSet.Of(ListedSet.Of(2L), 1L), scratch));
        }
    }

    [Fact]
    public void Record_Struct_IsReadFromAPooledPlace()
    {
        var scratch = new PolicyScratch();
        AssertValue(1L, Read(scratch.Record(new One())));
        scratch.Release(0);
        Assert.Equal(0, Allocations.Bytes(() =>
        {
            scratch.Record(new One());
            scratch.Release(0);
            return 0;
        }));

        PolicyValue Read(PolicyValue record) => Intrinsics.GetAttribute(record, new AttributeName("one"), new TestEntities(), scratch);
    }

    [Fact]
    public void Operations_OnceWarm_AllocateNothing()
    {
        var scratch = new PolicyScratch();
        PolicyValue[] values = [.. Enumerable.Range(0, 30).Select(i => (PolicyValue)(long)i), "a", Utf8Source.Of("b"), ListedSet.Of(1L, 2L), SlotRecord.Of(("a", 1L))];
        var (listed, other, owned) = (ListedSet.Of(values), ListedSet.Of([.. values.Reverse()]), PolicyValue.FromSet(values));
        Assert.Equal(0, Allocations.Bytes(Run));

        bool Run()
        {
            Assert.True(Intrinsics.Equal(listed, other, scratch).IsTrue);
            Assert.True(Intrinsics.ContainsAll(listed, other, scratch).IsTrue);
            Assert.True(Intrinsics.ContainsAny(owned, listed, scratch).IsTrue);
            Assert.True(Intrinsics.Contains(owned, values[^1], scratch).IsTrue);
            Assert.True(Intrinsics.Contains(listed, values[^2], scratch).IsTrue);
            scratch.Release(0);
            return true;
        }
    }

    [Fact]
    public void Pools_AfterAHugeDecision_LetItsMemoryGo()
    {
        var scratch = new PolicyScratch();
        UseHugely(scratch);
        scratch.Release(0);
        var held = CountHeldElements(scratch);
        Assert.InRange(held, 1, 40_000);
    }

    [Fact]
    public void Pools_AfterRelease_HoldNothingOfTheDecision()
    {
        var scratch = new PolicyScratch();
        var references = Use(scratch);
        scratch.Release(0);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.All(references, reference => Assert.False(reference.IsAlive));
        GC.KeepAlive(scratch);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference[] Use(PolicyScratch scratch)
        {
            var texts = Enumerable.Range(0, 4).Select(i => new Utf8Source("text " + i)).ToArray();
            var values = texts.Select(PolicyValue.FromSource).ToArray();
            ScratchSet(scratch, values[0]);
            ScratchRecord(scratch, ("a", values[1]));
            scratch.Rent<ValueIndex>().Add(values[2], scratch, 0, out _);
            scratch.Rent<ValueNumbers>().TryGet(ListedSet.Of(values[3]), scratch, 0, out _, out _);
            return [.. texts.Select(text => new WeakReference(text))];
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void UseHugely(PolicyScratch scratch)
    {
        var elements = Enumerable.Range(0, 60_000).Select(i => (PolicyValue)(long)i).ToArray();
        var nested = ListedSet.Of([.. elements.Select(element => ListedSet.Of(element))]);
        AssertValue(true, Intrinsics.Equal(ListedSet.Of(elements), ListedSet.Of(elements), scratch));
        AssertValue(true, Intrinsics.ContainsAll(nested, nested, scratch));
        AssertValue(false, Intrinsics.Contains(PolicyValue.FromSet(PolicyValue.FromSet(1L), 2L), nested, scratch));
        ScratchSet(scratch, elements);
        ScratchRecord(scratch, [.. Enumerable.Range(0, 20_000).Select(i => ("name", elements[i]))]);
        for (var i = 0; i < 50_000; i++)
            scratch.Rent<ScratchSet>();
    }

    /// <summary>The elements of all arrays that can be reached from an object.</summary>
    private static long CountHeldElements(object root)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Stack<object>([root]);
        var count = 0L;
        while (open.TryPop(out var item))
        {
            if (!seen.Add(item))
                continue;
            if (item is Array array)
            {
                count += array.Length;
                if (array.GetType().GetElementType()!.IsPrimitive)
                    continue;
                foreach (var element in array)
                    Push(element);
                continue;
            }

            for (var type = item.GetType(); type is not null; type = type.BaseType)
            {
                foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                    Push(field.GetValue(item));
            }
        }

        return count;

        void Push(object? value)
        {
            if (value is not null and not string and not Type && !value.GetType().IsPrimitive && !value.GetType().IsEnum)
                open.Push(value);
        }
    }

    private readonly struct One : IPolicyRecord
    {
        public int SlotCount => 1;

        public string GetName(int slot) => "one";

        public int FindSlot(string name) => name == "one" ? 0 : -1;

        public PolicyValue GetValue(int slot, PolicyScratch scratch) => 1L;
    }
}
