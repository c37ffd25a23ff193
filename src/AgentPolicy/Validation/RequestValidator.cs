using AgentPolicy.Json;
using AgentPolicy.Language;
using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Validation;

/// <summary>Finds all that is wrong with a request: its principal, action and resource, its context, and the entities that it brings.</summary>
internal sealed class RequestValidator(SchemaModel schema)
{
    private readonly PolicyScratch _scratch = new();

    public ViolationList Violations { get; } = new();

    /// <param name="principal">Who acts.</param>
    /// <param name="action">What is to be done.</param>
    /// <param name="resource">On what.</param>
    /// <param name="readContext">Makes a view of the context, by the type that it is to be.</param>
    /// <param name="entities">What the request tells of entities.</param>
    public void Check(EntityUid principal, EntityUid action, EntityUid resource, Func<SchemaType.Record, PolicyScratch, PolicyValue> readContext, EntityStore? entities)
    {
        var declared = FindAction(action);
        CheckPart("principal", principal, declared, declared?.PrincipalTypes ?? default, "do");
        CheckPart("resource", resource, declared, declared?.ResourceTypes ?? default, "be what is done to by");
        if (declared is not null)
            CheckContext(declared.Context, readContext);
        if (entities is not null)
            new EntityValidator(schema, Violations).Check(entities, (entity, _) => Excerpt.Shorten(entity.Uid.ToString()));
    }

    private SchemaAction? FindAction(EntityUid uid)
    {
        var declared = schema.FindAction(uid);
        if (declared is null)
            Add("action", uid.Type.Length == 0 ? "the request has no action" : UnknownAction(uid));
        else if (RequestRules.AppliesToNothing(declared))
            Add("action", $"{Excerpt.Shorten(uid.ToString())} is a group of actions, which nobody can do; give it an 'appliesTo' in the schema, or ask for one of its actions");
        return declared;
    }

    private string UnknownAction(EntityUid uid)
    {
        var text = uid.ToString();
        return $"the schema declares no action {Excerpt.Shorten(text)}{EntityRules.DidYouMean(text, schema.Actions.Select(action => action.Uid.ToString()))}";
    }

    private void CheckPart(string name, EntityUid uid, SchemaAction? action, EquatableArray<string> allowed, string verb)
    {
        if (uid.Type.Length == 0)
        {
            Add(name, $"the request has no {name}");
            return;
        }

        var type = Excerpt.Shorten(uid.Type);
        if (schema.FindEntityType(uid.Type) is null)
            Add(name, $"the schema declares no entity type '{type}'{EntityRules.DidYouMean(uid.Type, schema.EntityTypes.Select(known => known.Name))}");
        else if (EntityRules.IsUnlistedInEnum(schema, uid))
            Add(name, EntityRules.DescribeUnlisted(schema, uid));
        else if (action is not null && !RequestRules.AppliesToNothing(action) && !EntityRules.Contains(allowed.AsSpan(), uid.Type))
            Add(name, $"the schema does not let a '{type}' {verb} {Excerpt.Shorten(action.Uid.ToString())}; it lets {EntityRules.List(allowed)}");
    }

    private void CheckContext(SchemaType.Record type, Func<SchemaType.Record, PolicyScratch, PolicyValue> readContext)
    {
        var path = new JsonPath("context");
        try
        {
            new ValueValidator(schema, path, Violations, _scratch).Check(readContext(type, _scratch), type);
        }
        catch (Exception exception)
        {
            // As an engine does: the exception's own text may hold arguments, so only its type is told.
            Violations.Add(path, PolicyValue.Error(PolicyErrorKind.Fault, exception.GetType().Name).DescribeError());
        }
    }

    private void Add(string path, string message) => Violations.Add(new JsonPath(path), message);
}
