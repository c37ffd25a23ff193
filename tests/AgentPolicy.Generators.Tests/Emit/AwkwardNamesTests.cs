namespace AgentPolicy.Generators.Tests.Emit;

/// <summary>Names that generated code uses too, that C# reserves, or that are alike once they are written as one.</summary>
public sealed class AwkwardNamesTests
{
    [Theory]
    [InlineData("string arguments, int call, long result, string exception, int Run, bool query, string frame, string scratch, int slot, long scalar, string name, bool value, int s_tool, int Tool, int Resource")]
    [InlineData("string @class, int @in, bool @event, string @this, int @base, int @value, long @field, string @var, int @async, int @await, int @record, int @scoped, int @file, int @required")]
    [InlineData("string é, int _, bool __, string _a, int a, int A, long 漢")]
    [InlineData("string SlotCount, int GetName, bool FindSlot, int Read, long GetValue, string ReadOutput, int other")]
    public void Parameters_OfAwkwardNames_Compile(string parameters)
    {
        var source = $$"""
            public sealed partial class Tools(IPolicyEngine policy)
            {
                [Governed("x")] public partial string Do({{parameters}});
                private string DoCore({{parameters}}) => "ran";
            }
            """;
        GeneratorRun.Of(source).Load();
    }

    [Fact]
    public void Parameters_ThatDifferByAnUnderscore_AreReadEachForItself()
    {
        const string Source = """
            using System;
            using AgentPolicy;
            public sealed partial class Tools(IPolicyEngine policy)
            {
                [Governed("x")] public partial string Do(long _a, long a, long __a);
                private string DoCore(long _a, long a, long __a) => "ran";
            }
            public static class Calls
            {
                public static string[] Ask(PolicySet policies, int seed, int count)
                {
                    using (AgentContext.Enter(new AgentIdentity(new EntityUid("Agent", "a"))))
                    {
                        try
                        {
                            return [new Tools(new PolicyEngine(policies)).Do(2, 1, 3)];
                        }
                        catch (PolicyDeniedException denial)
                        {
                            return [denial.Message];
                        }
                    }
                }
            }
            """;

        var (interpreted, compiled) = InputCalls.AskAll(Source, [new("permit(principal, action, resource) when { context.input.a == 1 && context.input._a == 2 && context.input.__a == 3 };")], 1)[0];

        Assert.Equal(["ran"], interpreted);
        Assert.Equal(["ran"], compiled);
    }
}
