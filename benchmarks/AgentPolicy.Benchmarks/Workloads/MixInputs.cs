using System.Globalization;

namespace AgentPolicy.Benchmarks.Workloads;

/// <summary>What the tools of the mix are given, and by whom they are called. Values are drawn from few, so that conditions hold often enough.</summary>
internal static class MixInputs
{
    public static readonly Input[] All =
    [
        new("path", "string"), new("name", "string"), new("subject", "string"), new("account", "string"),
        new("amount", "long"), new("count", "long"), new("offset", "long"), new("price", "decimal"), new("fee", "decimal"), new("urgent", "bool"), new("dry", "bool"),
        new("at", "DateTimeOffset"), new("wait", "TimeSpan"),
        new("note", "string?"), new("limit", "long?"), new("discount", "decimal?"), new("rush", "bool?"),
    ];

    public static readonly Input[] Attributes =
    [
        new("Roles", "HashSet<string>"), new("Department", "string"), new("Level", "long"), new("Active", "bool"), new("Clearance", "long?"), new("Budget", "decimal"),
    ];

    private static readonly DateTimeOffset s_day = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static WorkloadPrincipal Principal(int index, SplitMix random) => new(
        string.Create(CultureInfo.InvariantCulture, $"agent_{index}"),
        [
            new HashSet<string>([random.Of(MixConstants.Vocabulary), random.Of(MixConstants.Vocabulary), random.Of(MixConstants.Vocabulary)], StringComparer.Ordinal),
            random.Of(MixConstants.Vocabulary), (long)random.Next(11), random.Next(2) == 0, random.Next(2) == 0 ? null : (long?)random.Next(11), random.Next(40) / 4m,
        ]);

    public static object? Value(Input input, SplitMix random)
    {
        if (input.IsOptional && random.Next(2) == 0)
            return null;
        return (input.Name, input.Type.TrimEnd('?')) switch
        {
            ("path", _) => string.Create(CultureInfo.InvariantCulture, $"/{Word(random)}/{Word(random)}/{Word(random)}-{random.Next(100)}.txt"),
            ("subject", _) => $"{Word(random)} {Word(random)} {Word(random)}",
            (_, "string") => Word(random),
            (_, "long") => (long)random.Next(11),
            (_, "decimal") => random.Next(40) / 4m,
            (_, "bool") => random.Next(2) == 0,
            (_, "DateTimeOffset") => s_day.AddDays(random.Next(11)).AddMinutes(random.Next(1440)),
            (_, "TimeSpan") => TimeSpan.FromMinutes(random.Next(660)),
            _ => throw new ArgumentOutOfRangeException(nameof(input), input.Type, "There are no values of this type."),
        };
    }

    private static string Word(SplitMix random) => random.Of(MixConstants.Vocabulary);
}
