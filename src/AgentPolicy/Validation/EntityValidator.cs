using AgentPolicy.Json;
using AgentPolicy.Language;
using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Validation;

/// <summary>Checks entities against a schema: their types, attributes, tags, and what they are members of. Actions must be in the groups that the schema puts them in, and in no others.</summary>
/// <remarks>Source: Cedar language specification, "Entities and context syntax"; the reference's conformance check.</remarks>
internal sealed class EntityValidator(SchemaModel schema, ViolationList violations)
{
    private readonly EntityTypeAncestors _typeAncestors = new(schema);
    private PolicyScratch _scratch = new();
    private EntityStore? _actions;

    /// <param name="entities">The entities.</param>
    /// <param name="root">What an entity is called, by itself and its position.</param>
    public void Check(EntityStore entities, Func<Entity, int, string> root)
    {
        for (var position = 0; position < entities.Count && !violations.IsFull; position++)
        {
            var entity = entities.EntityAt(position)!;
            Check(entities, position, entity, new JsonPath(root(entity, position)));
        }
    }

    private void Check(EntityStore entities, int position, Entity entity, JsonPath path)
    {
        var uid = entity.Uid;
        if (EntityRules.IsAction(uid.Type))
            CheckAction(entities, position, entity, path);
        else if (schema.FindEntityType(uid.Type) is not { } type)
            violations.Add(path, $"the schema has no entity type '{Excerpt.Shorten(uid.Type)}'{EntityRules.DidYouMean(uid.Type, schema.EntityTypes.Select(known => known.Name))}");
        else
            CheckEntity(entity, type, path);
        _scratch.Clear();
    }

    private void CheckEntity(Entity entity, SchemaEntityType type, JsonPath path)
    {
        var values = new ValueValidator(schema, path, violations, _scratch);
        values.CheckUid(entity.Uid);
        path.Enter("attrs");
        Read(path, () => values.Check(entity.Attributes, type.Shape));
        path.Leave();
        path.Enter("parents");
        for (var i = 0; i < entity.DirectParents.Length; i++)
        {
            path.Enter(i);
            CheckParent(entity.DirectParents[i], type, values, path);
            path.Leave();
        }

        path.Leave();
        path.Enter("tags");
        CheckTags(entity.Tags, type, values, path);
        path.Leave();
    }

    // The parents of a parent are checked where it is described, so that no entity gets where its type may not be.
    private void CheckParent(EntityUid parent, SchemaEntityType type, ValueValidator values, JsonPath path)
    {
        switch (_typeAncestors.MayBeIn(type, parent.Type))
        {
            case true:
                values.CheckUid(parent);
                break;
            case null:
                violations.Add(path, FormattableString.Invariant($"the schema's entity types have more than {Limits.MaxHierarchySize} ancestors, so that this cannot be checked"));
                break;
            default:
                violations.Add(path, $"the schema does not let a '{Excerpt.Shorten(type.Name)}' be in a '{Excerpt.Shorten(parent.Type)}'; it lets it be in {EntityRules.List(type.MemberOf)}");
                break;
        }
    }

    private void CheckTags(RecordValue tags, SchemaEntityType type, ValueValidator values, JsonPath path)
    {
        if (type.Tags is null && tags.Count > 0)
            violations.Add(path, $"the schema gives entities of type {Excerpt.Shorten(type.Name)} no tags");
        for (var i = 0; type.Tags is not null && i < tags.Count; i++)
        {
            path.Enter(tags.NameAt(i));
            values.Check(tags.ValueAt(i), type.Tags);
            path.Leave();
        }
    }

    private void CheckAction(EntityStore entities, int position, Entity action, JsonPath path)
    {
        _actions ??= EntityStore.Empty.WithActionsOf(schema);
        var declared = _actions.PositionOf(action.Uid);
        if (!_actions.IsFixed(declared))
        {
            violations.Add(path, $"the schema has no action {Excerpt.Shorten(action.Uid.ToString())}{EntityRules.DidYouMean(action.Uid.ToString(), schema.Actions.Select(known => known.Uid.ToString()))}");
            return;
        }

        if (action.Tags.Count > 0)
            violations.Add(path, "actions have no tags");
        Read(path, () => new ValueValidator(schema, path, violations, _scratch).Check(action.Attributes, SchemaType.Record.Empty));

        // Equal sets: as many on either side, and each of one in the other.
        var own = entities.AncestorsAt(position);
        var expected = _actions.AncestorsAt(declared);
        var isSame = own.Length == expected.Length;
        for (var i = 0; isSame && i < own.Length; i++)
            isSame = _actions.IsDescendant(declared, entities.UidAt(own[i]));
        if (isSame)
            return;
        var groups = expected[..Math.Min(expected.Length, EntityRules.MostNames + 1)].ToArray().Select(group => _actions.UidAt(group).ToString());
        violations.Add(path, $"the action is not in the groups that the schema puts it in, at any distance: {EntityRules.List(groups)}");
    }

    // Attributes may be a record of the host's own, read here for the first time.
    private void Read(JsonPath path, Action check)
    {
        var depth = path.Depth;
        try
        {
            check();
        }
        catch (Exception exception)
        {
            // What was rented is left to the garbage collector: giving it back might throw again.
            violations.Add(path, PolicyValue.Error(PolicyErrorKind.Fault, exception.GetType().Name).DescribeError());
            path.LeaveTo(depth);
            _scratch = new PolicyScratch();
        }
    }
}
