using System.Text.Json;
using AgentPolicy.Language;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Syntax;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Json;

/// <summary>A policy's head, entities, and the links of templates.</summary>
internal sealed partial class PolicyJsonReader
{
    private const string EntityExpected = "an entity, an object with 'type' and 'id'";

    private static readonly string[] s_anyOperators = ["All", "all", "==", "in", "is"];
    private static readonly string[] s_actionOperators = ["All", "all", "==", "in"];

    private ScopeSyntax? ReadScope(Dictionary<string, JsonMember> fields, JsonElement policy, CedarVariable variable)
    {
        var key = NameOf(variable);
        if (Require(fields, policy, key, "where it is any, write {\"op\": \"All\"}") is not { } json)
            return null;
        Path.Enter(key);
        var scope = ReadScope(json, variable);
        Path.Leave();
        return scope is null ? null : scope with { Span = SpanOf(json) };
    }

    private ScopeSyntax? ReadScope(JsonElement json, CedarVariable variable)
    {
        if (ReadFields(json, "an object with an 'op'", "op", "entity", "entities", "slot", "entity_type", "in") is not { } fields)
            return null;
        var isAction = variable == CedarVariable.Action;
        var operation = ReadWord(fields, json, "op", isAction ? s_actionOperators : s_anyOperators);
        switch (operation)
        {
            case "All" or "all":
                return HasOnly(fields, operation) ? new AnyScopeSyntax() : null;
            case "==":
                return HasOnly(fields, operation, "entity", "slot") && ReadReference(fields, json, variable) is { } equal ? new EqualScopeSyntax(equal) : null;
            case "in" when isAction && fields.ContainsKey("entities"):
                return HasOnly(fields, operation, "entities") ? ReadActions(fields) : null;
            case "in":
                return HasOnly(fields, operation, "entity", "slot") && ReadReference(fields, json, variable) is { } container ? new InScopeSyntax(container) : null;
            case "is":
                return HasOnly(fields, operation, "entity_type", "in") ? ReadIs(fields, json, variable) : null;
            default:
                return null;
        }
    }

    private InSetScopeSyntax? ReadActions(Dictionary<string, JsonMember> fields)
    {
        Path.Enter("entities");
        var actions = ReadArray(fields["entities"].Value, "an array of actions", ReadAction);
        Path.Leave();
        return actions is null ? null : new InSetScopeSyntax(actions.ToEquatableArray());
    }

    private ScopeSyntax? ReadIs(Dictionary<string, JsonMember> fields, JsonElement json, CedarVariable variable)
    {
        if (ReadTypeName(fields, json) is not { } type)
            return null;
        if (!fields.TryGetValue("in", out var member))
            return new IsScopeSyntax(type);

        Path.Enter("in");
        var container = ReadFields(member.Value, "an object with an 'entity' or a 'slot'", "entity", "slot") is { } inner ? ReadReference(inner, member.Value, variable) : null;
        Path.Leave();
        return container is null ? null : new IsInScopeSyntax(type, container);
    }

    private EntityReferenceSyntax? ReadReference(Dictionary<string, JsonMember> fields, JsonElement json, CedarVariable variable)
    {
        if (!fields.TryGetValue("slot", out var slot))
        {
            if (Require(fields, json, "entity", "write an entity, an object with 'type' and 'id'") is not { } entity)
                return null;
            Path.Enter("entity");
            EntityLiteralSyntax? literal = variable == CedarVariable.Action ? ReadAction(entity) : ReadEntity(entity) is { } uid ? new EntityLiteralSyntax(uid) { Span = SpanOf(entity) } : null;
            Path.Leave();
            return literal;
        }

        if (variable == CedarVariable.Action)
            ReportMisplacedKey(slot, "only principal and resource can be slots");
        else if (fields.ContainsKey("entity"))
            ReportMisplacedKey(slot, "there is an 'entity' beside it; remove one of the two");
        else if (ReadWord(fields, json, "slot", SlotOf(variable)) is not null)
            return new SlotSyntax(variable) { Span = SpanOf(slot.Value) };
        return null;
    }

    private EntityLiteralSyntax? ReadAction(JsonElement json)
    {
        if (ReadEntity(json) is not { } uid)
            return null;
        if (uid.Type == "Action" || uid.Type.EndsWith("::Action", StringComparison.Ordinal))
            return new EntityLiteralSyntax(uid) { Span = SpanOf(json) };
        ReportUnexpected(json, "an action, an entity whose type is Action");
        return null;
    }

