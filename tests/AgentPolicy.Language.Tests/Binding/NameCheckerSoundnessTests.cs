using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Tests.Lowering;

namespace AgentPolicy.Language.Tests.Binding;

/// <summary>
/// A condition without a complaint reads no input that is not there, whatever call it is asked about: held against evaluation, for conditions made at random.
/// </summary>
public sealed class NameCheckerSoundnessTests
{
    private static readonly string[] s_inputs = ["a", "b"];

    /// <summary>One tool for each set of the inputs.</summary>
    private static readonly bool[][] s_tools = [[false, false], [true, false], [false, true], [true, true]];

    private static readonly BindingOptions s_options = new(
        false,
        EquatableArray<string>.Empty,
        Tools.Schema(s_tools.Select((has, i) => Tools.Tool($"tool{i}", Tools.Record([.. s_inputs.Where((_, input) => has[input]).Select(name => (name, Tools.Bool))])))));

    [Fact]
    public void Conditions_Accepted_ReadNothingThatIsMissing()
    {
        var random = new Random(20);
        var (accepted, readers) = (0, 0);
        for (var i = 0; i < 5_000; i++)
        {
            var condition = Create(random, 4);
            var (_, errors) = Compiling.Compile(s_options, $"forbid(principal, action, resource) when {{ {condition.Text} }};");
            Assert.All(errors, error => Assert.Equal("AGP0212", error.Id));
            if (errors.Count > 0)
                continue;
            accepted++;
            readers += condition.Text.Contains("input.", StringComparison.Ordinal) ? 1 : 0;
            foreach (var has in s_tools)
            {
                for (var values = 0; values < 4; values++)
                    Assert.True(condition.Evaluate(has, values) is not null, $"{condition.Text} reads what is missing");
            }
        }

        Assert.True(accepted > 500 && readers > 100, $"{accepted}, {readers}: too few to tell anything");
    }

    /// <summary>The answer is null where a missing input is read.</summary>
    private sealed record Condition(string Text, Func<bool[], int, bool?> Evaluate);

    private static Condition Create(Random random, int depth)
    {
        if (depth == 0 || random.Next(5) == 0)
            return CreateLeaf(random);
        var (a, b) = (Create(random, depth - 1), Create(random, depth - 1));
        switch (random.Next(5))
        {
            case 0:
                return new Condition($"!({a.Text})", (has, values) => !a.Evaluate(has, values));
            case 1:
            case 2:
                return new Condition($"({a.Text}) && ({b.Text})", (has, values) => Chain(a.Evaluate(has, values), true, () => b.Evaluate(has, values)));
            case 3:
                return new Condition($"({a.Text}) || ({b.Text})", (has, values) => Chain(a.Evaluate(has, values), false, () => b.Evaluate(has, values)));
            default:
                var c = Create(random, depth - 1);
                return new Condition(
                    $"if ({a.Text}) then ({b.Text}) else ({c.Text})",
                    (has, values) => a.Evaluate(has, values) is { } answer ? (answer ? b : c).Evaluate(has, values) : null);
        }
    }

    private static bool? Chain(bool? left, bool pass, Func<bool?> right) => left == pass ? right() : left;

    private static Condition CreateLeaf(Random random)
    {
        var input = random.Next(2);
        var name = s_inputs[input];
        return random.Next(8) switch
        {
            0 => new Condition("true", (_, _) => true),
            1 => new Condition("false", (_, _) => false),
            < 5 => new Condition($"context.input has {name}", (has, _) => has[input]),
            _ => new Condition($"context.input.{name}", (has, values) => has[input] ? (values >> input) % 2 == 1 : null),
        };
    }
}
