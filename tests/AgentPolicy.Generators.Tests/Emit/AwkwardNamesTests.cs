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

    [Fact]
    public void Types_WhoseNamesAreAlike_CompileSideBySide()
    {
        const string Source = """

            namespace A.B { public sealed partial class C(IPolicyEngine Run) { [Governed("1")] public partial string Do(string s); private string DoCore(string s) => Run.ToString()!; } }
            namespace A { public sealed partial class B_C(IPolicyEngine @in) { [Governed("2")] public partial string Do(string s); private string DoCore(string s) => s; } }
            namespace A_B { public sealed partial class C(IPolicyEngine arguments) { [Governed("3")] public partial string Do(string s); private string DoCore(string s) => s; } }
            namespace a.b { public sealed partial class c(IPolicyEngine policy) { [Governed("4")] public partial string Do(string s); private string DoCore(string s) => s; [Governed("4b")] public partial string Do(int s); private string DoCore(int s) => ""; } }
            public partial class Outer<Run> { public sealed partial class C<T>(IPolicyEngine policy) where T : class
            {
                [Governed("5")] public partial T? Do<arguments>(string s, arguments t, T u); private T? DoCore<arguments>(string s, arguments t, T u) => u;
                [Governed("6")] public partial ValueTask<U> Do<U>(string s, U t) where U : struct; private ValueTask<U> DoCore<U>(string s, U t) where U : struct => new(t);
            } }
            public partial class Outer { public sealed partial class C(IPolicyEngine policy) { [Governed("7")] public partial string Do(string s); private string DoCore(string s) => s; } }
            public partial struct S { private readonly IPolicyEngine _run; public S(IPolicyEngine run) => _run = run; [Governed("8")] public partial void Do(string s); private void DoCore(string s) { } }
            public static partial class Static { [Governed("9")] public static partial Task Run(string s, IPolicyEngine engine); private static Task RunCore(string s, IPolicyEngine engine) => Task.CompletedTask; }
            """;
        GeneratorRun.Of(Source).Load();
    }
}
