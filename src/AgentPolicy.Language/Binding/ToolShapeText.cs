using System.Globalization;
using System.Text;

namespace AgentPolicy.Language.Binding;

/// <summary>Writes a tool's shape as text: two tools of the same text have the same slots.</summary>
internal static class ToolShapeText
{
    /// <summary>The inputs in the order of their slots, and the output.</summary>
    public static string Write(ToolShape shape)
    {
        var builder = new StringBuilder();
        Append(builder, shape.Inputs);
        if (shape.Output is not { } output)
            return builder.ToString();
        builder.Append("->");
        Append(builder, output.Type);
        return builder.Append(output.IsOptional ? "?" : "").ToString();
    }

    private static void Append(StringBuilder builder, InputType type)
    {
        switch (type)
        {
            case InputType.Set set:
                builder.Append('[');
                Append(builder, set.Element);
                builder.Append(']');
                break;
            case InputType.Record record:
                AppendRecord(builder, record);
                break;
            default:
                builder.Append(type.GetType().Name);
                break;
        }
    }

    private static void AppendRecord(StringBuilder builder, InputType.Record record)
    {
        builder.Append('{');
        foreach (var attribute in record.Attributes)
        {
            AppendName(builder, attribute.Name);
            builder.Append(attribute.IsOptional ? "?:" : ":");
            Append(builder, attribute.Type);
            builder.Append(';');
        }

        builder.Append('}');
    }

    // With its length, so that no name can pass for more than one.
    private static void AppendName(StringBuilder builder, string name) => builder.Append(name.Length.ToString(CultureInfo.InvariantCulture)).Append('\'').Append(name);
}
