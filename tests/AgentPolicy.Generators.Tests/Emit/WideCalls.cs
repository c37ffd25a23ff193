namespace AgentPolicy.Generators.Tests.Emit;

/// <summary>A governed method with inputs of the kinds that are read by value: small and unsigned integers, binary fractions, enums, times, addresses, collections, records, JSON.</summary>
internal static class WideCalls
{
    public const string Source = """
        using AgentPolicy;
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Net;
        using System.Text.Json;

        [PolicyEntity("Agent")]
        public sealed partial record Bot(string Id, string[] List, ulong Big, double? Rate, Color Color, Point Home, HashSet<Color> Colors, Dictionary<string, long> Counts, Uri? Site, EntityUid? Boss, HashSet<string?> Nulls) : IPolicyPrincipal
        {
            public IReadOnlyCollection<EntityUid> Parents => [new("Role", "staff")];
        }

        public enum Color { Red, Green }

        [Flags] public enum Access { None = 0, Read = 1, Write = 2 }

        public sealed record Point(int X, int? Y, string? @Class, Point2? Next);

        public readonly record struct Point2(decimal? Z, string[]? Tags);

        [PolicyEntity("File")] public sealed partial record File(string Name);
        [PolicyEntity("Role")] public sealed partial record Role(string Name);

        public static partial class Outer<T>
        {
            public sealed partial class Tools(IPolicyEngine policy)
            {
                [Governed("wide \"\\|é")]
                public partial string Ask(byte @byte, ulong @ulong, ushort? @ushort, sbyte @sbyte, float f, double? @double, Color color, Color? other, Access access, DateTime time, DateOnly? day, IPAddress? address,
                    string[] list, HashSet<long>? set, Point point, Point2? small, Dictionary<string, long> map, JsonElement json, Uri? uri, EntityUid uid, List<string?>? é, DateTimeOffset? at, string text, bool flag, TimeSpan? span, decimal money, Guid? id, ulong? count);
                private string AskCore(GovernedCall call, byte @byte, ulong @ulong, ushort? @ushort, sbyte @sbyte, float f, double? @double, Color color, Color? other, Access access, DateTime time, DateOnly? day, IPAddress? address,
                    string[] list, HashSet<long>? set, Point point, Point2? small, Dictionary<string, long> map, JsonElement json, Uri? uri, EntityUid uid, List<string?>? é, DateTimeOffset? at, string text, bool flag, TimeSpan? span, decimal money, Guid? id, ulong? count) => call.Decision.Policy.PositionalId;
            }
        }

        public static class Calls
        {
            private static readonly string[] s_texts = ["x", "", "\ud800", "\0", "a|b\\", "é", "Red", "1"];
            private static readonly string[] s_json = ["null", "1", "1.5", "\"x\"", "[]", "[1]", "{\"a\": 1}", "{\"a\": {\"b\": \"x\"}}", "true", "99999999999999999999"];

            public static string[] Ask(PolicySet policies, int seed, int count)
            {
                var random = new Random(seed);
                var tools = new Outer<int>.Tools(new PolicyEngine(policies));
                var answers = new List<string>();
                for (var i = 0; i < count; i++)
                {
                    var point = new Point(random.Next(-1, 2), Maybe(1), random.Next(2) == 0 ? null : Text(), Maybe(new Point2(Maybe(1.5m), random.Next(2) == 0 ? null : ["x"])));
                    var bot = new Bot("a", ["x", "é"], random.Next(2) == 0 ? 1ul : ulong.MaxValue, Maybe(Pick(1.5, double.NaN, 0.1, 1e300)), (Color)random.Next(3), point, [Color.Red], new() { ["a"] = 1 },
                        random.Next(2) == 0 ? null : new Uri("http://x/"), Maybe(new EntityUid("Agent", "a")), ["x", null]);
                    var json = JsonElement.Parse(Pick(s_json));
                    using (AgentContext.Enter(new AgentIdentity(bot)))
                    {
                        answers.Add($"{json} {point}: " + Answer(() => tools.Ask(
                            Pick<byte>(0, 1, 255), Pick(0ul, 1ul, ulong.MaxValue, 9223372036854775808ul), Maybe(Pick<ushort>(0, 1, 65535)), Pick<sbyte>(-128, 0, 1), Pick(0f, 1.5f, float.NaN, 0.1f, -1f), Maybe(Pick(0, 1.5, 1e300, 0.00001)),
                            (Color)random.Next(3), Maybe((Color)random.Next(3)), (Access)random.Next(5), Pick(DateTime.UnixEpoch, new DateTime(2026, 1, 1), DateTime.MinValue), Maybe(new DateOnly(2026, 1, 1)),
                            Pick(null, IPAddress.Loopback, IPAddress.IPv6Loopback, IPAddress.Parse("10.1.2.3")), [Text(), Text()], Pick<HashSet<long>?>(null, [], [1, long.MinValue]), point, Maybe(new Point2(Maybe(1.5m), ["x"])),
                            new() { [Text()] = 1 }, json, Pick<Uri?>(null, new Uri("http://x/"), new Uri("x", UriKind.Relative)), new EntityUid(Pick("Agent", "File"), Text()), Pick<List<string?>?>(null, [], ["x"], ["x", null]),
                            Maybe(DateTimeOffset.UnixEpoch), random.Next(5) == 0 ? null! : Text(), random.Next(2) == 0, Maybe(TimeSpan.Zero), Pick(0m, 1.5m, 0.00001m), Maybe(Guid.Empty), Maybe(Pick(1ul, 7ul, ulong.MaxValue)))));
                    }
                }

                return answers.ToArray();

                T Pick<T>(params T[] values) => values[random.Next(values.Length)];

                string Text() => Pick(s_texts);

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
}
