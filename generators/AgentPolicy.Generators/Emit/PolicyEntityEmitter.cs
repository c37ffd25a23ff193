using AgentPolicy.Generators.Models;
using AgentPolicy.Language.Binding;
using static AgentPolicy.Generators.Emit.GovernedNames;

namespace AgentPolicy.Generators.Emit;

/// <summary>Writes the members of <c>IPolicyRecord</c> on a policy entity. They are explicit, so that the type keeps the face its author gave it.</summary>
internal static class PolicyEntityEmitter
{
    private const string Principal = "global::AgentPolicy.IPolicyPrincipal";
    private const string TextSets = Compiled + "ITextSets";

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
    private static string Bases(PolicyEntityModel entity) => $" : {Record}{(entity.IsPrincipal ? ", " + Principal : "")}{(AnswersForSets(entity) ? ", " + TextSets : "")}";

    // A type that derives from this one might be another record, while this would still answer for its sets.
    private static bool AnswersForSets(PolicyEntityModel entity) => entity.IsPrincipal && entity.IsSealed;

    private static void WriteMembers(SourceWriter writer, GovernedSupport support, PolicyEntityModel entity)
    {
        if (entity.IsPrincipal)
        {
            writer.WriteLine($"string {Principal}.EntityType => {Literal(entity.EntityType)};");
            writer.WriteLine();
        }

        if (AnswersForSets(entity))
        {
            WriteTextSets(writer, entity);
            writer.WriteLine();
        }

        ToolArgumentsSlots.Write(
            writer,
            ToolArgumentsSlots.Explicit,
            entity.Properties.Select(property => property.Name).ToArray(),
            entity.Properties.Select(property => support.Read(property.Value, "this." + property.Member)).ToArray(),
            entity.Attributes);
    }

    // Asked for one text, a set of them need not be read.
    private static void WriteTextSets(SourceWriter writer, PolicyEntityModel entity)
    {
        var sets = entity.Properties.Where(property => property.Value is { Kind: ValueKind.Set, IsReference: true, Element.Kind: ValueKind.Text }).ToArray();
        using var block = writer.Block($"bool {TextSets}.TryContains(string name, string text, out bool found)");
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
