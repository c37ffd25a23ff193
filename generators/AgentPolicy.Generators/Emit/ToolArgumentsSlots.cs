using AgentPolicy.Language.Binding;
using static AgentPolicy.Generators.Emit.GovernedNames;

namespace AgentPolicy.Generators.Emit;

/// <summary>Writes the members of <c>IPolicyRecord</c>.</summary>
internal static class ToolArgumentsSlots
{
    /// <param name="writer">Stands within the type.</param>
    /// <param name="prefix"><c>public </c> or the interface and a dot, for which see <see cref="Explicit"/>.</param>
    /// <param name="names">The names of the attributes that can be read; their positions are the slots.</param>
    /// <param name="reads">The expressions that read them.</param>
    /// <param name="type">The record's type, which tells what is there and cannot be read.</param>
    public static void Write(SourceWriter writer, string prefix, string[] names, string[] reads, InputType.Record type)
    {
        // After the readable ones, whose slots stay what they are. Deny: what is there must not look absent, so reading it is an error.
        names = [.. names, .. type.UnreadSlots.Select(unread => unread.Name)];
        reads = [.. reads, .. type.UnreadSlots.Select(unread => $"{Value}.Unreadable({Literal($"'{unread.Name}', which {unread.Reason}")})")];
        var isExplicit = !prefix.StartsWith("public", StringComparison.Ordinal);
        WriteSummary(writer, isExplicit);
        writer.WriteLine($"{Member("int", "SlotCount")} => {names.Length.ToString(System.Globalization.CultureInfo.InvariantCulture)};");
        writer.WriteLine();
        WriteSummary(writer, isExplicit);
        if (!isExplicit)
            writer.WriteLine(Inlined);
        WriteSwitch(writer, Member(Value, $"GetValue(int slot, {Scratch} scratch)"), "slot", reads.Select((read, i) => (Number(i), read)), "default");
        writer.WriteLine();
        WriteSummary(writer, isExplicit);
        WriteSwitch(
            writer,
            Member("string", "GetName(int slot)"),
            "slot",
            names.Select((name, i) => (Number(i), Literal(name))),
            "throw new global::System.ArgumentOutOfRangeException(nameof(slot))");
        writer.WriteLine();
        WriteSummary(writer, isExplicit);
        WriteSwitch(writer, Member("int", "FindSlot(string name)"), "name", names.Select((name, i) => (Literal(name), Number(i))), "-1");

        string Member(string type, string name) => isExplicit ? $"{type} {prefix}{name}" : $"{prefix}{type} {name}";
    }

    /// <summary>Writes the member of <c>IToolArguments</c> that reads scalars.</summary>
    /// <param name="writer">Stands within the type.</param>
    /// <param name="reads">Of each slot the expression that reads it as a scalar, or null where it is none.</param>
    public static void WriteScalars(SourceWriter writer, string?[] reads)
    {
        writer.WriteLine();
        WriteSummary(writer, isExplicit: false);
        writer.WriteLine(Inlined);
        var arms = reads.Select((read, slot) => (Number(slot), read)).Where(arm => arm.read is not null).Select(arm => (arm.Item1, arm.read!));
        WriteSwitch(writer, $"public {Compiled}ScalarRead Read(int slot, out {Compiled}PolicyScalar scalar)", "slot", arms, $"{Scalars}.None(out scalar)");
    }

    /// <summary>The prefix for an explicit implementation.</summary>
    public static string Explicit => Record + ".";

    private static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static void WriteSummary(SourceWriter writer, bool isExplicit)
    {
        if (!isExplicit)
            writer.WriteLine("/// <inheritdoc/>");
    }

    private static void WriteSwitch(SourceWriter writer, string header, string over, IEnumerable<(string Case, string Answer)> arms, string otherwise)
    {
        writer.WriteLine(header + " => " + over + " switch");
        writer.WriteLine("{");
        foreach (var (label, answer) in arms)
            writer.WriteLine($"    {label} => {answer},");
        writer.WriteLine($"    _ => {otherwise},");
        writer.WriteLine("};");
    }
}
