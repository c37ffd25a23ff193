using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;

namespace AgentPolicy.Benchmarks;

/// <summary>Calls of governed methods, against the same rules written by hand.</summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class GovernedCallBenchmarks
{
    // No constants, which the compiler would work into rules written by hand.
    private readonly string _payee = "UK12345678901234567890";
    private readonly string _stranger = "XX99999999999999999999";
    private readonly decimal _payment = 98.70m;
    private readonly decimal? _rent = 1100.00m;
    private string? _noRecipient = "";
    private readonly BankTools _compiled = new(Engines.Compiled);
    private readonly BankTools _interpreted = new(Engines.Interpreted);

    [GlobalSetup]
    public void Enter()
    {
        AgentContext.Enter(Engines.Identity);
        HandWritten.Enter(Engines.Assistant);
        _noRecipient = null;

        // Measured calls that were all denied would be measured just as well.
        if (!CompiledSend() || !InterpretedSend() || !HandSend() || !CompiledUpdate() || !InterpretedUpdate() || !HandUpdate() || !CompiledRead() || !InterpretedRead())
            throw new InvalidOperationException("A call that should be allowed is denied.");
    }

    [Benchmark(Baseline = true), BenchmarkCategory("send_money, allowed")]
    public bool HandSend() => HandWritten.SendMoney(_payee, _payment).IsAllowed;

    [Benchmark, BenchmarkCategory("send_money, allowed")]
    public bool CompiledSend() => _compiled.SendMoney(_payee, _payment, "Car rental", "2022-01-01");

    [Benchmark, BenchmarkCategory("send_money, allowed")]
    public bool InterpretedSend() => _interpreted.SendMoney(_payee, _payment, "Car rental", "2022-01-01");

    [Benchmark(Baseline = true), BenchmarkCategory("send_money, denied")]
    public bool HandDenial() => Denies(() => HandWritten.SendMoney(_stranger, _payment) is { IsAllowed: false, Policy: var policy } ? throw new InvalidOperationException(policy) : true);

    [Benchmark, BenchmarkCategory("send_money, denied")]
    public bool CompiledDenial() => IsDenied(_compiled);

    [Benchmark, BenchmarkCategory("send_money, denied")]
    public bool InterpretedDenial() => IsDenied(_interpreted);

    [Benchmark(Baseline = true), BenchmarkCategory("update_scheduled_transaction, allowed")]
    public bool HandUpdate() => HandWritten.UpdateScheduledTransaction(_noRecipient, _rent).IsAllowed;

    [Benchmark, BenchmarkCategory("update_scheduled_transaction, allowed")]
    public bool CompiledUpdate() => _compiled.UpdateScheduledTransaction(7, _noRecipient, _rent);

    [Benchmark, BenchmarkCategory("update_scheduled_transaction, allowed")]
    public bool InterpretedUpdate() => _interpreted.UpdateScheduledTransaction(7, _noRecipient, _rent);

    [Benchmark(Baseline = true), BenchmarkCategory("read_file, allowed")]
    public bool HandRead() => HandWritten.ReadFile().IsAllowed;

    [Benchmark, BenchmarkCategory("read_file, allowed")]
    public bool CompiledRead() => _compiled.ReadFile("bill-december-2023.txt");

    [Benchmark, BenchmarkCategory("read_file, allowed")]
    public bool InterpretedRead() => _interpreted.ReadFile("bill-december-2023.txt");

    private bool IsDenied(BankTools tools)
    {
        try
        {
            return !tools.SendMoney(_stranger, _payment, "Car rental", "2022-01-01");
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
