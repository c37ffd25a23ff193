namespace AgentPolicy.Oracle.Generation;

/// <summary>Writes sets of policies about the requests that a schema lets in.</summary>
internal sealed class PolicyWriter(SchemaPlan plan, Choices choices)
{
    private const int MaxDepth = 4;

    public string Set() => string.Join('\n', choices.Many(4, Policy).Prepend(Policy(0)));

    private string Policy(int index)
    {
        var action = choices.Pick(plan.Actions);
        var principal = action.Principals.Count == 0 ? plan.Types[0] : plan.Find(choices.Pick(action.Principals));
        var resource = action.Resources.Count == 0 ? plan.Types[0] : plan.Find(choices.Pick(action.Resources));
        var expressions = new ExpressionWriter(plan, new PathTable(plan, principal, action, resource), choices, choices.Pick(0, 3, 8));
        var clauses = choices.Many(3, _ => $" {choices.Pick("when", "unless")} {{ {expressions.Bool(choices.Next(MaxDepth + 1))} }}", 80);
        return $"{Annotations(index)}{choices.Pick("permit", "forbid")}({Scope("principal", principal)}, {ActionScope(action)}, {Scope("resource", resource)}){string.Concat(clauses)};";
    }

    private string Annotations(int index) => choices.Next(10) switch
    {
        < 7 => "",
        7 => $"@id(\"p{index}\") ",
        8 => $"@owner({Quoting.Cedar(choices.Pick(Pools.Texts))}) @if ",
        _ => $"@id({Quoting.Cedar(choices.Pick(Pools.Texts) + index)})\n@reason(\"r\") ",
    };

    private string Scope(string variable, EntityTypePlan type)
    {
        var uid = Quoting.CedarUid(type.Name, type.EnumIds.Count > 0 ? type.EnumIds[0] : Pools.Ids[choices.Next(3)]);
        var ancestor = type.MemberOf.Count == 0 ? uid : Quoting.CedarUid(choices.Pick(type.MemberOf), Pools.Ids[choices.Next(3)]);
        return choices.Next(10) switch
        {
            < 5 => variable,
            5 => $"{variable} == {uid}",
            6 => $"{variable} in {ancestor}",
            7 => $"{variable} is {type.Name}",
            8 => $"{variable} is {type.Name} in {ancestor}",
            _ => $"{variable} is {choices.Pick(plan.Types).Name}",
        };
    }

    private string ActionScope(ActionPlan action)
    {
        var uid = Quoting.CedarUid(action.Type, action.Id);
        var group = choices.Pick(plan.Actions);
        return choices.Next(7) switch
        {
            < 3 => "action",
            3 => $"action == {uid}",
            4 => $"action in {Quoting.CedarUid(group.Type, group.Id)}",
            5 => $"action in [{uid}, {Quoting.CedarUid(group.Type, group.Id)}]",
            _ => choices.Pick("action in []", $"action in [{uid}]"),
        };
    }
}
