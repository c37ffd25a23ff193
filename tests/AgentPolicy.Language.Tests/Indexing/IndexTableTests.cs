using System.Text;
using AgentPolicy.Language.Indexing;
using AgentPolicy.Language.Program;
using AgentPolicy.Language.Tests.Lowering;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Tests.Indexing;

public sealed class IndexTableTests
{
    private const string Policies = """
        permit(principal == User::"a|b\"c\\d\n\u{1F600}", action in [Action::"x", Action::""], resource is Bank::File);
        forbid(principal is User in Group::"g", action == Action::"x", resource in Folder::"é") when { context has input.a && context.input.a == "" && [1, -1].contains(context.input.b) };
        permit(principal, action, resource) when { context.e == User::"" } when { context.d == decimal("1.5") } when { context.i == ip("::1/64") } when { context.t == datetime("2024-01-01") };
        permit(principal, action, resource) when { context.f == true && context.u == duration("1d") };
        permit(principal in User::"a", action, resource) unless { context has a };
        """;

    [Fact]
    public void Table_OfEveryKindOfHead_ReadsBackTheSame()
    {
        var index = Compiling.Program(Policies).Index;
        Assert.Equal(index, IndexReader.Read(Table(index)));
        Assert.Equal(4, index.Heads[1].Tests.Count);
        Assert.Equal(ProgramIndex.Empty, IndexReader.Read(Table(ProgramIndex.Empty)));
    }

    [Fact]
    public void Table_HoldsNothingThatCouldEndALiteral() =>
        Assert.All(IndexWriter.Write(Compiling.Program(Policies).Index), line => Assert.True(line.All(c => c is >= ' ' and <= '~' and not '"'), line));

    [Fact]
    public void Table_ThatIsSpoiled_IsRefused()
    {
        var text = Table(Compiling.Program(Policies).Index);
        for (var length = 0; length < text.Length - 1; length++)
            Assert.ThrowsAny<FormatException>(() => IndexReader.Read(text.AsSpan(0, length)));
        foreach (var spoiled in new[] { "0|0\nx", "1|0\n9|-1|a", "1|0\n0|0|a", "0|1\nno|*|*|0", "0|1\n*|*|*|1|has|0", "-1|0", "x", "0|1\n@0|*|*|0", "0|1\n*|@|*|0" })
            Assert.ThrowsAny<FormatException>(() => IndexReader.Read(Encoding.ASCII.GetBytes(spoiled)));
    }

    [Fact]
    public void Words_OfAnyText_ReadBackTheSame()
    {
        foreach (var text in new[] { "", " ", "\\", "\\e", "|", "\"\"\"", "\r\n\t", "é\uD83D\uDE00", "\uD800", "a\0b" })
        {
            var writer = new TokenWriter();
            writer.Add(text).Add(long.MinValue).Add(text).EndLine();
            var reader = new TokenReader(Encoding.ASCII.GetBytes(string.Join('\n', writer.Lines)));
            Assert.Equal(text, reader.ReadText());
            Assert.Equal(long.MinValue, reader.ReadLong());
            Assert.Equal(text, reader.ReadText());
            Assert.True(reader.IsAtEnd);
        }
    }

    [Theory]
    [InlineData("{a: 1, b: {c: [\"x\", [true]]}}")]
    [InlineData("[ip(\"10.0.0.0/8\"), ip(\"::1\"), decimal(\"-0.5\"), datetime(\"1900-01-01\"), duration(\"-1ms\"), User::\"u\", {}, []]")]
    public void Value_OfAnyKind_ReadsBackTheSame(string constant)
    {
        var value = Assert.IsType<ConstantExpr>(((BinaryExpr)Compiling.Program($"permit(principal, action, resource) when {{ context.x == {constant} }};").Policies[0].Condition).Right);
        var writer = new TokenWriter();
        ValueTokens.Write(value.Value, writer);
        writer.EndLine();
        var reader = new TokenReader(Encoding.ASCII.GetBytes(string.Join('\n', writer.Lines)));
        Assert.Equal(value, new ConstantExpr(ValueTokens.Read(ref reader)));
        Assert.True(reader.IsAtEnd);
    }

    [Theory]
    [InlineData("principal == User::\"a\" && context.a == 1", "==", 1)]
    [InlineData("context.a == 1 && principal == User::\"a\"", "*", 1)]
    [InlineData("context.a < 1 && context.b == 1", "*", 0)]
    [InlineData("principal == context.a && context.b == 1", "*", 0)]
    [InlineData("principal == User::\"a\" || context.b == 1", "*", 0)]
    [InlineData("!(principal == User::\"a\")", "*", 0)]
    [InlineData("context.a == [1] && context.b == 1", "*", 0)]
    [InlineData("context.a != 1", "*", 0)]
    [InlineData("context has a.b && context.a.b == 1", "*", 3)]
    [InlineData("principal in [User::\"a\", 1]", "*", 0)]
    public void Head_OfACondition_SaysWhatIsAskedBeforeAnErrorCouldBe(string condition, string principal, int tests)
    {
        var head = Compiling.Program($"permit(principal, action, resource) when {{ {condition} }};").Index.Heads[0];
        Assert.Equal(principal, head.Principal is ScopeTest.Any ? "*" : "==");
        Assert.Equal(tests, head.Tests.Count);
    }

    [Fact]
    public void Paths_OfAnyDepth_AreNumberedToABound()
    {
        var index = Compiling.Program($"permit(principal, action, resource) when {{ context{string.Concat(Enumerable.Repeat(".a", 200))} == 1 }};").Index;
        Assert.InRange(index.Paths.Count, 1, 16);
        var many = string.Join(" || ", Enumerable.Range(0, 3 * ProgramIndex.MaxPaths).Select(i => $"context.a{i}"));
        Assert.Equal(ProgramIndex.MaxPaths, Compiling.Program($"permit(principal, action, resource) when {{ {many} }};").Index.Paths.Count);
    }

    private static byte[] Table(ProgramIndex index) => Encoding.ASCII.GetBytes(string.Join('\n', IndexWriter.Write(index)));
}
