namespace AgentPolicy.Oracle.Generation;

/// <summary>Writes values, entities and contexts in Cedar's JSON: mostly as the schema says, with strays.</summary>
/// <param name="hasSchema">Whether the JSON is read by the schema: then short forms are allowed.</param>
internal sealed class JsonWriter(SchemaPlan plan, Choices choices, bool hasSchema)
{
    /// <summary>In how many of a hundred places a value is of any type, or an attribute missing or one too many.</summary>
    private readonly int _strayPercent = choices.Pick(0, 0, 0, 2, 5);

    public string Entities()
    {
        // A few entities of every type, and each a member of some that stand before it: no circle, but for one now and then.
        var uids = plan.Types.SelectMany(type => choices.Many(3, _ => Id(type), 70).Distinct().Select(id => (Type: type, Id: id))).ToList();
        return $"[{string.Join(",\n ", uids.Select((uid, index) => Entity(uid.Type, uid.Id, [.. uids.Take(choices.Chance(2) ? uids.Count : index)])))}]";
    }

    public string Record(IReadOnlyList<AttributePlan> attributes)
    {
        var members = attributes.Where(attribute => attribute.IsRequired ? !Strays() : !choices.Chance(40)).Select(attribute => $"{Quoting.Json(attribute.Name)}:{Value(attribute.Type)}").ToList();
        if (Strays())
            members.Add($"{Quoting.Json(choices.Pick(Pools.AttributeNames))}:{Value(AnyType(1))}");
        return $"{{{string.Join(",", members)}}}";
    }

    public string Value(TypePlan type)
    {
        if (Strays())
            type = AnyType(2);
        return type.Kind switch
        {
            Kind.Bool => choices.Pick("false", "true"),
            Kind.Long => choices.Pick(Pools.Longs),
            Kind.Text => Quoting.Json(choices.Pick(Pools.Texts)),
            Kind.Entity => Reference(type.EntityType, Id(plan.Find(type.EntityType))),
            Kind.Set => $"[{string.Join(",", choices.Many(4, _ => Value(type.Element!)))}]",
            Kind.Record => Record(type.Attributes!),
            _ => Extension(type.Kind),
        };
    }

    /// <summary>An id of this type, which an entity may have or not.</summary>
    public string Id(EntityTypePlan type) => type.EnumIds.Count > 0 && !Strays() ? choices.Pick(type.EnumIds) : Pools.Ids[choices.Chance(15) ? choices.Next(Pools.Ids.Length) : choices.Next(3)];

    private bool Strays() => _strayPercent > 0 && choices.Chance(_strayPercent);

    private string Entity(EntityTypePlan type, string id, IReadOnlyList<(EntityTypePlan Type, string Id)> before)
    {
        var allowed = before.Where(other => type.MemberOf.Contains(other.Type.Name) || Strays()).Select(other => (other.Type.Name, other.Id)).ToList();

        // Parents need not be described themselves.
        allowed.AddRange(type.MemberOf.Where(_ => choices.Chance(10)).Select(name => (name, Id(plan.Find(name)))));
        var parents = choices.Many(3, _ => allowed.Count == 0 ? null : choices.Pick(allowed) is var parent ? Uid(parent.Item1, parent.Item2) : null).OfType<string>();
        var tags = type.Tags is null && !Strays()
            ? ""
            : $",\"tags\":{{{string.Join(",", choices.Many(3, _ => choices.Pick(Pools.AttributeNames)).Distinct().Select(tag => $"{Quoting.Json(tag)}:{Value(type.Tags ?? AnyType(1))}"))}}}";
        return $"{{\"uid\":{Uid(type.Name, id)},\"attrs\":{Record(type.Attributes)},\"parents\":[{string.Join(",", parents)}]{tags}}}";
    }

    private string Uid(string type, string id) => choices.Chance(10) ? $"{{\"__entity\":{Quoting.JsonUid(type, id)}}}" : Quoting.JsonUid(type, id);

    private string Reference(string type, string id) => hasSchema && choices.Chance(40) ? Quoting.JsonUid(type, id) : $"{{\"__entity\":{Quoting.JsonUid(type, id)}}}";

    private string Extension(Kind kind)
    {
        // The first few of a pool can be read; a stray is any.
        var pool = Pools.Extension(kind);
        var argument = Quoting.Json(pool[choices.Next(Strays() ? pool.Length : 5)]);
        var function = Pools.Constructor(kind);
        return choices.Next(hasSchema ? 10 : 5) switch
        {
            < 4 => $"{{\"__extn\":{{\"fn\":\"{function}\",\"arg\":{argument}}}}}",
            4 => kind == Kind.Clock && choices.Chance(50)
                ? $"{{\"__extn\":{{\"fn\":\"offset\",\"args\":[{{\"__extn\":{{\"fn\":\"datetime\",\"arg\":{argument}}}}},{{\"__extn\":{{\"fn\":\"duration\",\"arg\":\"{choices.Pick(Pools.Spans[0], Pools.Spans[1], Pools.Spans[4])}\"}}}}]}}}}"
                : $"{{\"__extn\":{{\"fn\":\"{function}\",\"args\":[{argument}]}}}}",
            5 => $"{{\"fn\":\"{function}\",\"arg\":{argument}}}",
            _ => argument,
        };
    }

    private TypePlan AnyType(int depth) => (Kind)choices.Next((int)(depth == 0 ? Kind.Set : Kind.Record) + (depth == 0 ? 0 : 1)) switch
    {
        Kind.Entity => new TypePlan(Kind.Entity, choices.Pick(plan.Types).Name),
        Kind.Set => new TypePlan(Kind.Set, Element: AnyType(depth - 1)),
        Kind.Record => new TypePlan(Kind.Record, Attributes: [new AttributePlan(choices.Pick(Pools.AttributeNames), AnyType(depth - 1), true)]),
        var kind => new TypePlan(kind),
    };
}
