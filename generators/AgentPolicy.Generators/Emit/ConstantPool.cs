using AgentPolicy.Language;
using AgentPolicy.Language.Collections;

namespace AgentPolicy.Generators.Emit;

/// <summary>
/// The constants of a policy set, each once, as static fields: values, attribute names, patterns. A constant is written after those it is made of, and the
/// fields are spread over several classes, so that no initializer grows without bound.
/// </summary>
internal sealed class ConstantPool : IConstants
{
    private const int FieldsPerClass = 256;
    private const int ElementsPerPart = 256;
    private const int LongestComment = 80;

    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);
    private readonly List<(string Declaration, string Name, string Value, string Comment)> _declarations = [];

    /// <summary>An expression for the constant: a literal, or the name of its field.</summary>
    public string Value(in PolicyValue value)
    {
        if (value.Kind == PolicyValueKind.Bool)
            return value.Bool ? "true" : "false";
        var comment = value.Kind is PolicyValueKind.Decimal or PolicyValueKind.Entity or PolicyValueKind.DateTime or PolicyValueKind.Duration ? value.ToString() : "";
        return Field("PolicyValue", "Value", Initializer(value), comment.Length <= LongestComment ? comment : "");
    }

    public string Name(AttributeName name) => Field("AttributeName", "Name", $"new({CSharpText.Literal(name.Text)})", "");

    public string Path(IEnumerable<AttributeName> path) => Field("AttributeName[]", "Path", $"[{string.Join(", ", path.Select(Name))}]", "");

    public string Pattern(LikePattern pattern) => Field("LikePattern", "Pattern", $"PolicyOps.Pattern({string.Join(", ", pattern.Segments.Select(CSharpText.Literal))})", "");

    public string Text(string text) => CSharpText.Literal(text);

    public string Long(long value) => CSharpText.Literal(value);

    public void Write(SourceWriter writer)
    {
        for (var start = 0; start < _declarations.Count; start += FieldsPerClass)
        {
            writer.WriteLine();
            using var block = writer.Block($"file static class {ClassAt(start)}");
            foreach (var (type, name, value, comment) in _declarations.Skip(start).Take(FieldsPerClass))
                writer.WriteLine($"public static readonly {type} {name} = {value};{(comment.Length > 0 ? " // " + CSharpText.Comment(comment) : "")}");
        }
    }

    private static string ClassAt(int index) => "Constants" + CSharpText.Number(index / FieldsPerClass);

    private string Field(string type, string prefix, string value, string comment)
    {
        var key = type + " " + value;
        if (_fields.TryGetValue(key, out var known))
            return known;
        var name = prefix + CSharpText.Number(_declarations.Count);
        var field = ClassAt(_declarations.Count) + "." + name;
        _declarations.Add((type, name, value, comment));
        _fields.Add(key, field);
        return field;
    }

    private string Initializer(in PolicyValue value) => value.Kind switch
    {
        PolicyValueKind.Long => CSharpText.Literal(value.Long),
        PolicyValueKind.String => CSharpText.Literal(value.Text.ToString()),
        PolicyValueKind.Decimal => $"PolicyOps.Decimal({CSharpText.Literal(value.DecimalDigits)})",
        PolicyValueKind.IpAddress => $"PolicyOps.IpAddress({CSharpText.Literal(value.IpAddress.ToString())})",
        PolicyValueKind.DateTime => $"PolicyOps.DateTime({CSharpText.Literal(value.Milliseconds)})",
        PolicyValueKind.Duration => $"PolicyOps.Duration({CSharpText.Literal(value.Milliseconds)})",
        PolicyValueKind.Entity => $"new EntityUid({CSharpText.Literal(value.EntityType)}, {CSharpText.Literal(value.Text.ToString())})",
        PolicyValueKind.Set => $"PolicyOps.Set({Parts("PolicyValue[]", SetElements(value.Set))})",
        PolicyValueKind.Record => $"PolicyOps.Record({Parts("(string, PolicyValue)[]", RecordAttributes(value))})",
        _ => throw new InvalidOperationException($"No constant is of kind {value.Kind}."),
    };

    // A short list stands in its constant; of a long one each part is a field of its own.
    private string Parts(string type, List<string> items)
    {
        var parts = new List<string>();
        for (var start = 0; start < items.Count; start += ElementsPerPart)
        {
            var part = $"[{string.Join(", ", items.Skip(start).Take(ElementsPerPart))}]";
            parts.Add(items.Count <= ElementsPerPart ? part : Field(type, "Part", part, ""));
        }

        return string.Join(", ", parts);
    }

    private List<string> SetElements(SetSource set)
    {
        var scratch = new PolicyScratch();
        var reader = set.Read(scratch);
        var elements = new List<string>(set.Count);
        while (reader.MoveNext(scratch, out var element))
            elements.Add(Value(element));
        return elements;
    }

    private List<string> RecordAttributes(in PolicyValue record)
    {
        var scratch = new PolicyScratch();
        var reader = Records.Read(record, scratch);
        var attributes = new List<string>();
        while (reader.MoveNext(scratch, out var name, out var value))
            attributes.Add($"({CSharpText.Literal(name.Text.ToString())}, {Value(value)})");
        return attributes;
    }
}
