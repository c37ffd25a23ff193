using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;

namespace AgentPolicy.Benchmarks;

/// <summary>Calls of governed methods, against the same rules written by hand.</summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class GovernedCallBenchmarks
{
    private const string Payee = "UK12345678901234567890";
    private const string Stranger = "XX99999999999999999999";

    private readonly BankTools _compiled = new(Engines.Compiled);
    private readonly BankTools _interpreted = new(Engines.Interpreted);

    [GlobalSetup]
    public void Enter()
    {
        AgentContext.Enter(Engines.Identity);
        HandWritten.Enter(Engines.Assistant);

        // Measured calls that were all denied would be measured just as well.
        if (!CompiledSend() || !InterpretedSend() || !HandSend() || !CompiledUpdate() || !InterpretedUpdate() || !HandUpdate() || !CompiledRead() || !InterpretedRead())
            throw new InvalidOperationException("A call that should be allowed is denied.");
    }

    [Benchmark(Baseline = true), BenchmarkCategory("send_money, allowed")]
    public bool HandSend() => HandWritten.SendMoney(Payee, 98.70m).IsAllowed;

    [Benchmark, BenchmarkCategory("send_money, allowed")]
    public bool CompiledSend() => _compiled.SendMoney(Payee, 98.70m, "Car rental", "2022-01-01");

    [Benchmark, BenchmarkCategory("send_money, allowed")]
    public bool InterpretedSend() => _interpreted.SendMoney(Payee, 98.70m, "Car rental", "2022-01-01");

    [Benchmark(Baseline = true), BenchmarkCategory("send_money, denied")]
    public bool HandDenial() => Denies(static () => HandWritten.SendMoney(Stranger, 98.70m) is { IsAllowed: false, Policy: var policy } ? throw new InvalidOperationException(policy) : true);

    [Benchmark, BenchmarkCategory("send_money, denied")]
    public bool CompiledDenial() => IsDenied(_compiled);

    [Benchmark, BenchmarkCategory("send_money, denied")]
    public bool InterpretedDenial() => IsDenied(_interpreted);

    [Benchmark(Baseline = true), BenchmarkCategory("update_scheduled_transaction, allowed")]
    public bool HandUpdate() => HandWritten.UpdateScheduledTransaction(null, 1100.00m).IsAllowed;

    [Benchmark, BenchmarkCategory("update_scheduled_transaction, allowed")]
    public bool CompiledUpdate() => _compiled.UpdateScheduledTransaction(7, amount: 1100.00m);

    [Benchmark, BenchmarkCategory("update_scheduled_transaction, allowed")]
    public bool InterpretedUpdate() => _interpreted.UpdateScheduledTransaction(7, amount: 1100.00m);

    [Benchmark(Baseline = true), BenchmarkCategory("read_file, allowed")]
    public bool HandRead() => HandWritten.ReadFile().IsAllowed;

    [Benchmark, BenchmarkCategory("read_file, allowed")]
    public bool CompiledRead() => _compiled.ReadFile("bill-december-2023.txt");

    [Benchmark, BenchmarkCategory("read_file, allowed")]
    public bool InterpretedRead() => _interpreted.ReadFile("bill-december-2023.txt");

    private static bool IsDenied(BankTools tools)
    {
        try
        {
            return !tools.SendMoney(Stranger, 98.70m, "Car rental", "2022-01-01");
        }
        catch (PolicyDeniedException)
        {
            return true;
        }
    }

    private static bool Denies(Func<bool> call)
    {
        try
        {
            return !call();
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }
}
