using System.Globalization;
using System.Text;
using AgentPolicy.Language.Syntax;

namespace AgentPolicy.Language;

/// <summary>Writes values in Cedar's notation, for people; long or deep values are cut short.</summary>
internal static class ValueWriter
{
    private const int MaxLength = 2_000;
    private const int MaxDepth = 16;

    public static string Write(in PolicyValue value)
    {
        var builder = new StringBuilder();
        Append(builder, value, new PolicyScratch(), 0);
        return builder.ToString();
    }

    private static void Append(StringBuilder builder, in PolicyValue value, PolicyScratch scratch, int depth)
    {
        if (depth > MaxDepth)
        {
            builder.Append('…');
            return;
        }

        switch (value.Kind)
        {
            case PolicyValueKind.Absent:
                builder.Append("(absent)");
                break;
            case PolicyValueKind.Error:
                builder.Append("(error: ").Append(value.DescribeError()).Append(')');
                break;
            case PolicyValueKind.Bool:
                builder.Append(value.Bool ? "true" : "false");
                break;
            case PolicyValueKind.Long:
                builder.Append(value.Long.ToString(CultureInfo.InvariantCulture));
                break;
            case PolicyValueKind.Decimal:
                builder.Append("decimal(\"").Append(DecimalValue.Format(value.DecimalDigits)).Append("\")");
                break;
            case PolicyValueKind.IpAddress:
                builder.Append("ip(\"").Append(value.IpAddress.ToString()).Append("\")");
                break;
            case PolicyValueKind.DateTime:
                builder.Append(DateTimeValue.Format(value.Milliseconds));
                break;
            case PolicyValueKind.Duration:
                builder.Append("duration(\"").Append(DurationValue.Format(value.Milliseconds)).Append("\")");
                break;
            case PolicyValueKind.String:
                builder.Append(CedarText.Quote(Shorten(value.Text.ToString())));
                break;
            case PolicyValueKind.Entity:
                builder.Append(new EntityUid(value.EntityType, Shorten(value.Text.ToString())).ToString());
                break;
            case PolicyValueKind.Set:
                AppendSet(builder, value.Set, scratch, depth);
                break;
            case PolicyValueKind.Record:
                AppendRecord(builder, value, scratch, depth);
                break;
        }
    }

    // Says so where a value is cut short, lest it be taken for all of it.
    private static bool IsFull(StringBuilder builder)
    {
        if (builder.Length <= MaxLength)
            return false;
        builder.Append('…');
        return true;
    }

    private static string Shorten(string text)
    {
        if (text.Length <= MaxLength)
            return text;
        var length = char.IsHighSurrogate(text[MaxLength - 1]) ? MaxLength - 1 : MaxLength;
        return text.Substring(0, length) + "…";
    }

    private static void AppendSet(StringBuilder builder, SetSource set, PolicyScratch scratch, int depth)
    {
        builder.Append('[');
        var reader = set.Read(scratch);
        for (var first = true; reader.MoveNext(scratch, out var element); first = false)
        {
            builder.Append(first ? "" : ", ");
            if (IsFull(builder))
                break;
            Append(builder, element, scratch, depth + 1);
        }

        builder.Append(']');
    }

    private static void AppendRecord(StringBuilder builder, in PolicyValue record, PolicyScratch scratch, int depth)
    {
        builder.Append('{');
        var reader = Records.Read(record, scratch);
        for (var first = true; reader.MoveNext(scratch, out var name, out var value); first = false)
        {
            builder.Append(first ? "" : ", ");
            if (IsFull(builder))
                break;
            Append(builder, name, scratch, depth + 1);
            builder.Append(": ");
            Append(builder, value, scratch, depth + 1);
        }

        builder.Append('}');
    }
}
