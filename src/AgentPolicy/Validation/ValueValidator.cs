using AgentPolicy.Json;
using AgentPolicy.Language;
using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Text;
using AgentPolicy.Records;

namespace AgentPolicy.Validation;

/// <summary>Checks that a value is as its type says in all its parts: none is missing, none is more than declared, and an enum's entities are those that it lists.</summary>
/// <remarks>
/// Reads in place, whatever the value is a view of. An error that a part reads as is a violation. Where a context is read, Cedar leaves whatever stands for a scalar to
/// the validation of the request.
/// </remarks>
internal sealed class ValueValidator(SchemaModel schema, JsonPath path, ViolationList violations, PolicyScratch scratch, bool leavesScalars = false)
{
    public void Check(in PolicyValue value, SchemaType type) => Check(value, type, depth: 0);

    /// <summary>Checks an entity by its name: whether an enum lists it, or the schema declares the action.</summary>
    public void CheckUid(EntityUid uid)
    {
        if (EntityRules.IsUnlisted(schema, uid))
            violations.Add(path, EntityRules.DescribeUnlisted(schema, uid));
    }

    private void Check(in PolicyValue value, SchemaType type, int depth)
    {
        if (!ValueEquality.IsReadable(value, out var error))
            violations.Add(path, error.DescribeError());
        else if (leavesScalars && type is not (SchemaType.Set or SchemaType.Record))
            return;
        else if (Expect(value, type) is { IsError: true } mismatch)
            violations.Add(path, mismatch.DescribeError());
        else if (value.Kind == PolicyValueKind.Entity)
            CheckUid(value.ToEntityUid());
        else if (ValueEquality.HasParts(value))
            CheckParts(value, type, depth);
    }

    // Nothing is converted here: an integer that is declared as a decimal is none, and no policy could compare it with one.
    private static PolicyValue Expect(in PolicyValue value, SchemaType type)
    {
        if (type is SchemaType.Entity entity && value.Kind == PolicyValueKind.Entity && value.EntityType != entity.TypeName)
            return PolicyValue.Error(PolicyErrorKind.WrongEntityType, entity.TypeName);
        return value.Expect(SchemaTypes.KindOf(type));
    }

    private void CheckParts(in PolicyValue value, SchemaType type, int depth)
    {
        if (!StackGuard.MayDescend(depth))
            violations.Add(path, "values nest too deeply, or the thread's stack is nearly full");
        else if (type is SchemaType.Record record)
            CheckRecord(value, record, depth);
        else
            CheckSet(value.Set, ((SchemaType.Set)type).Element, depth);
    }

    private void CheckSet(SetSource set, SchemaType elementType, int depth)
    {
        var mark = scratch.Mark();
        var reader = set.Read(scratch);
        for (var index = 0; !violations.IsFull; index++)
        {
            var elementMark = scratch.Mark();
            if (!reader.MoveNext(scratch, out var element))
                break;
            path.Enter(index);
            Check(element, elementType, depth + 1);
            path.Leave();
            scratch.Release(elementMark);
        }

        scratch.Release(mark);
    }

    private void CheckRecord(in PolicyValue record, SchemaType.Record type, int depth)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var mark = scratch.Mark();
        var reader = Language.Records.Read(record, scratch);
        while (!violations.IsFull)
        {
            var memberMark = scratch.Mark();
            if (!reader.MoveNext(scratch, out var name, out var value))
                break;
            if (ValueEquality.IsReadable(name, out var error))
                CheckAttribute(name.Text.ToString(), value, type, seen, depth);
            else
                violations.Add(path, error.DescribeError());
            scratch.Release(memberMark);
        }

        scratch.Release(mark);
        foreach (var attribute in type.Attributes)
        {
            if (attribute.IsRequired && !seen.Contains(attribute.Name))
                violations.Add(path, $"the attribute '{Excerpt.Shorten(attribute.Name)}' is missing");
        }
    }

    private void CheckAttribute(string name, in PolicyValue value, SchemaType.Record type, HashSet<string> seen, int depth)
    {
        if (SchemaTypes.AttributeType(type, name) is not { } declared)
        {
            violations.Add(path, $"the schema has no attribute '{Excerpt.Shorten(name)}' here{EntityRules.DidYouMean(name, type.Attributes.Select(attribute => attribute.Name))}");
            return;
        }

        if (!seen.Add(name))
        {
            violations.Add(path, $"the attribute '{Excerpt.Shorten(name)}' stands twice");
            return;
        }

        path.Enter(name);
        Check(value, declared, depth + 1);
        path.Leave();
    }
}
