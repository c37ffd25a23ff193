namespace AgentPolicy.Oracle.Generation;

/// <summary>A request, as text.</summary>
internal sealed record RequestText(EntityUid Principal, EntityUid Action, EntityUid Resource, string Context)
{
    public override string ToString() => $"{Principal}, {Action}, {Resource}, {Context}";
}

/// <summary>Writes requests: mostly such as the schema lets in.</summary>
internal sealed class RequestWriter(SchemaPlan plan, Choices choices, JsonWriter json)
{
    public RequestText Write()
    {
        var action = choices.Pick(plan.Actions);
        var context = choices.Chance(3) ? choices.Pick("[]", "1", "null", "{\"a\":null}", "{\"a\":1.5}") : json.Record(action.Context);
        var uid = choices.Chance(3) ? new EntityUid("Action", "ghost") : new EntityUid(action.Type, action.Id);
        return new RequestText(Entity(action.Principals), uid, Entity(action.Resources), context);
    }

    private EntityUid Entity(IReadOnlyList<string> types)
    {
        if (choices.Chance(3))
            return new EntityUid("Ghost", "x");
        var type = types.Count == 0 || choices.Chance(8) ? choices.Pick(plan.Types) : plan.Find(choices.Pick(types));
        return new EntityUid(type.Name, json.Id(type));
    }
}
