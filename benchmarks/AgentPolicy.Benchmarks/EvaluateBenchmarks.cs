using System.Text.Json;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;

namespace AgentPolicy.Benchmarks;

/// <summary>Decisions that a host asks for itself, in the three forms that a context comes in, allowed and denied.</summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByParams)]
public class EvaluateBenchmarks
{
    private static readonly EntityUid s_agent = new("Agent", "assistant");
    private static readonly EntityUid s_action = new("Action", "send_money");
    private static readonly EntityUid s_resource = new("Tool", "BankTools");

    private readonly EntityStore _entities = EntityStore.Create(new Entity(s_agent, PolicyRecord.From(Engines.Assistant)));
    private Dictionary<string, object?> _dictionary = [];
    private JsonElement _json;
    private string _recipient = "";

    [Params(true, false)]
    public bool Allowed { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        HandWritten.Enter(Engines.Assistant);
        _recipient = Allowed ? "UK12345678901234567890" : "XX99999999999999999999";
        _json = JsonElement.Parse($$$"""{"input":{"recipient":"{{{_recipient}}}","amount":98.70,"subject":"Car rental","date":"2022-01-01"}}""");
        _dictionary = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["input"] = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["recipient"] = _recipient, ["amount"] = 98.70m, ["subject"] = "Car rental", ["date"] = "2022-01-01",
            },
        };

        // What is measured has to be the decision that the name says.
        if (new[] { Hand(), CompiledDictionary(), CompiledStruct(), CompiledJson(), InterpretedDictionary(), InterpretedStruct(), InterpretedJson() }.Any(allowed => allowed != Allowed))
            throw new InvalidOperationException("A decision is not what it should be.");
    }

    [Benchmark(Baseline = true)]
    public bool Hand() => HandWritten.SendMoney(_recipient, 98.70m).IsAllowed;

    [Benchmark]
    public bool CompiledDictionary() => Decide(Engines.Compiled, _dictionary);

    [Benchmark]
    public bool CompiledStruct() => DecideStruct(Engines.Compiled);

    [Benchmark]
    public bool CompiledJson() => Decide(Engines.Compiled, _json);

    [Benchmark]
    public bool InterpretedDictionary() => Decide(Engines.Interpreted, _dictionary);

    [Benchmark]
    public bool InterpretedStruct() => DecideStruct(Engines.Interpreted);

    [Benchmark]
    public bool InterpretedJson() => Decide(Engines.Interpreted, _json);

    private bool Decide(PolicyEngine engine, PolicyRecord context) =>
        engine.Evaluate(new PolicyRequest(s_agent, s_action, s_resource, context, _entities)).IsAllowed;

    private bool DecideStruct(PolicyEngine engine) =>
        engine.Evaluate(new PolicyRequest<SendMoneyContext>(s_agent, s_action, s_resource, new SendMoneyContext(_recipient, 98.70m), _entities)).IsAllowed;
}
