using System.Reflection;
using AgentPolicy.Tests.Compilation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentPolicy.Generators.Tests.Emit;

/// <summary>
/// Governed methods with inputs of every simple kind, compiled with many policy sets at once, and calls of them with values at the ends of their ranges. One method is let
/// through by the short way, the other is told of its decision.
/// </summary>
internal static class InputCalls
{
    private const string Source = """
        using AgentPolicy;
        using System;
        using System.Collections.Generic;
        using System.Linq;

        [PolicyEntity("Agent")]
        public sealed partial record Bot(string Id, long Level, HashSet<string> Names, IReadOnlySet<string> Others, string[] List, HashSet<string> Folded, HashSet<string?> Nulls,
            long? Clearance, bool Active, bool? Muted, string Department, string? Team, decimal Budget, DateTimeOffset Since, TimeSpan? Shift) : IPolicyPrincipal
        {
            public IReadOnlyCollection<EntityUid> Parents => [new("Role", "staff")];
        }

        [PolicyEntity("File")] public sealed partial record File(string Name);
        [PolicyEntity("Role")] public sealed partial record Role(string Name);

        public sealed partial class Tools(IPolicyEngine policy)
        {
            [Governed("ask")] public partial string Ask(decimal d, decimal? e, long n, int? m, bool b, bool? c, string s, string? t, Guid g, DateTimeOffset w, TimeSpan? v);
            private string AskCore(decimal d, decimal? e, long n, int? m, bool b, bool? c, string s, string? t, Guid g, DateTimeOffset w, TimeSpan? v) => "ran";

            [Governed("tell")] public partial string Tell(decimal d, decimal? e, long n, int? m, bool b, bool? c, string s, string? t, Guid g, DateTimeOffset w, TimeSpan? v);
            private string TellCore(GovernedCall call, decimal d, decimal? e, long n, int? m, bool b, bool? c, string s, string? t, Guid g, DateTimeOffset w, TimeSpan? v) => call.Decision.Policy.PositionalId;
        }

        public static class Calls
        {
            private static readonly decimal[] s_decimals =
            [
                0m, 1.5m, -1.00m, 0.0001m, -0.0001m, 0.00001m, 1.50000m, 1000m, 1000.0001m, 92233720368547.7580m, 92233720368547.7581m, 922337203685477.5807m, 922337203685477.5808m,
                -922337203685477.5808m, -922337203685477.5809m, decimal.MaxValue, decimal.MinValue, 0.0000000000000000000000000001m, 18446744073709551616m, 0.000m, -0.0m,
            ];
            private static readonly long[] s_longs = [0, 1, -1, 7, long.MinValue, long.MaxValue];
            private static readonly DateTimeOffset[] s_times =
            [
                DateTimeOffset.UnixEpoch, new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2026, 1, 1, 12, 0, 0, TimeSpan.FromHours(5)), new(1969, 12, 31, 23, 59, 59, 999, TimeSpan.Zero),
                DateTimeOffset.MinValue, DateTimeOffset.MaxValue, DateTimeOffset.UnixEpoch.AddTicks(1),
            ];
            private static readonly TimeSpan[] s_spans = [TimeSpan.Zero, TimeSpan.FromHours(1), TimeSpan.FromMilliseconds(-1), TimeSpan.FromTicks(1), TimeSpan.MaxValue, TimeSpan.MinValue, TimeSpan.FromDays(1)];
            private static readonly string?[] s_texts = ["x", "X", "", "é", "a long one, a to b", null, "in arguments, 0, "];

            public static string[] Ask(PolicySet policies, int seed, int count)
            {
                var random = new Random(seed);
                var tools = new Tools(new PolicyEngine(policies));
                var sets = new[] { "x", "", "é", "00000000-0000-0000-0000-000000000000" };
                var answers = new List<string>();
                for (var i = 0; i < count; i++)
                {
                    IReadOnlySet<string> others = i % 3 == 0 ? System.Collections.Frozen.FrozenSet.ToFrozenSet(sets) : i % 3 == 1 ? new HashSet<string>(sets) : new SortedSet<string>(sets, StringComparer.Ordinal);
                    var bot = new Bot(
                        i % 5 == 0 ? "b" : "a", 7, new(sets), others, sets, new(sets, StringComparer.OrdinalIgnoreCase), i % 2 == 0 ? new() { "x", null } : new() { "x" },
                        Maybe(Pick(s_longs)), i % 2 == 0, Maybe(i % 3 == 0), Pick(s_texts)!, Pick(s_texts), Pick(s_decimals), Pick(s_times), Maybe(Pick(s_spans)));
                    var (d, e, n, m) = (Pick(s_decimals), Maybe(Pick(s_decimals)), Pick(s_longs), Maybe((int)Pick(s_longs)));
                    var (b, c, s, t) = (random.Next(2) == 0, Maybe(random.Next(2) == 0), Pick(s_texts)!, Pick(s_texts));
                    var g = random.Next(2) == 0 ? default : Guid.Parse("0aaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee");
                    var (w, v) = (Pick(s_times), Maybe(Pick(s_spans)));
                    using (AgentContext.Enter(new AgentIdentity(bot)))
                    {
                        answers.Add($"ask({d}, {e}, {n}, {m}, {b}, {c}, {s ?? "null"}, {t ?? "null"}, {g}, {w:O}, {v}) by {bot}: ".Replace(": ", " - ") + ": " + Answer(() => tools.Ask(d, e, n, m, b, c, s!, t, g, w, v)));
                        answers.Add("tell: " + Answer(() => tools.Tell(d, e, n, m, b, c, s!, t, g, w, v)));
                    }
                }

                return answers.ToArray();

                T Pick<T>(T[] values) => values[random.Next(values.Length)];

                T? Maybe<T>(T value) where T : struct => random.Next(3) == 0 ? null : value;
            }

            private static string Answer(Func<string> call)
            {
                try
                {
                    return call();
                }
                catch (PolicyDeniedException denial)
                {
                    return $"{denial.Decision.Cause} by {denial.Decision.Policy.PositionalId}: {denial.Decision.Error.Policy.PositionalId}, {denial.Decision.Message}";
                }
            }
        }
        """;

