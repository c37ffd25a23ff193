using AgentPolicy.Generators.Analysis;
using AgentPolicy.Language.Binding;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentPolicy.Generators.Tests.Analysis;

public sealed class ToolSchemaProviderTests
{
    private const string Library = """
        public sealed record Item(string Name, int Size);
        public partial class Shop(IPolicyEngine e)
        {
            [Governed("sell", Resource = nameof(to), ResourceType = "User")] public partial int Sell(string to, Item item);
            private int SellCore(string to, Item item) => 1;
        }
        [PolicyEntity("User")] public partial record User(string Id, int Age) : IPolicyPrincipal;
        """;

    private const string Application = """
        public partial class Desk(IPolicyEngine e) { [Governed("ask")] public partial Task AskAsync(Item item); private Task AskAsyncCore(Item item) => Task.CompletedTask; }
        [PolicyEntity("Agent")] public partial record Agent(string Id) : IPolicyPrincipal;
        """;

    [Fact]
    public void Schema_OfAProjectAndWhatItReferences_HasTheToolsOfBoth()
    {
        var schema = Read(Compiling.Compile(Application, Reference(GeneratorRun.Of(Library).Output)));

        Assert.Equal(["ask", "sell"], schema.Tools.Select(tool => tool.Name));
        Assert.Equal(["Agent", "User"], schema.EntityTypes.Select(type => type.Name));
        var sell = schema.Tools[1];
        Assert.Equal(("User", "global::AgentPolicy.Generated.Shop_Sell"), (sell.ResourceType, sell.ArgumentsType));
        Assert.Equal("""{"item":{"name":String,"size":Long},"to":String}->Long""", ToolShapeText.Write(sell.Shape));

        // A type of a compiled assembly is read as it is in source.
        Assert.Equal("""{"item":{"name":String,"size":Long}}""", ToolShapeText.Write(schema.Tools[0].Shape));
        Assert.Equal("""{"age":Long}""", ToolShapeText.WriteRecord(schema.EntityTypes[1].Attributes));
    }

    [Theory]
    [InlineData("GovernedTool(2, \"x\", typeof(int), \"Tool\", \"{}\")")]
    [InlineData("GovernedTool(1, \"x\", typeof(int), \"Tool\", \"{\")")]
    [InlineData("PolicyEntityType(2, \"x\", \"{}\")")]
    public void Reference_OfAnotherVersion_IsAnErrorAndNotRead(string attribute)
    {
        var library = Compiling.Compile($"[assembly: AgentPolicy.Compiled.{attribute}]");
        var application = Compiling.Compile(Application.Replace("Item item", "int item", StringComparison.Ordinal), Reference(library));

        GeneratorRun.Of(application).AssertRefused("AGP0510", library.AssemblyName!);
        Assert.Equal("ask", Assert.Single(Read(application).Tools).Name);
    }

    private static MetadataReference Reference(Compilation compilation)
    {
        using var stream = new MemoryStream();
        Assert.True(compilation.Emit(stream).Success);
        return MetadataReference.CreateFromImage(stream.ToArray());
    }

    private static ToolSchema Read(Compilation compilation)
    {
        var reader = new SchemaReader();
        var driver = CSharpGeneratorDriver.Create([reader.AsSourceGenerator()], parseOptions: Compiling.ParseOptions).RunGenerators(compilation);
        Assert.Null(driver.GetRunResult().Results[0].Exception);
        return reader.Schema!;
    }

    private sealed class SchemaReader : IIncrementalGenerator
    {
        public ToolSchema? Schema { get; private set; }

        public void Initialize(IncrementalGeneratorInitializationContext context) =>
            context.RegisterSourceOutput(ToolSchemaProvider.Create(context), (_, schema) => Schema = schema);
    }
}
