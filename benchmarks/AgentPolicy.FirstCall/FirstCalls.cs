using System.Diagnostics;
using System.Globalization;
using AgentPolicy.Benchmarks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AgentPolicy.FirstCall;

/// <summary>Starts a host in this process, makes the first governed calls, and writes in microseconds: the start, the first call, and of the next the median, the 99th percentile and the longest.</summary>
internal static class FirstCalls
{
    public const string Prepared = "prepared";
    public const string Unprepared = "unprepared";

    private const int Next = 256;

    public static int Run(bool isPrepared)
    {
        // What the measuring itself needs is compiled before.
        var times = new double[Next];
        Microseconds(Stopwatch.GetTimestamp());

        var start = Stopwatch.GetTimestamp();
        using var host = Build(isPrepared);
        host.Start();
        var tools = new BankTools(host.Services.GetRequiredService<IPolicyEngine>());
        var started = Microseconds(start);

        using var scope = AgentContext.Enter(new AgentIdentity(new Assistant("assistant", new(StringComparer.Ordinal) { "shop" })));
        start = Stopwatch.GetTimestamp();
        var allowed = tools.SendMoney("shop", 5m, "rent", "2026-01-01");
        var first = Microseconds(start);
        for (var i = 0; i < times.Length; i++)
        {
            start = Stopwatch.GetTimestamp();
            allowed &= tools.SendMoney("shop", 5m, "rent", "2026-01-01");
            times[i] = Microseconds(start);
        }

        Array.Sort(times);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{started:0} {first:0.0} {times[Next / 2]:0.00} {times[Next * 99 / 100]:0.0} {times[^1]:0.0}"));
        return allowed ? 0 : 1;
    }

    // Unprepared: the same engine, made by hand, of which the host's start knows nothing.
    private static IHost Build(bool isPrepared)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        if (isPrepared)
            builder.Services.AddAgentPolicy<BankPolicies>();
        else
            builder.Services.AddSingleton<IPolicyEngine>(new PolicyEngine(BankPolicies.Policies));
        return builder.Build();
    }

    private static double Microseconds(long start) => Stopwatch.GetElapsedTime(start).TotalMicroseconds;
}