    /// <summary>What the calls come to, by the interpreter and by compiled code.</summary>
    public static (string[] Interpreted, string[] Compiled)[] AskAll(PolicySource[] sets, int count) => AskAll(Source, sets, count);

    /// <summary>What the calls come to that a class <c>Calls</c> makes.</summary>
    public static (string[] Interpreted, string[] Compiled)[] AskAll(string source, PolicySource[] sets, int count)
    {
        Compile(source, sets, out var assembly);
        return [.. sets.Select((set, index) => (Ask(assembly, set.Interpret(), index, count), Ask(assembly, Compiled(assembly, index), index, count)))];
    }

    /// <summary>What the generators write for policy sets and a class <c>Calls</c>, compiled.</summary>
    public static string Compile(string source, PolicySource[] sets, out Assembly assembly)
    {
        var classes = string.Concat(sets.Select((set, index) => $"[AgentPolicy.PolicySet(\"p{index}\", ErrorMode = AgentPolicy.ErrorMode.{set.ErrorMode})] public sealed partial class P{index};\n"));
        var files = sets.Select((set, index) => (AdditionalText)new PolicyText($"p{index}/{PolicySource.Path}", set.Policies));
        var driver = CSharpGeneratorDriver.Create(
            [new GovernedGenerator().AsSourceGenerator(), new PolicyGenerator().AsSourceGenerator()], files, CompilationHost.ParseOptions, new PolicyTextOptions());
        var run = driver.RunGeneratorsAndUpdateCompilation(CompilationHost.Create("Inputs", [source, classes]), out var generated, out var diagnostics);
        Assert.Empty(diagnostics);
        CompilationHost.Load(generated, out assembly);
        return string.Join('\n', run.GetRunResult().GeneratedTrees);
    }

    public static PolicySet Compiled(Assembly assembly, int index) => (PolicySet)assembly.GetType($"P{index}")!.GetProperty("Policies")!.GetValue(null)!;

    /// <summary>The same policies, each of which is asked at every decision.</summary>
    public static PolicySet WithoutIndex(PolicySet set) => (PolicySet)typeof(PolicySet).GetMethod("WithoutIndex", BindingFlags.NonPublic | BindingFlags.Instance)!.Invoke(set, [])!;

    public static string[] Ask(Assembly assembly, PolicySet policies, int seed, int count) =>
        (string[])assembly.GetType("Calls")!.GetMethod("Ask")!.Invoke(null, [policies, seed, count])!;
}
