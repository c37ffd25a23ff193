using System.Text;

namespace AgentPolicy.Oracle.Generation;

/// <summary>Writes a planned schema in Cedar's human-readable syntax, in this form or that.</summary>
internal sealed class SchemaWriter(SchemaPlan plan, Choices choices)
{
    private readonly List<string> _commonTypes = [];
    private int _commonTypeCount;

    public string Write()
    {
        var text = new StringBuilder();
        var spaces = plan.Types.Select(type => type.Namespace).Concat(plan.Actions.Select(action => action.Namespace)).Distinct().ToArray();
        foreach (var space in spaces)
        {
            var declarations = plan.Types.Where(type => type.Namespace == space).Select(EntityType).Concat(plan.Actions.Where(action => action.Namespace == space).Select(Action)).ToList();
            declarations.AddRange(_commonTypes);
            _commonTypes.Clear();
            var body = string.Join('\n', declarations);
            text.Append(space.Length == 0 ? $"{body}\n" : $"{Annotation()}namespace {space} {{\n{body}\n}}\n");
        }

        return text.ToString();
    }

    private string EntityType(EntityTypePlan type)
    {
        if (type.EnumIds.Count > 0)
            return $"{Annotation()}entity {type.BaseName} enum [{string.Join(", ", type.EnumIds.Select(Quoting.Cedar))}];";
        var memberOf = type.MemberOf.Count == 0 ? "" : type.MemberOf.Count == 1 && choices.Chance(50) ? $" in {type.MemberOf[0]}" : $" in [{string.Join(", ", type.MemberOf)}]";
        var shape = type.Attributes.Count == 0 && !choices.Chance(20) ? "" : (choices.Chance(30) ? " = " : " ") + Record(type.Attributes);
        var tags = type.Tags is null ? "" : $" tags {Type(type.Tags)}";
        return $"{Annotation()}entity {type.BaseName}{memberOf}{shape}{tags};";
    }

    private string Action(ActionPlan action)
    {
        var groups = action.MemberOf.Select(group => group.Namespace == action.Namespace ? Quoting.Key(group.Id) : Quoting.CedarUid(group.Type, group.Id));
        var memberOf = action.MemberOf.Count == 0 ? "" : $" in [{string.Join(", ", groups)}]";
        var context = action.Context.Count == 0 && !choices.Chance(20) ? "" : $", context: {Record(action.Context)}";
        var appliesTo = action.Principals.Count == 0 ? "" : $" appliesTo {{ principal: [{string.Join(", ", action.Principals)}], resource: [{string.Join(", ", action.Resources)}]{context} }}";
        return $"{Annotation()}action {Quoting.Key(action.Id)}{memberOf}{appliesTo};";
    }

    private string Record(IReadOnlyList<AttributePlan> attributes) =>
        $"{{ {string.Join(", ", attributes.Select(attribute => $"{Annotation()}{Quoting.Key(attribute.Name)}{(attribute.IsRequired ? "" : "?")}: {Type(attribute.Type)}"))} }}";

    private string Type(TypePlan type)
    {
        var text = type.Kind switch
        {
            Kind.Bool => choices.Pick("Bool", "Bool", "__cedar::Bool"),
            Kind.Long => choices.Pick("Long", "Long", "__cedar::Long"),
            Kind.Text => choices.Pick("String", "String", "__cedar::String"),
            Kind.Decimal => choices.Pick("decimal", "decimal", "__cedar::decimal"),
            Kind.Address => "ipaddr",
            Kind.Clock => "datetime",
            Kind.Span => "duration",
            Kind.Entity => type.EntityType,
            Kind.Set => $"Set<{Type(type.Element!)}>",
            _ => Record(type.Attributes!),
        };
        if (!choices.Chance(8))
            return text;
        var name = $"Common{_commonTypeCount++}";
        _commonTypes.Add($"type {name} = {text};");
        return name;
    }

    private string Annotation() => choices.Chance(4) ? choices.Pick("@doc(\"\") ", "@doc ", "@if(\"é\") ") : "";
}
