using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language;

namespace AgentPolicy.Language.Tests.Binding;

public sealed class ToolShapeTextTests
{
    private static readonly ToolShape s_shape = new(
        new InputType.Record(
            EquatableArray.Of(
                new InputAttribute("a \"quoted\"\\\n\u0001é", new InputType.Decimal(), false),
                new InputAttribute("b", new InputType.Set(new InputType.Set(new InputType.Entity())), true),
                new InputAttribute(
                    "c",
                    new InputType.Record(EquatableArray.Of(new InputAttribute("x", new InputType.Dynamic(), true)), EquatableArray.Of(new UnreadAttribute("y", "is \"it\""))),
                    false),
                new InputAttribute("d", new InputType.Bool(), false),
                new InputAttribute("e", new InputType.Long(), true)),
            EquatableArray.Of(new UnreadAttribute("f", "is a stream"), new UnreadAttribute("g", "", IsPresent: false))),
        new InputAttribute("output", new InputType.String(), true));

    [Fact]
    public void Shape_WrittenAndRead_IsEqual()
    {
        Assert.True(ToolShapeText.TryParse(ToolShapeText.Write(s_shape), out var read));
        Assert.Equal(s_shape, read);
        Assert.True(ToolShapeText.TryParseRecord(ToolShapeText.WriteRecord(s_shape.Inputs), out var record));
        Assert.Equal(s_shape.Inputs, record);
    }

    [Fact]
    public void Shape_OfEveryType_IsWrittenAndReadAndHasAPath()
    {
        InputType[] samples =
        [
            new InputType.Bool(), new InputType.Long(), new InputType.String(), new InputType.Decimal(), new InputType.IpAddress(), new InputType.DateTime(), new InputType.Duration(),
            new InputType.Entity(), new InputType.Set(new InputType.Bool()), new InputType.Record(default, default), new InputType.Dynamic(),
        ];
        Assert.Empty(typeof(InputType).GetNestedTypes(System.Reflection.BindingFlags.NonPublic).Where(type => type.IsSubclassOf(typeof(InputType))).Except(samples.Select(sample => sample.GetType())));
        foreach (var sample in samples)
        {
            var shape = new ToolShape(new InputType.Record(EquatableArray.Of(new InputAttribute("a", sample, false)), default), new InputAttribute("output", sample, false));
            Assert.True(ToolShapeText.TryParse(ToolShapeText.Write(shape), out var read));
            Assert.Equal(shape, read);
            var tool = Tools.Tool("t", Tools.Record(("a", sample)));
            Assert.NotEmpty(Lowering.Compiling.Program("forbid(principal, action, resource) when { context.input.a == 1 };", BindingOptions.Default with { Tools = Tools.Schema([tool]) }).Policies);
        }
    }

    [Fact]
    public void Shape_Written_IsReadableText()
    {
        var shape = new ToolShape(
            new InputType.Record(
                EquatableArray.Of(new InputAttribute("amount", new InputType.Decimal(), false), new InputAttribute("tags", new InputType.Set(new InputType.String()), true)),
                EquatableArray.Of(new UnreadAttribute("ct", "is no input", IsPresent: false))),
            new InputAttribute("output", new InputType.Long(), false));

        Assert.Equal("""{"amount":decimal,"tags"?:Set<String>;"ct"~"is no input"}->Long""", ToolShapeText.Write(shape));
        Assert.Equal("{}", ToolShapeText.Write(ToolShape.Empty));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}x")]
    [InlineData("{}->")]
    [InlineData("{}->Strin")]
    [InlineData("{,}")]
    [InlineData("{\"a\":Long,}")]
    [InlineData("{\"a\":Long ,\"b\":Long}")]
    [InlineData("{\"b\":Long,\"a\":Long}")]
    [InlineData("{\"a\":Long,\"a\":Long}")]
    [InlineData("{\"a\":Set<Long}")]
    [InlineData("{\"a\":any;}")]
    [InlineData("{\"a\":any;\"b\"!\"\",\"b\"!\"\"}")]
    [InlineData("{\"a:Long}")]
    [InlineData("{\"\\u{61}\":Long}")]
    [InlineData("{\"\\u{\":Long}")]
    [InlineData("{\"\\q\":Long}")]
    [InlineData("{\"a\\")]
    public void Text_ThatNoShapeHas_IsNotRead(string text)
    {
        Assert.False(ToolShapeText.TryParse(text, out _));
        Assert.False(ToolShapeText.TryParseRecord(text, out _));
    }

    [Fact]
    public void EveryPrefix_OfAShape_IsNotRead()
    {
        var text = ToolShapeText.WriteRecord(s_shape.Inputs);

        Assert.All(Enumerable.Range(0, text.Length), length => Assert.False(ToolShapeText.TryParseRecord(text[..length], out _)));
    }

    [Fact]
    public void Text_NestedTooDeeply_IsNotRead()
    {
        static string Nest(int depth) => "{\"a\":" + string.Concat(Enumerable.Repeat("Set<", depth)) + "Long" + new string('>', depth) + "}";

        Assert.True(ToolShapeText.TryParse(Nest(Limits.MaxNesting - 1), out _));
        Assert.False(ToolShapeText.TryParse(Nest(Limits.MaxNesting), out _));
        Assert.False(ToolShapeText.TryParse("{\"a\":" + string.Concat(Enumerable.Repeat("{\"a\":", 1_000_000)), out _));
    }
}
