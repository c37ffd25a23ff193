namespace AgentPolicy.Oracle.Generation;

/// <summary>Plans schemas: entity types of all sorts, actions in groups, contexts.</summary>
internal sealed class SchemaPlanner(Choices choices)
{
    private const int MaxDepth = 3;

    private readonly List<EntityTypePlan> _types = [];

    public SchemaPlan Plan()
    {
        _types.Add(NewType(0));
        _types.AddRange(choices.Many(4, index => NewType(index + 1)));
        foreach (var type in _types)
            Fill(type);
        var actions = new List<ActionPlan> { NewAction(0) };
        foreach (var action in choices.Many(3, index => NewAction(index + 1), 50))
            actions.Add(action);
        for (var i = 0; i < actions.Count; i++)
        {
            // Groups are behind their members, so that there is no circle; once in a while there is.
            foreach (var group in choices.Many(2, _ => choices.Next(actions.Count), 35))
            {
                if (group > i || choices.Chance(2))
                    actions[i].MemberOf.Add(actions[group]);
            }
        }

        return new SchemaPlan(_types, actions);
    }

    private EntityTypePlan NewType(int index)
    {
        var name = choices.Pick(Pools.TypeNames);
        var space = choices.Chance(30) ? choices.Pick(Pools.Namespaces) : "";

        // Names that hide each other make invalid schemas: now and then.
        return new EntityTypePlan(space, index == 0 || choices.Chance(3) ? name : $"{name}{index}");
    }

    private void Fill(EntityTypePlan type)
    {
        if (choices.Chance(8))
        {
            type.EnumIds.Add(choices.Pick(Pools.Ids));
            type.EnumIds.AddRange(choices.Many(2, _ => choices.Pick(Pools.Ids)).Where(id => !type.EnumIds.Contains(id)));
            return;
        }

        type.Attributes.AddRange(Attributes(MaxDepth, 5));
        type.MemberOf.AddRange(choices.Many(2, _ => choices.Pick(_types).Name, 50).Distinct());
        if (choices.Chance(25))
            type.Tags = Type(2);
    }

    private ActionPlan NewAction(int index)
    {
        var id = choices.Pick(Pools.ActionIds);
        var action = new ActionPlan(choices.Chance(20) ? choices.Pick(Pools.Namespaces) : "", index == 0 ? id : $"{id}{index}");
        if (choices.Chance(10))
            return action;
        action.Principals.Add(choices.Pick(_types).Name);
        action.Principals.AddRange(choices.Many(1, _ => choices.Pick(_types).Name, 30).Except(action.Principals));
        action.Resources.Add(choices.Pick(_types).Name);
        action.Resources.AddRange(choices.Many(1, _ => choices.Pick(_types).Name, 30).Except(action.Resources));
        action.Context.AddRange(Attributes(MaxDepth, 6));
        return action;
    }

    private IReadOnlyList<AttributePlan> Attributes(int depth, int most) =>
        [.. choices.Many(most, _ => new AttributePlan(choices.Pick(Pools.AttributeNames), Type(depth), !choices.Chance(30)), 75).DistinctBy(attribute => attribute.Name)];

    private TypePlan Type(int depth)
    {
        var kind = (Kind)choices.Next(depth == 0 ? (int)Kind.Set : (int)Kind.Record + 1);
        return kind switch
        {
            Kind.Entity => new TypePlan(kind, choices.Pick(_types).Name),
            Kind.Set => new TypePlan(kind, Element: Type(depth - 1)),
            Kind.Record => new TypePlan(kind, Attributes: Attributes(depth - 1, 3)),
            _ => new TypePlan(kind),
        };
    }
}
