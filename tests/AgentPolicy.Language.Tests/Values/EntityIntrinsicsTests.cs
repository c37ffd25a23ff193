using static AgentPolicy.Language.Tests.Values.TestEntities;
using static AgentPolicy.Language.Tests.Values.TestValues;

namespace AgentPolicy.Language.Tests.Values;

public sealed class EntityIntrinsicsTests
{
    private readonly TestEntities _entities = new();
    private readonly PolicyScratch _scratch = new();

    [Fact]
    public void In_Entity_IsItselfAndWhatIsAbove()
    {
        AssertValue(true, In(A, A));
        AssertValue(true, In(A, B));
        AssertValue(true, In(A, C));
        AssertValue(false, In(C, A));
        AssertValue(false, In(B, A));
        AssertValue(false, In(A, Entity("U", "a")));
        AssertValue(true, In(PolicyValue.FromEntity("T", Utf8Source.Of("a")), A));
        AssertValue(true, In(PolicyValue.FromEntity("T", Utf8Source.Of("a")), C));
    }

    [Fact]
    public void In_UnknownEntity_IsOnlyItself()
    {
        AssertValue(true, In(Unknown, Unknown));
        AssertValue(false, In(Unknown, A));
        AssertValue(false, In(A, Unknown));
        AssertValue(true, In(Unknown, ListedSet.Of(A, Unknown)));
    }

    [Fact]
    public void In_Set_IsInAnyOfIt()
    {
        AssertValue(false, In(A, PolicyValue.FromSet()));
        AssertValue(false, In(A, ListedSet.Of()));
        AssertValue(true, In(A, ListedSet.Of(Unknown, C)));
        AssertValue(false, In(C, ListedSet.Of(Unknown, A, B)));
        AssertValue(true, In(B, PolicyValue.FromSet(Unknown, A, B)));
    }

    [Fact]
    public void In_SetWithAnotherType_IsAnErrorWhereverItStands()
    {
        foreach (var elements in new PolicyValue[][] { [A, 1L], [1L, A], [A, 1L, A], [B, "a"], [1L] })
        {
            foreach (var set in new[] { ListedSet.Of(elements), PolicyValue.FromSet(elements), ScratchSet(_scratch, elements) })
                AssertError(PolicyErrorKind.TypeMismatch, In(A, set));
        }

        AssertTypeError(PolicyValueKind.Entity, PolicyValueKind.Long, In(A, ListedSet.Of(A, 1L)));
        AssertTypeError(PolicyValueKind.Entity, PolicyValueKind.Set, In(A, ListedSet.Of(A, ListedSet.Of(A))));
        AssertError(PolicyErrorKind.UnreadableInput, In(A, ListedSet.Of(A, TestValues.Unreadable)));
        AssertError(PolicyErrorKind.UnreadableInput, In(A, ListedSet.Of(A, default)));
    }

    [Fact]
    public void In_WrongType_IsAnErrorEvenForAnEmptySet()
    {
        AssertTypeError(PolicyValueKind.Entity, PolicyValueKind.Long, In(1L, PolicyValue.FromSet()));
        AssertTypeError(PolicyValueKind.Entity, PolicyValueKind.Long, In(1L, A));
        AssertTypeError(PolicyValueKind.Entity, PolicyValueKind.Record, In(Record(), 1L));
        AssertTypeError(PolicyValueKind.Set, PolicyValueKind.Long, In(A, 1L));
        AssertTypeError(PolicyValueKind.Set, PolicyValueKind.Record, In(A, Record()));
        AssertError(PolicyErrorKind.Overflow, In(PolicyValue.Error(PolicyErrorKind.Overflow), TestValues.Unreadable));
        AssertError(PolicyErrorKind.UnreadableInput, In(1L, TestValues.Unreadable));
    }

    [Fact]
    public void Is_Type_IsComparedExactly()
    {
        AssertValue(true, Intrinsics.Is(A, "T"));
        AssertValue(true, Intrinsics.Is(Unknown, "T"));
        AssertValue(false, Intrinsics.Is(A, "t"));
        AssertValue(false, Intrinsics.Is(A, "N::T"));
        AssertTypeError(PolicyValueKind.Entity, PolicyValueKind.String, Intrinsics.Is("T", "T"));
        AssertError(PolicyErrorKind.UnreadableInput, Intrinsics.Is(TestValues.Unreadable, "T"));
    }

