using AgentPolicy.Json;
using AgentPolicy.Language;
using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Syntax;
using AgentPolicy.Language.Text;
using AgentPolicy.Tests.Support;
using FsCheck.Xunit;

namespace AgentPolicy.Tests.Json;

/// <summary>What is written means what was read, in either syntax and from one to the other.</summary>
public sealed class SchemaRoundTripTests
{
    [Property(MaxTest = 500)]
    public void Json_OfAnySyntax_ReadsBackAsTheSameSyntax(int seed)
    {
        var syntax = RandomSchema.Create(seed);
        var bag = new DiagnosticBag();

        var read = SchemaJsonReader.Read(new SourceFile("", SchemaJsonWriter.Write(syntax)), bag);

        Assert.Empty(bag.Diagnostics);
        Assert.Equal(syntax, read);
    }

    [Property(MaxTest = 500)]
    public void Text_OfAnySchema_MeansTheSame(int seed)
    {
        var schema = CedarSchema.ParseJson(SchemaJsonWriter.Write(RandomSchema.Create(seed)));
        string text;
        try
        {
            text = schema.ToCedar();
        }
        catch (InvalidOperationException exception)
        {
            Assert.Contains("'", exception.Message);
            Assert.Contains("means something else", exception.Message);
            return;
        }

        var back = CedarSchema.Parse(text);
        Assert.Equal(schema.Model, back.Model);
        Assert.Equal(text, back.ToCedar());
        Assert.Equal(schema.Model, CedarSchema.ParseJson(back.ToJson()).Model);
        Assert.Equal(Parse(text), Parse(back.ToCedar()));
    }

    [Fact]
    public void Text_OfMostSchemas_CanBeWritten()
    {
        var written = Enumerable.Range(0, 300).Count(seed => Record.Exception(() => CedarSchema.ParseJson(SchemaJsonWriter.Write(RandomSchema.Create(seed))).ToCedar()) is null);
        Assert.InRange(written, 100, 299);
    }

    [SkippableTheory]
    [InlineData("corpus-public.tar.gz", 3_000)]
    [InlineData("generated-public.tar.gz", 300)]
    public void Corpus_EverySchema_SurvivesBothSyntaxes(string archive, int atLeast)
    {
        var count = 0;
        foreach (var (name, text) in SharedData.ReadArchive("conformance/cedar/" + archive, ".cedarschema").DistinctBy(file => file.Text))
        {
            count++;
            var schema = CedarSchema.Parse(text, name);
            var printed = schema.ToCedar();
            Assert.Equal(Parse(text), Parse(printed));
            var back = CedarSchema.ParseJson(schema.ToJson());
            Assert.Equal(schema.Model, back.Model);
            Assert.Equal(schema.Model, CedarSchema.Parse(back.ToCedar()).Model);
        }

        Assert.True(count >= atLeast / 4, $"only {count} different schemas in {archive}");
    }

    private static SchemaSyntax Parse(string text)
    {
        var bag = new DiagnosticBag();
        var syntax = SchemaParser.Parse(new SourceFile("", text), bag);
        Assert.Empty(bag.Diagnostics);
        return syntax;
    }
}
