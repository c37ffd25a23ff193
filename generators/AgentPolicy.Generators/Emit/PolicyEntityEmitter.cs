using AgentPolicy.Generators.Models;
using AgentPolicy.Language;
using AgentPolicy.Language.Binding;
using static AgentPolicy.Generators.Emit.GovernedNames;

namespace AgentPolicy.Generators.Emit;

/// <summary>Writes the members of <c>IPolicyRecord</c> on a policy entity. They are explicit, so that the type keeps the face its author gave it.</summary>
internal static class PolicyEntityEmitter
{
    private const string Principal = "global::AgentPolicy.IPolicyPrincipal";
    private const string Reads = Compiled + "IPrincipalReads";

    public static string Write(PolicyEntityModel entity)
    {
        var writer = new SourceWriter();
        var support = new GovernedSupport();
        WriteStart(writer);
        var shape = ToolShapeText.WriteRecord(entity.Attributes);
        writer.WriteLine($"[assembly: {Compiled}PolicyEntityType({Format}, {Literal(entity.EntityType)}, {Literal(shape)})]");
        writer.WriteLine();
        GovernedTypeEmitter.WriteWithin(writer, entity.Type, () => WriteMembers(writer, support, entity), Bases(entity));
        support.WriteTypes(writer);
        return writer.ToString();
    }

    // The principal's interface too, since a member that implements it needs it on this type, and a base type may be where it stands.
    private static string Bases(PolicyEntityModel entity) => $" : {Record}{(entity.IsPrincipal ? ", " + Principal : "")}{(AnswersForReads(entity) ? ", " + Reads : "")}";

    // A type that derives from this one might be another record, while this would still answer for its attributes.
    private static bool AnswersForReads(PolicyEntityModel entity) => entity.IsPrincipal && entity.IsSealed;

    private static void WriteMembers(SourceWriter writer, GovernedSupport support, PolicyEntityModel entity)
    {
        if (entity.IsPrincipal)
        {
            writer.WriteLine($"string {Principal}.EntityType => {Literal(entity.EntityType)};");
            writer.WriteLine();
        }

        if (AnswersForReads(entity))
        {
            WriteTextSets(writer, entity);
            writer.WriteLine();
            WriteScalars(writer, entity);
            writer.WriteLine();
        }

        ToolArgumentsSlots.Write(
            writer,
            ToolArgumentsSlots.Explicit,
            entity.Properties.Select(property => property.Name).ToArray(),
            entity.Properties.Select(property => support.Read(property.Value, "this." + property.Member)).ToArray(),
            entity.Attributes);
    }

    private static void WriteScalars(SourceWriter writer, PolicyEntityModel entity)
    {
        using var block = writer.Block($"global::AgentPolicy.PolicyValueKind {Reads}.Read(string name, out {Compiled}PolicyScalar scalar)");
        using (writer.Block("switch (name)"))
        {
            foreach (var property in entity.Properties)
            {
                if (GovernedSupport.ReadScalar(property.Value, "this." + property.Member) is not { } read)
                    continue;
                writer.WriteLine($"case {Literal(property.Name)}:");
                writer.WriteIndented($"return {Scalars}.As(global::AgentPolicy.PolicyValueKind.{KindOf(property.Value.Kind)}, {read});");
            }

            writer.WriteLine("default:");
            writer.WriteIndented("scalar = default;");
            writer.WriteIndented("return global::AgentPolicy.PolicyValueKind.Error;");
        }
    }

    private static PolicyValueKind KindOf(ValueKind kind) => kind switch
    {
        ValueKind.Bool => PolicyValueKind.Bool,
        ValueKind.Long => PolicyValueKind.Long,
        ValueKind.Text => PolicyValueKind.String,
        ValueKind.Decimal => PolicyValueKind.Decimal,
        ValueKind.DateTimeOffset => PolicyValueKind.DateTime,
        ValueKind.TimeSpan => PolicyValueKind.Duration,
        _ => throw new System.InvalidOperationException($"No scalar: {kind}."),
    };

    // Asked for one text, a set of them need not be read.
    private static void WriteTextSets(SourceWriter writer, PolicyEntityModel entity)
    {
        var sets = entity.Properties.Where(property => property.Value is { Kind: ValueKind.Set, IsReference: true, Element.Kind: ValueKind.Text }).ToArray();
        using var block = writer.Block($"bool {Reads}.TryContains(string name, string text, out bool found)");
        using (writer.Block("switch (name)"))
        {
            foreach (var property in sets)
            {
                writer.WriteLine($"case {Literal(property.Name)}:");
                writer.WriteIndented($"return {Values}.TryContains(this.{property.Member}, text, out found);");
            }

            writer.WriteLine("default:");
            writer.WriteIndented("found = false;");
            writer.WriteIndented("return false;");
        }
    }
}