    [Fact]
    public void Attributes_OfEntities_AreThoseOfTheStore()
    {
        AssertValue(1L, Get(A, "n"));
        AssertValue(B, Get(A, "next"));
        AssertError(PolicyErrorKind.AttributeMissing, Get(A, "tag"));
        AssertError(PolicyErrorKind.AttributeMissing, Get(C, "n"));
        AssertError(PolicyErrorKind.EntityMissing, Get(Unknown, "n"));
        AssertValue(true, Has(A, "n"));
        AssertValue(false, Has(A, "tag"));
        AssertValue(false, Has(C, "n"));
        AssertValue(false, Has(Unknown, "n"));
    }

    [Fact]
    public void HasPath_ThroughEntities_FollowsThem()
    {
        AssertValue(true, HasPath(A, "next", "n"));
        AssertValue(false, HasPath(A, "next", "next", "n"));
        AssertValue(true, HasPath(A, "r", "far"));
        AssertValue(false, HasPath(A, "r", "far", "n"));
        AssertValue(false, HasPath(A, "lost", "n"));
        AssertTypeError(PolicyValueKind.Record, PolicyValueKind.Set, HasPath(A, "set", "n"));
    }

    [Fact]
    public void Tags_OfEntities_AreApartFromAttributes()
    {
        AssertValue(3L, Intrinsics.GetTag(A, "n", _entities));
        AssertValue(true, Intrinsics.GetTag(A, Utf8Source.Of("é"), _entities));
        AssertError(PolicyErrorKind.TagMissing, Intrinsics.GetTag(A, "s", _entities));
        AssertError(PolicyErrorKind.TagMissing, Intrinsics.GetTag(B, "n", _entities));
        AssertError(PolicyErrorKind.EntityMissing, Intrinsics.GetTag(Unknown, "n", _entities));
        AssertValue(true, Intrinsics.HasTag(A, Utf8Source.Of("tag"), _entities));
        AssertValue(false, Intrinsics.HasTag(A, "s", _entities));
        AssertValue(false, Intrinsics.HasTag(Unknown, "n", _entities));
    }

    [Fact]
    public void Tags_WrongTypes_AreErrorsLeftOneFirst()
    {
        Func<PolicyValue, PolicyValue, PolicyValue>[] operators = [(x, y) => Intrinsics.GetTag(x, y, _entities), (x, y) => Intrinsics.HasTag(x, y, _entities)];
        foreach (var apply in operators)
        {
            AssertTypeError(PolicyValueKind.Entity, PolicyValueKind.Record, apply(Record(), 1L));
            AssertTypeError(PolicyValueKind.String, PolicyValueKind.Long, apply(A, 1L));
            AssertTypeError(PolicyValueKind.String, PolicyValueKind.Long, apply(Unknown, 1L));
            AssertError(PolicyErrorKind.Overflow, apply(PolicyValue.Error(PolicyErrorKind.Overflow), TestValues.Unreadable));
            AssertError(PolicyErrorKind.UnreadableInput, apply(1L, TestValues.Unreadable));
        }
    }

    [Fact]
    public void Operations_OnDynamicSets_LeaveNothingRented()
    {
        var mark = _scratch.Mark();
        var set = ListedSet.Of(Unknown, C, A);
        In(A, set);
        In(A, ListedSet.Of(C, 1L, A));
        Intrinsics.Contains(set, A, _scratch);
        Intrinsics.Contains(ListedSet.Of(TestValues.Unreadable, A), A, _scratch);
        Intrinsics.ContainsAll(set, ListedSet.Of(A, TestValues.Unreadable), _scratch);
        Intrinsics.Equal(set, ListedSet.Of(ListedSet.Of(TestValues.Unreadable)), _scratch);
        Assert.Equal(mark, _scratch.Mark());
    }

    private PolicyValue In(PolicyValue entity, PolicyValue target) => Intrinsics.In(entity, target, _entities, _scratch);

    private PolicyValue Get(PolicyValue target, string name) => Intrinsics.GetAttribute(target, new AttributeName(name), _entities, _scratch);

    private PolicyValue Has(PolicyValue target, string name) => Intrinsics.HasAttribute(target, new AttributeName(name), _entities, _scratch);

    private PolicyValue HasPath(PolicyValue target, params string[] path) => Intrinsics.HasPath(target, path.Select(name => new AttributeName(name)).ToArray(), _entities, _scratch);
}
