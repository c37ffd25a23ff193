using AgentPolicy.Generators.Models;
using AgentPolicy.Language.Binding;
using static AgentPolicy.Generators.Emit.GovernedNames;

namespace AgentPolicy.Generators.Emit;

/// <summary>
/// Writes the expressions that read and copy values, and afterwards the file-local types that these need: one that reads a record's properties by slot, one
/// that reads a collection's elements, one that copies a record.
/// </summary>
internal sealed class GovernedSupport
{
    // Whatever the user's own types and members are called, it is the file's type that is meant.
    private const string Global = "global::";

    private readonly Dictionary<ValueModel, string> _records = [];
    private readonly Dictionary<ValueModel, string> _elements = [];
    private readonly Dictionary<ValueModel, string> _copies = [];
    private readonly Queue<Action<SourceWriter>> _pending = new();

    /// <summary>An expression, of type <c>PolicyValue</c>, that reads another. The scratch is called <c>scratch</c>.</summary>
    public string Read(ValueModel value, string expression)
    {
        if (value.IsNullable || !value.IsReference)
            return ReadNullable(value, expression);
        return $"{Values}.Required({ReadNullable(value, expression)})";
    }

    /// <summary>An expression that reads another as a scalar; null where it is none.</summary>
    public static string? ReadScalar(ValueModel value, string expression) => value.Kind switch
    {
        ValueKind.Text => $"{Scalars}.{(value.IsNullable ? "Text" : "RequiredText")}({expression}, out scalar)",
        ValueKind.Bool or ValueKind.Long or ValueKind.Decimal or ValueKind.DateTimeOffset or ValueKind.TimeSpan => $"{Scalars}.{value.Kind}({expression}, out scalar)",
        _ => null,
    };

    /// <summary>An expression that copies what could change in a value, or the value itself where nothing can.</summary>
    public string Copy(ValueModel value, string expression, string parameter)
    {
        if (!value.NeedsCopy)
            return expression;
        if (value.Kind == ValueKind.Record)
            return $"{CopyOf(value)}({expression}, {parameter})";
        if (value.Kind is ValueKind.Json or ValueKind.IpAddress or ValueKind.IpNetwork)
            return $"{Inputs}.Copy({expression}, {parameter})";
        return $"{Inputs}.Copy({expression}, {parameter}, {(value.Element.NeedsCopy ? CopyOf(value.Element) : "null")})";
    }

    /// <summary>Writes the types that what was written so far needs, and those that they need.</summary>
    public void WriteTypes(SourceWriter writer)
    {
        while (_pending.Count > 0)
            _pending.Dequeue()(writer);
    }

    private string ReadNullable(ValueModel value, string expression) => value.Kind switch
    {
        ValueKind.Record => $"{RecordOf(value)}.Read({expression}, scratch)",
        ValueKind.Set => $"{Values}.Set<{value.Element.AnnotatedTypeName}, {ElementOf(value.Element)}>({expression}, scratch)",
        ValueKind.Dictionary => $"{Values}.Dictionary<{value.Element.AnnotatedTypeName}, {ElementOf(value.Element)}>({expression}, scratch)",
        ValueKind.Guid or ValueKind.Json or ValueKind.IpAddress or ValueKind.IpNetwork => $"{Values}.{value.Kind}({expression}, scratch)",
        _ => $"{Values}.{value.Kind}({expression})",
    };

    private string RecordOf(ValueModel value)
    {
        // One type serves those that differ in what is absent or copied only.
        var key = value with { IsAnnotated = false, IsNullable = false, NeedsCopy = false };
        if (_records.TryGetValue(key, out var name))
            return Global + name;
        name = "Record" + _records.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
        _records.Add(key, name);
        _pending.Enqueue(writer => WriteRecord(writer, name, key));
        return Global + name;
    }

    private string ElementOf(ValueModel value)
    {
        if (_elements.TryGetValue(value, out var name))
            return Global + name;
        name = "Element" + _elements.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
        _elements.Add(value, name);
        _pending.Enqueue(writer => WriteElement(writer, name, value));
        return Global + name;
    }

    private string CopyOf(ValueModel value)
    {
        if (!_copies.TryGetValue(value, out var name))
        {
            name = "Copy" + _copies.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
            _copies.Add(value, name);
            _pending.Enqueue(writer => WriteCopy(writer, name, value));
        }

        return Global + name + ".Of";
    }

    private void WriteRecord(SourceWriter writer, string name, ValueModel value)
    {
        writer.WriteLine();
        writer.WriteLine($"/// <summary>Reads a <c>{value.TypeName.Replace('<', '{').Replace('>', '}')}</c> as a record.</summary>");
        writer.WriteLine(GeneratedCode);
        using (writer.Block($"file readonly struct {name}({value.TypeName} value) : {Record}"))
        {
            writer.WriteLine($"public static {Value} Read({value.TypeName}? value, {Scratch} scratch) =>");
            writer.WriteLine($"    value is {{ }} present ? scratch.Record(new {name}(present)) : default;");
            writer.WriteLine();
            ToolArgumentsSlots.Write(
                writer,
                "public ",
                value.Record!.Properties.Select(property => property.Name).ToArray(),
                value.Record.Properties.Select(property => Read(property.Value, "value." + property.Member)).ToArray(),
                (InputType.Record)value.Type);
        }
    }

    // In a set null stands for nothing that Cedar knows.
    private void WriteElement(SourceWriter writer, string name, ValueModel value)
    {
        writer.WriteLine();
        writer.WriteLine(GeneratedCode);
        using (writer.Block($"file readonly struct {name} : {Compiled}IElementReader<{value.AnnotatedTypeName}>"))
        {
            writer.WriteLine($"public static {Value} Read(in {value.AnnotatedTypeName} element, {Scratch} scratch) =>");
            writer.WriteLine($"    {Values}.Required({ReadNullable(value, "element")});");
        }
    }

    private void WriteCopy(SourceWriter writer, string name, ValueModel value)
    {
        writer.WriteLine();
        writer.WriteLine(GeneratedCode);
        using (writer.Block($"file static class {name}"))
        {
            var type = value.AnnotatedTypeName;
            var copy = value.Kind == ValueKind.Record ? CopyRecord(value) : Copy(value, "value", "parameter");
            writer.WriteLine($"public static {type} Of({type} value, string parameter) => {copy};");
        }
    }

    private string CopyRecord(ValueModel value)
    {
        if (!value.IsReference)
            return value.IsAnnotated ? $"value is {{ }} present ? {With("present")} : null" : With("value");

        // A null that the signature rules out stays one: it is an error for whoever reads it.
        return $"value is null ? {(value.IsAnnotated ? "null" : "null!")} : {With("value")}";

        string With(string source)
        {
            var parts = value.Record!.Properties
                .Where(property => property.Value.NeedsCopy)
                .Select(property => $"{property.Member} = {Copy(property.Value, $"{source}.{property.Member}", "parameter")}")
                .ToArray();
            return parts.Length == 0 ? source + " with { }" : $"{source} with {{ {string.Join(", ", parts)} }}";
        }
    }
}
