namespace AgentPolicy.Oracle.Generation;

/// <summary>Writes sets of policies about the requests that a schema lets in.</summary>
internal sealed class PolicyWriter(SchemaPlan plan, Choices choices)
{
    private const int MaxDepth = 4;

    public PolicyPlan Set()
    {
        var policies = choices.Many(4, Policy).Prepend(Policy(0)).ToArray();
        var links = choices.Many(4, index => policies.Any(policy => policy.IsTemplate) ? Link(policies, index) : null, 80).OfType<LinkText>().ToArray();
        return new PolicyPlan(policies, links);
    }

    private (string Text, bool IsTemplate) Policy(int index)
    {
        var action = choices.Pick(plan.Actions);
        var principal = action.Principals.Count == 0 ? plan.Types[0] : plan.Find(choices.Pick(action.Principals));
        var resource = action.Resources.Count == 0 ? plan.Types[0] : plan.Find(choices.Pick(action.Resources));
        var expressions = new ExpressionWriter(plan, new PathTable(plan, principal, action, resource), choices, choices.Pick(0, 3, 8));
        var isTemplate = choices.Chance(10);
        var slots = isTemplate ? choices.Next(3) + 1 : 0;
        var head = $"{Scope("principal", principal, (slots & 1) != 0)}, {ActionScope(action)}, {Scope("resource", resource, (slots & 2) != 0)}";
        var clauses = choices.Many(3, _ => $" {choices.Pick("when", "unless")} {{ {expressions.Bool(choices.Next(MaxDepth + 1))} }}", 80);
        return ($"{Annotations(index)}{choices.Pick("permit", "forbid")}({head}){string.Concat(clauses)};", isTemplate);
    }

    // Mostly with what the template asks for.
    private LinkText Link((string Text, bool IsTemplate)[] policies, int index)
    {
        var templates = policies.Index().Where(policy => policy.Item.IsTemplate || choices.Chance(2)).ToArray();
        var (position, (text, _)) = templates.Length == 0 ? (99, ("", false)) : choices.Pick(templates);
        var newId = choices.Chance(4) ? choices.Pick("policy0", "link0", "", "é😀") : $"link{index}";
        return new LinkText(PolicyPlan.IdAt(position), newId, Slot("?principal"), Slot("?resource"));

        EntityUid? Slot(string name) => text.Contains(name, StringComparison.Ordinal) != choices.Chance(2) ? Entity() : null;
    }

    private EntityUid Entity()
    {
        var type = choices.Pick(plan.Types);
        return new EntityUid(type.Name, type.EnumIds.Count > 0 ? type.EnumIds[0] : Pools.Ids[choices.Next(choices.Chance(15) ? Pools.Ids.Length : 3)]);
    }

    private string Annotations(int index) => choices.Next(10) switch
    {
        < 7 => "",
        7 => $"@id(\"p{index}\") ",
        8 => $"@owner({Quoting.Cedar(choices.Pick(Pools.Texts))}) @if ",
        _ => $"@id({Quoting.Cedar(choices.Pick(Pools.Texts) + index)})\n@reason(\"r\") ",
    };

    private string Scope(string variable, EntityTypePlan type, bool isSlot)
    {
        if (isSlot)
            return choices.Pick($"{variable} == ?{variable}", $"{variable} in ?{variable}", $"{variable} is {type.Name} in ?{variable}");
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
