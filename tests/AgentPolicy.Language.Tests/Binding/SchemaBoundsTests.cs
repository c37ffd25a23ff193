using System.Text;
using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Syntax;
using AgentPolicy.Language.Tests.Syntax;
using AgentPolicy.Language.Text;
using AgentPolicy.Tests.Support;
using FsCheck.Xunit;

namespace AgentPolicy.Language.Tests.Binding;

/// <summary>No schema, however deep, long or entangled, overflows the stack or takes more than its share of time.</summary>
[Collection(nameof(Alone))]
public sealed class SchemaBoundsTests
{
    private const int EnoughStack = 1024 * 1024;

    [Theory]
    [InlineData("{a:", "}", 1)]
    [InlineData("Set<", ">", 1)]
    [InlineData("{a:Long,b:Set<", ">,c:Long}", 2)]
    public void Nesting_RecordsAndSets_AreBounded(string open, string close, int levels) => OnSmallStack(() =>
    {
        Assert.NotNull(SchemaSource.Compile(Nested(Limits.MaxNesting / levels)));
        foreach (var times in new[] { (Limits.MaxNesting / levels) + 1, 200_000 })
            Assert.Equal("AGP0301", Assert.Single(SchemaSource.Errors(Nested(times))).Id);

        string Nested(int times) => "type T = " + Repeat(open, times) + "Long" + Repeat(close, times) + "; entity E { x: Set<Long> };";
    });

    [Theory]
    [InlineData("{a:", "}")]
    [InlineData("Set<", ">")]
    [InlineData("{a:Long,b:Set<", ">,c:Long}")]
    public void Nesting_DeepOnATinyStack_IsAnsweredOrReported(string open, string close)
    {
        foreach (var times in (int[])[20, 60, 100, 150, 200, Limits.MaxNesting, 100_000])
        {
            var file = new SourceFile("test.cedarschema", "type T = " + Repeat(open, times) + "Long" + Repeat(close, times) + ";");
            var bag = new DiagnosticBag();
            var schema = SmallStack.RunTiny(() => SchemaCompiler.Compile([file], bag));
            Assert.Equal(schema is null, bag.HasErrors);
            Assert.InRange(bag.Diagnostics.Count, 0, 1);
            Assert.All(bag.Diagnostics, error => Assert.Contains(error.Id, new[] { "AGP0301", "AGP0307" }));
            Assert.True(times <= Limits.MaxNesting || bag.HasErrors);
        }
    }

    [Fact]
    public void Nesting_ExhaustedStack_IsReported()
    {
        var file = new SourceFile("test.cedarschema", "type T = Set<Long>;");
        var (syntax, parsing, resolving) = (SchemaParser.Parse(file, new DiagnosticBag()), new DiagnosticBag(), new DiagnosticBag());

        SmallStack.RunExhausted(() => SchemaParser.Parse(file, parsing));
        SmallStack.RunExhausted(() => SchemaResolver.Resolve([(file, syntax)], resolving));

        Assert.Equal(("AGP0307", 13), parsing.Diagnostics.Select(error => (error.Id, error.Column)).Single());
        Assert.Equal(("AGP0307", 10), resolving.Diagnostics.Select(error => (error.Id, error.Column)).Single());
    }

    [Fact]
    public void Nesting_DeepestAllowed_ComparesAndHashesOnASmallStack() => OnSmallStack(() =>
    {
        var text = "entity E " + Repeat("{a:", Limits.MaxNesting) + "Long" + Repeat("}", Limits.MaxNesting) + ";";
        var (left, right) = (SchemaSource.Compile(text), SchemaSource.Compile(text));

        Assert.Equal(left, right);
        Assert.Equal(left.GetHashCode(), right.GetHashCode());
        Assert.Equal(SchemaSource.Parse(text), SchemaSource.Parse(text));
    });

    [Fact]
    public void Nesting_ThroughCommonTypes_IsBounded() => OnSmallStack(() =>
    {
        Assert.NotNull(SchemaSource.Compile(Chain(Limits.MaxNesting, "{{x: T{0}}}")));
        foreach (var length in new[] { Limits.MaxNesting + 1, 100_000 })
        {
            var error = Assert.Single(SchemaSource.Errors(Chain(length, "{{x: T{0}}}")));
            Assert.Equal("AGP0310", error.Id);
        }
    });

    [Fact]
    public void CommonTypes_LongChainOfNames_IsNotDeep() => OnSmallStack(() => Assert.NotNull(SchemaSource.Compile(Chain(100_000, "T{0}"))));

    [Fact]
    public void CommonTypes_DoublingAtEachStep_AreRefused() => LinearTime.Ends(() =>
    {
        var error = Assert.Single(SchemaSource.Errors(Chain(64, "{{x: T{0}, y: T{0}}}")));

        Assert.Equal("AGP0311", error.Id);
        Assert.Contains("1000000", error.Message, StringComparison.Ordinal);
    });

    [Fact]
    public void CommonTypes_LargeOneUsedOften_IsRefused() => LinearTime.Ends(() =>
    {
        var large = "type L = {" + string.Concat(Enumerable.Range(0, 2_000).Select(index => $"a{index}: Long,")) + "};";
        var many = "entity " + string.Join(",", Enumerable.Range(0, 2_000).Select(index => "E" + index)) + " {x: L};";

        Assert.Equal("AGP0311", Assert.Single(SchemaSource.Errors(large, many)).Id);
        Assert.Equal("AGP0311", Assert.Single(SchemaSource.Errors(large, many.Replace("{x: L}", "tags L", StringComparison.Ordinal))).Id);
    });