    private EntityUid? ReadEntity(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Object && JsonKeys.TryFind(json, "__entity"u8, out var escaped))
        {
            if (ReadFields(json, EntityExpected, "__entity") is not { Count: 1 })
                return null;
            Path.Enter("__entity");
            var inner = ReadUid(escaped);
            Path.Leave();
            return inner;
        }

        return ReadUid(json);
    }

    private EntityUid? ReadUid(JsonElement json)
    {
        if (ReadFields(json, EntityExpected, "type", "id") is not { } fields)
            return null;
        var type = Require(fields, json, "type", "write the entity's type") is null ? null : ReadName(fields["type"], "the name of an entity type");
        var id = Require(fields, json, "id", "write the entity's id, a text") is null ? null : ReadText(fields["id"], "the entity's id, a text");
        return type is null || id is null ? null : new EntityUid(type, id);
    }

    private NameSyntax? ReadTypeName(Dictionary<string, JsonMember> fields, JsonElement json)
    {
        if (Require(fields, json, "entity_type", "write the name of an entity type") is not { } value)
            return null;
        return ReadName(fields["entity_type"], "the name of an entity type") is { } name ? new NameSyntax(name) { Span = SpanOf(value) } : null;
    }

    private string? ReadText(JsonMember member, string expected)
    {
        Path.Enter(member.Name);
        var text = ReadString(member.Value, expected);
        Path.Leave();
        return text;
    }

    private string? ReadName(JsonMember member, string expected)
    {
        Path.Enter(member.Name);
        var name = ReadString(member.Value, expected);
        if (name is not null && !CedarText.IsTypeName(name))
        {
            ReportText(name, SpanOf(member.Value), expected + ", identifiers joined by '::'");
            name = null;
        }

        Path.Leave();
        return name;
    }

    /// <summary>Whether there are no keys but those of the operator.</summary>
    private bool HasOnly(Dictionary<string, JsonMember> fields, string operation, params string[] keys)
    {
        var isRight = true;
        foreach (var member in fields.Values)
        {
            if (member.Name == "op" || keys.AsSpan().Contains(member.Name))
                continue;
            isRight = false;
            ReportMisplacedKey(member, $"it does not belong to \"op\": \"{operation}\" here");
        }

        return isRight;
    }

    private void ReadLinks(Dictionary<string, JsonMember> fields, List<TemplateLinkSyntax> links)
    {
        if (!fields.TryGetValue("templateLinks", out var member))
            return;
        Path.Enter(member.Name);
        links.AddRange(ReadArray(member.Value, "an array of links, each an object with 'templateId', 'newId' and 'values'", ReadLink) ?? []);
        Path.Leave();
    }

    private TemplateLinkSyntax? ReadLink(JsonElement json)
    {
        if (ReadFields(json, "a link, an object with 'templateId', 'newId' and 'values'", "templateId", "newId", "values") is not { } fields)
            return null;
        var template = Require(fields, json, "templateId", "write the id of a template") is null ? null : ReadText(fields["templateId"], "the id of a template, a text");
        var id = Require(fields, json, "newId", "write the id of the policy") is null ? null : ReadText(fields["newId"], "the id of the policy, a text");
        if (Require(fields, json, "values", "write an object that has an entity for each slot of the template") is not { } values)
            return null;
        Path.Enter("values");
        var isRead = TryReadValues(values, out var principal, out var resource);
        Path.Leave();
        return template is null || id is null || !isRead ? null : new TemplateLinkSyntax(new TemplateLink(template, id, principal, resource), SpanOf(json));
    }

    private bool TryReadValues(JsonElement json, out EntityUid? principal, out EntityUid? resource)
    {
        (principal, resource) = (null, null);
        if (ReadFields(json, "an object that has an entity for each slot of the template", "?principal", "?resource") is not { } fields)
            return false;
        return TryReadValue(fields, "?principal", out principal) & TryReadValue(fields, "?resource", out resource);
    }

    private bool TryReadValue(Dictionary<string, JsonMember> fields, string slot, out EntityUid? entity)
    {
        entity = null;
        if (!fields.TryGetValue(slot, out var member))
            return true;
        Path.Enter(slot);
        entity = ReadEntity(member.Value);
        Path.Leave();
        return entity is not null;
    }

    private static string NameOf(CedarVariable variable) => variable switch
    {
        CedarVariable.Principal => "principal",
        CedarVariable.Action => "action",
        CedarVariable.Resource => "resource",
        _ => throw new InvalidOperationException($"No part of a head: {variable}."),
    };

    private static string SlotOf(CedarVariable variable) => "?" + NameOf(variable);
}
