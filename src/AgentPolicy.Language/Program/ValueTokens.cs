using System.Runtime.CompilerServices;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Program;

/// <summary>Writes constants into tables that generated code carries, and reads them.</summary>
internal static class ValueTokens
{
    public static void Write(in PolicyValue value, TokenWriter writer)
    {
        writer.Add((int)value.Kind);
        switch (value.Kind)
        {
            case PolicyValueKind.String:
                writer.Add(value.Text.ToString());
                break;
            case PolicyValueKind.Entity:
                writer.Add(value.EntityType).Add(value.Text.ToString());
                break;
            case PolicyValueKind.IpAddress:
                writer.Add(value.IpAddress.ToString());
                break;
            case PolicyValueKind.Set:
                WriteSet(value.Set, writer);
                break;
            case PolicyValueKind.Record:
                WriteRecord(value, writer);
                break;
            default:
                writer.Add(value.Long);
                break;
        }
    }

    public static void Write(LikePattern pattern, TokenWriter writer)
    {
        writer.Add(pattern.Segments.Count);
        foreach (var segment in pattern.Segments)
            writer.Add(segment);
    }

    /// <exception cref="FormatException">It is no value, or another version's.</exception>
    public static PolicyValue Read(ref TokenReader reader)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return (PolicyValueKind)reader.ReadInt() switch
        {
            PolicyValueKind.Bool => reader.ReadLong() != 0,
            PolicyValueKind.Long => reader.ReadLong(),
            PolicyValueKind.String => reader.ReadText(),
            PolicyValueKind.Decimal => PolicyValue.FromDecimalDigits(reader.ReadLong()),
            PolicyValueKind.DateTime => PolicyValue.FromDateTimeMilliseconds(reader.ReadLong()),
            PolicyValueKind.Duration => PolicyValue.FromDurationMilliseconds(reader.ReadLong()),
            PolicyValueKind.Entity => ReadUid(ref reader),
            PolicyValueKind.IpAddress => IpAddressValue.TryParse(new TextView(reader.ReadText().AsSpan()), out var address) ? PolicyValue.FromIpAddress(address) : throw new FormatException("No address."),
            PolicyValueKind.Set => ReadSet(ref reader),
            PolicyValueKind.Record => ReadRecord(ref reader),
            _ => throw new FormatException("No such value."),
        };
    }

    /// <exception cref="FormatException">It is no pattern, or another version's.</exception>
    public static LikePattern ReadPattern(ref TokenReader reader)
    {
        var segments = new string[reader.ReadCount()];
        for (var i = 0; i < segments.Length; i++)
            segments[i] = reader.ReadText();
        return segments.Length > 0 ? new LikePattern(new EquatableArray<string>(segments)) : throw new FormatException("No pattern.");
    }

    public static EntityUid ReadUid(ref TokenReader reader) => new(reader.ReadText(), reader.ReadText());

    private static void WriteSet(SetSource set, TokenWriter writer)
    {
        var scratch = new PolicyScratch();
        var reader = set.Read(scratch);
        writer.Add(set.Count);
        while (reader.MoveNext(scratch, out var element))
            Write(element, writer);
    }

    private static void WriteRecord(in PolicyValue record, TokenWriter writer)
    {
        var scratch = new PolicyScratch();
        var reader = Records.Read(record, scratch);
        writer.Add(Records.Count(record));
        while (reader.MoveNext(scratch, out var name, out var value))
        {
            writer.Add(name.Text.ToString());
            Write(value, writer);
        }
    }

    private static PolicyValue ReadSet(ref TokenReader reader)
    {
        var elements = new PolicyValue[reader.ReadCount()];
        for (var i = 0; i < elements.Length; i++)
            elements[i] = Read(ref reader);
        return SetValue.TryCreate(elements, out _) is { } set ? PolicyValue.FromSource(set) : throw new FormatException("No set.");
    }

    private static PolicyValue ReadRecord(ref TokenReader reader)
    {
        var attributes = new KeyValuePair<string, PolicyValue>[reader.ReadCount()];
        for (var i = 0; i < attributes.Length; i++)
            attributes[i] = new KeyValuePair<string, PolicyValue>(reader.ReadText(), Read(ref reader));
        return PolicyValue.FromSource(RecordValue.Create(attributes));
    }
}