    [Fact]
    public void CommonTypes_CycleOfAHundredThousand_IsReportedShortly() => OnSmallStack(() =>
    {
        var error = Assert.Single(SchemaSource.Errors(Chain(100_000, "T{0}", last: "T0")));

        Assert.Equal("AGP0261", error.Id);
        Assert.InRange(error.Message.Length, 1, 300);
    });

    [Fact]
    public void ActionGroups_LongChain_IsRefusedWhereTheClosureIsTooLarge() => LinearTime.Ends(() =>
    {
        var text = string.Concat(Enumerable.Range(0, 50_000).Select(index => $"action a{index} in a{index + 1};")) + "action a50000;";

        Assert.Equal("AGP0312", Assert.Single(SchemaSource.Errors(text)).Id);
    });

    [Fact]
    public void ActionGroups_ManyNamesInManyGroups_AreRefused() => LinearTime.Ends(() =>
    {
        var names = string.Join(",", Enumerable.Range(0, 200_000).Select(index => "a" + index));
        var groups = string.Join(",", Enumerable.Range(0, 200_000).Select(index => "g" + index));

        var errors = SchemaSource.Errors($"action {names} in [{groups}]; action {groups};");

        Assert.Equal(["AGP0312", "AGP0311"], errors.Select(error => error.Id));
    });

    [Fact]
    public void Names_LongNamespaceOfManyTypes_IsRefused() => LinearTime.Ends(() =>
    {
        var types = string.Join(",", Enumerable.Range(0, 50_000).Select(index => "E" + index));

        Assert.Equal("AGP0311", Assert.Single(SchemaSource.Errors("namespace " + new string('n', 60_000) + " { entity " + types + "; }")).Id);
    });

    [Fact]
    public void Literals_TooLong_AreRefused()
    {
        var text = new string('x', Limits.MaxLiteralLength + 1);

        Assert.Equal("AGP0304", Assert.Single(SchemaSource.Errors($"entity {text};")).Id);
        Assert.Equal("AGP0304", Assert.Single(SchemaSource.Errors($"entity E enum [\"{text}\"];")).Id);
        Assert.Equal("AGP0304", SchemaSource.Errors("namespace A" + Repeat("::A", (Limits.MaxLiteralLength / 3) + 1) + " {}")[0].Id);
    }

    [Fact]
    public void Source_TooLong_IsRefused() =>
        Assert.Equal("AGP0302", Assert.Single(SchemaSource.Errors(new string(' ', Limits.MaxSourceLength + 1))).Id);

    [Theory]
    [InlineData("{")]
    [InlineData("}")]
    [InlineData("entity A {")]
    [InlineData("namespace A {")]
    [InlineData("entity A { x: {")]
    [InlineData("Set<")]
    [InlineData("type T = Set<")]
    [InlineData("action a in [")]
    [InlineData("@a ")]
    [InlineData("\"")]
    [InlineData("\\")]
    [InlineData("\u0001\uFFFF")]
    [InlineData("/*")]
    [InlineData("/ ")]
    [InlineData("A::")]
    [InlineData("entity A, ")]
    [InlineData("1a")]
    [InlineData("entity A enum [\"\\q\\u{\"];\n")]
    [InlineData("entity B in [X, Y, Z]; action q in r;")]
    [InlineData(";")]
    public void Parse_TenMegabytesOfJunk_TakesLinearTime(string junk) => LinearTime.Holds(10_000_000, length =>
    {
        var text = Repeat(junk, length / junk.Length);
        return () => OnSmallStack(() => Assert.InRange(SchemaSource.Errors(text).Count, 1, Limits.MaxDiagnostics));
    });

    [Property(MaxTest = 300)]
    public void Parse_TokensInAnyOrder_NeverThrows(int[] choices)
    {
        string[] tokens =
        [
            "entity ", "action ", "type ", "namespace ", "A ", "B::C ", "\"s\" ", "{ ", "} ", "[ ", "] ", ", ", "; ", ": ", "? ", "= ", "in ", "tags ", "enum ",
            "appliesTo ", "principal ", "resource ", "context ", "Set< ", "> ", "@a ", "( ", ") ", "# ", "Long ", "\"\\q\" ", "\n", ":: ", "attributes ",
        ];
        var text = string.Concat(choices.Select(choice => tokens[(int)((uint)choice % (uint)tokens.Length)]));
        var bag = new DiagnosticBag();

        var schema = SchemaCompiler.Compile([new SourceFile("any", text)], bag);

        Assert.Equal(schema is null, bag.HasErrors);
        Assert.All(bag.Diagnostics, diagnostic => Assert.InRange(diagnostic.Start + diagnostic.Length, 0, text.Length));
    }

    /// <summary>Types T0, T1, …, each made of the next, the last of <paramref name="last"/>.</summary>
    private static string Chain(int length, string formatOfNext, string last = "Long")
    {
        var text = new StringBuilder();
        for (var i = 0; i < length; i++)
            text.Append("type T").Append(i).Append(" = ").AppendFormat(formatOfNext, i + 1).Append(";\n");
        return text.Append("type T").Append(length).Append(" = ").Append(last).Append(';').ToString();
    }

    private static string Repeat(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();

    private static void OnSmallStack(Action test) => SmallStack.Run(EnoughStack, test);
}
