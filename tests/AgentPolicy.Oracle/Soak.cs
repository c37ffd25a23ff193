using System.Diagnostics;
using AgentPolicy.Oracle.Cases;
using AgentPolicy.Oracle.Generation;
using AgentPolicy.Oracle.Reference;
using AgentPolicy.Tests.Compilation;

namespace AgentPolicy.Oracle;

/// <summary>Runs generated cases and reports every disagreement, made as small as it goes. Not thread-safe.</summary>
/// <param name="reference">Whom we are compared with.</param>
/// <param name="seed">What the cases are made from; the same seed makes the same ones.</param>
/// <param name="output">Where disagreements and counts are written.</param>
internal sealed class Soak(CedarReference reference, int seed, TextWriter output)
{
    /// <summary>How many sets are compiled at once.</summary>
    private const int BatchSize = 200;

    private const int MostReports = 100;
    private const int MostChecks = 3_000;
    private const int MostCompilations = 150;

    private static readonly TimeSpan s_reportEvery = TimeSpan.FromSeconds(30);

    private readonly HashSet<string> _reported = new(StringComparer.Ordinal);
    private readonly List<(int Index, DecisionCase Case)> _batch = [];
    private long _cases;
    private long _questions;
    private long _comparable;
    private long _compiled;

    /// <summary>Of the requests that were decided, how many were allowed and how many had an error.</summary>
    public long Allowed { get; private set; }

    /// <inheritdoc cref="Allowed"/>
    public long Erring { get; private set; }

    /// <summary>How many cases had answers to compare, in either back end.</summary>
    public long Decided => _comparable;

    /// <inheritdoc cref="Decided"/>
    public long Compiled => _compiled;

    public int Disagreements { get; private set; }

    public string Counts => $"{_cases} cases, {_questions} questions, {_comparable} cases decided ({Allowed} requests allowed, {Erring} with errors), {_compiled} of them compiled too, {Disagreements} disagreements";

    /// <param name="decisions">Runs that many cases of decisions in every hundred; the others are texts.</param>
    /// <param name="compileEvery">Of the cases that are decided, compiles every so many; 0 for none.</param>
    /// <param name="goesOn">Whether to go on, behind so many cases.</param>
    public void Run(int decisions, int compileEvery, Func<long, bool> goesOn)
    {
        var sinceReport = Stopwatch.StartNew();
        for (var index = 0; goesOn(_cases) && Disagreements < MostReports; index++)
        {
            Run(index, isDecision: index % 100 < decisions, compileEvery);
            if (sinceReport.Elapsed < s_reportEvery)
                continue;
            output.WriteLine(Counts);
            output.Flush();
            sinceReport.Restart();
        }

        RunBatch();
        output.WriteLine(Counts);
    }

    private void Run(int index, bool isDecision, int compileEvery)
    {
        _cases++;
        Func<Choices, OracleCase> make = isDecision ? choices => new DecisionCase(choices) : choices => new TextCase(choices);
        Check(index, make, oracleCase => oracleCase.Check(reference), MostChecks, out var made);
        _questions += made.Questions;
        if (made is not DecisionCase { IsComparable: true } decided)
            return;
        Allowed += decided.Allowed;
        Erring += decided.Erring;
        if (compileEvery > 0 && _comparable % compileEvery == 0)
            _batch.Add((index, decided));
        _comparable++;
        if (_batch.Count == BatchSize)
            RunBatch();
    }

    private void RunBatch()
    {
        if (_batch.Count == 0)
            return;
        CompiledBatch? compiled = null;
        try
        {
            compiled = CompiledBatch.Compile([.. _batch.Select(item => item.Case.Source)]);
        }
        catch (InvalidOperationException)
        {
            // One of them does not compile; each is, by itself, below.
        }

        for (var i = 0; i < _batch.Count; i++)
        {
            var position = i;
            var isFirst = true;
            Check(_batch[i].Index, choices => new DecisionCase(choices), CheckCompiled, MostCompilations, out _);

            Disagreement? CheckCompiled(OracleCase oracleCase)
            {
                var decided = (DecisionCase)oracleCase;
                using var own = isFirst && compiled is not null ? null : CompiledBatch.Compile(decided.Source);
                decided.Compiled = own is null ? compiled![position] : own[0];
                isFirst = false;
                return decided.Check(reference);
            }
        }

        _compiled += _batch.Count;
        _batch.Clear();
        compiled?.Dispose();
    }

    private void Check(int index, Func<Choices, OracleCase> make, Func<OracleCase, Disagreement?> check, int mostChecks, out OracleCase made)
    {
        var choices = new Choices(unchecked((seed * 486_187_739) + index));
        made = make(choices);
        Disagreement? disagreement;
        try
        {
            disagreement = check(made);
        }
        catch (Exception exception)
        {
            // Nothing that a case holds may make us throw anything but a refusal.
            disagreement = new Disagreement(exception.GetType().Name, exception.ToString());
        }

        if (disagreement is not null)
            Report(index, new Shrinker(make, check, mostChecks).Shrink(made, choices.Made, disagreement));
    }

    private void Report(int index, (OracleCase Case, Disagreement Disagreement) found)
    {
        if (!_reported.Add($"{found.Disagreement.What}\n{found.Case}"))
            return;
        Disagreements++;
        output.WriteLine($"DISAGREEMENT seed {seed} case {index}: {found.Disagreement.What}\n{found.Case}\n{found.Disagreement.Detail}\n");
        output.Flush();
    }
}
