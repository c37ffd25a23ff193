using System.Text;
using AgentPolicy.Language.Syntax;

namespace AgentPolicy.Language.Binding;

/// <summary>
/// Writes shapes as text, and reads the text back: <c>{"amount":decimal,"tags"?:Set&lt;String&gt;;"file"!"is a stream"}->?String</c>. A record's readable
/// attributes come first, what is unread with its reason after a semicolon (<c>!</c> where it is present, <c>~</c> where it is no input); the output's type follows the arrow. Canonical: equal shapes have equal texts, and
/// no other text is read.
/// </summary>
internal static class ToolShapeText
{
    public static string Write(ToolShape shape)
    {
        var builder = new StringBuilder();
        Append(builder, shape.Inputs);
        if (shape.Output is { } output)
        {
            builder.Append(output.IsOptional ? "->?" : "->");
            Append(builder, output.Type);
        }

        return builder.ToString();
    }

    /// <summary>The shape of an entity type.</summary>
    public static string WriteRecord(InputType.Record record)
    {
        var builder = new StringBuilder();
        Append(builder, record);
        return builder.ToString();
    }

    /// <summary>False where <paramref name="text"/> is not exactly what <see cref="Write"/> writes of some shape.</summary>
    public static bool TryParse(string text, out ToolShape shape)
    {
        shape = ToolShape.Empty;
        var reader = new ToolShapeReader(text);
        if (!reader.TryReadRecord(out var inputs))
            return false;
        InputAttribute? output = null;
        if (reader.TryTake("->"))
        {
            var isOptional = reader.TryTake("?");
            if (!reader.TryReadType(out var type))
                return false;
            output = new InputAttribute(ToolShape.OutputName, type, isOptional);
        }

        shape = new ToolShape(inputs, output);
        return reader.IsAtEnd && string.Equals(Write(shape), text, StringComparison.Ordinal);
    }

    /// <summary>False where <paramref name="text"/> is not exactly what <see cref="WriteRecord"/> writes of some record.</summary>
    public static bool TryParseRecord(string text, out InputType.Record record)
    {
        var reader = new ToolShapeReader(text);
        return reader.TryReadRecord(out record) && reader.IsAtEnd && string.Equals(WriteRecord(record), text, StringComparison.Ordinal);
    }

    private static void Append(StringBuilder builder, InputType type)
    {
        switch (type)
        {
            case InputType.Record record:
                Append(builder, record);
                break;
            case InputType.Set set:
                builder.Append("Set<");
                Append(builder, set.Element);
                builder.Append('>');
                break;
            default:
                builder.Append(Name(type));
                break;
        }
    }

    private static void Append(StringBuilder builder, InputType.Record record)
    {
        builder.Append('{');
        for (var i = 0; i < record.Attributes.Count; i++)
        {
            var attribute = record.Attributes[i];
            builder.Append(i == 0 ? "" : ",").Append(CedarText.Quote(attribute.Name)).Append(attribute.IsOptional ? "?:" : ":");
            Append(builder, attribute.Type);
        }

        for (var i = 0; i < record.Unread.Count; i++)
        {
            var (name, reason, isPresent) = record.Unread[i];
            builder.Append(i == 0 ? ";" : ",").Append(CedarText.Quote(name)).Append(isPresent ? '!' : '~').Append(CedarText.Quote(reason));
        }

        builder.Append('}');
    }

    private static string Name(InputType type) => type switch
    {
        InputType.Bool => "Bool",
        InputType.Long => "Long",
        InputType.String => "String",
        InputType.Decimal => "decimal",
        InputType.IpAddress => "ipaddr",
        InputType.DateTime => "datetime",
        InputType.Duration => "duration",
        InputType.Entity => "entity",
        InputType.Dynamic => "any",
        _ => throw new InvalidOperationException($"No such type: {type.GetType().Name}."),
    };
}
