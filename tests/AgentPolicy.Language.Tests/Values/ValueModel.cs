using AgentPolicy.Language.Syntax;
using FsCheck;
using FsCheck.Fluent;

namespace AgentPolicy.Language.Tests.Values;

/// <summary>
/// A value as mathematics has it, which can be made into a <see cref="PolicyValue"/> in many forms: texts in UTF-8 or UTF-16, sets and records owned, listed in
/// any order and with duplicates, or made by a decision. Two models are equal exactly if their canonical texts are.
/// </summary>
public abstract record ValueModel
{
    private protected ValueModel()
    {
    }

    internal abstract string Canonical { get; }

    public sealed override string ToString() => Canonical;

    internal abstract PolicyValue Build(Random random, PolicyScratch scratch);

    internal sealed record Simple(PolicyValue Value) : ValueModel
    {
        internal override string Canonical => Value.ToString();

        internal override PolicyValue Build(Random random, PolicyScratch scratch) => Value.Kind switch
        {
            PolicyValueKind.String when random.Next(2) == 0 => Utf8Source.Of(Value.Text.ToString()),
            PolicyValueKind.IpAddress when random.Next(2) == 0 => PolicyValue.FromIpAddress(Value.IpAddress, scratch),
            PolicyValueKind.Entity when random.Next(2) == 0 => PolicyValue.FromEntity(Value.EntityType, Utf8Source.Of(Value.Text.ToString())),
            _ => Value,
        };
    }

    internal sealed record Set(IReadOnlyList<ValueModel> Elements) : ValueModel
    {
        internal override string Canonical => "[" + string.Join(", ", Elements.Select(x => x.Canonical).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)) + "]";

        internal override PolicyValue Build(Random random, PolicyScratch scratch)
        {
            var repeated = Elements.Concat(Elements.Where(_ => random.Next(3) == 0)).ToArray();
            random.Shuffle(repeated);
            var elements = repeated.Select(x => x.Build(random, scratch)).ToArray();
            return random.Next(3) switch
            {
                0 => PolicyValue.FromSet(elements),
                1 => ListedSet.Of(elements),
                _ => TestValues.ScratchSet(scratch, elements),
            };
        }
    }

    internal sealed record Map(IReadOnlyDictionary<string, ValueModel> Attributes) : ValueModel
    {
        internal override string Canonical =>
            "{" + string.Join(", ", Attributes.OrderBy(x => x.Key, StringComparer.Ordinal).Select(x => CedarText.Quote(x.Key) + ": " + x.Value.Canonical)) + "}";

        internal override PolicyValue Build(Random random, PolicyScratch scratch)
        {
            var attributes = Attributes.Select(x => (Name: x.Key, Value: x.Value.Build(random, scratch))).ToArray();
            random.Shuffle(attributes);
            return random.Next(4) switch
            {
                0 => TestValues.Record([.. attributes, ("absent", default)]),
                1 => ListedRecord.Of([.. attributes.Select(x => (random.Next(2) == 0 ? x.Name : Utf8Source.Of(x.Name), x.Value))]),
                2 => SlotRecord.Of([("absent", default), .. attributes]),
                _ => TestValues.ScratchRecord(scratch, attributes),
            };
        }
    }
}

/// <summary>Values from small domains, so that equal ones are common.</summary>
public static class ValueModels
{
    private static readonly Gen<ValueModel> Simple = Gen.Elements<PolicyValue>(
        true, false, 0L, 1L, -1L, long.MinValue, PolicyValue.FromDecimalDigits(0), PolicyValue.FromDecimalDigits(1), "", "1", "é", "😀", "true",
        PolicyValue.FromDateTimeMilliseconds(0), PolicyValue.FromDateTimeMilliseconds(1), PolicyValue.FromDurationMilliseconds(0), PolicyValue.FromDurationMilliseconds(1),
        TestValues.Ip("0.0.0.0/0"), TestValues.Ip("0.0.0.1"), TestValues.Ip("0.0.0.1/31"), TestValues.Ip("::/0"), TestValues.Ip("::1"), TestValues.Ip("1::1"), TestValues.Ip("1::1/64"),
        new EntityUid("T", "1"), new EntityUid("T", "😀"), new EntityUid("U", "1")).Select(x => (ValueModel)new ValueModel.Simple(x));

    public static Arbitrary<ValueModel> All() => Arb.From(Gen.Sized(size => Value(Math.Min(size, 40))));

    /// <summary>Two values that are often equal and more often nearly so, and a seed for their forms.</summary>
    public static Arbitrary<ValuePair> Pairs() => Arb.From(
        from left in Gen.Sized(size => Value(Math.Min(size, 40)))
        from other in Gen.Sized(size => Value(Math.Min(size, 40)))
        from choice in Gen.Choose(0, 2)
        from position in Gen.Choose(0, 30)
        from seed in Gen.Choose(0, int.MaxValue)
        select new ValuePair(left, choice switch { 0 => left, 1 => other, _ => Change(left, other, position) }, seed));

    public static Gen<ValueModel> Value(int size)
    {
        if (size <= 0)
            return Simple;
        var part = Value(size / 3);
        return Gen.OneOf(
            Simple,
            Gen.Choose(0, 12).SelectMany(count => part.ListOf(count)).Select(x => (ValueModel)new ValueModel.Set([.. x])),
            Gen.Choose(0, 2).SelectMany(count => part.ListOf(count)).Select(x => (ValueModel)new ValueModel.Set([.. x])),
            Gen.Choose(0, 10).SelectMany(count => (from name in Gen.Elements("a", "b", "", "é", "😀", "c1", "c2", "c3", "c4", "c5") from value in part select (name, value)).ListOf(count))
                .Select(x => (ValueModel)new ValueModel.Map(x.DistinctBy(y => y.name).ToDictionary(y => y.name, y => y.value))));
    }

    private static ValueModel Change(ValueModel value, ValueModel other, int position) => value switch
    {
        ValueModel.Set { Elements.Count: > 0 } set =>
            new ValueModel.Set([.. set.Elements.Select((x, i) => i == position % set.Elements.Count ? Change(x, other, position / 2) : x)]),
        ValueModel.Map { Attributes.Count: > 0 } map =>
            new ValueModel.Map(map.Attributes.Select((x, i) => (x.Key, Value: i == position % map.Attributes.Count ? Change(x.Value, other, position / 2) : x.Value)).ToDictionary(x => x.Key, x => x.Value)),
        _ => other,
    };
}

public sealed record ValuePair(ValueModel Left, ValueModel Right, int Seed);
