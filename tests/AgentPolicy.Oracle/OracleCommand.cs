using System.CommandLine;
using System.Diagnostics;
using AgentPolicy.Oracle.Bytes;
using AgentPolicy.Oracle.Reference;

namespace AgentPolicy.Oracle;

/// <summary>The command line.</summary>
internal static class OracleCommand
{
    private const int Success = 0;
    private const int Failure = 1;

    public static RootCommand Create()
    {
        var minutes = new Option<double>("--soak") { Description = "Compares us with the reference engine on generated cases, for so many minutes." };
        var cases = new Option<long>("--cases") { Description = "The same, for so many cases." };
        var compileEvery = new Option<int>("--compile-every") { Description = "Compiles every so many of the sets that are decided, beside interpreting it; 0 for none.", DefaultValueFactory = _ => 10 };
        var decisions = new Option<int>("--decisions") { Description = "Of a hundred cases, so many are about decisions, and the others about spoiled texts.", DefaultValueFactory = _ => 60 };
        var seed = new Option<int>("--seed") { Description = "What the cases are made from.", DefaultValueFactory = _ => 1 };
        var bytes = new Option<long>("--bytes") { Description = "Gives so many random and spoiled texts to every parser and reader; needs no reference engine." };
        var command = new RootCommand("Compares AgentPolicy with the reference engine, live.") { minutes, cases, decisions, compileEvery, bytes, seed };
        command.SetAction(parsed => parsed.GetValue(bytes) > 0
            ? Bytes(parsed.GetValue(bytes), parsed.GetValue(seed))
            : Soak(parsed.GetValue(minutes), parsed.GetValue(cases), parsed.GetValue(decisions), parsed.GetValue(compileEvery), parsed.GetValue(seed)));
        return command;
    }

    private static int Bytes(long count, int seed)
    {
        var soak = new ByteSoak(seed, Console.Out);
        soak.Run(count);
        return soak.Failures == 0 ? Success : Failure;
    }

    private static int Soak(double minutes, long cases, int decisions, int compileEvery, int seed)
    {
        if (minutes <= 0 && cases <= 0)
        {
            Console.Error.WriteLine("There is nothing to do: say for how long (--soak) or how many (--cases).");
            return Failure;
        }

        if (ReferenceFile.Find() is not { } file)
        {
            Console.Error.WriteLine(ReferenceFile.Missing);
            return Failure;
        }

        using var module = ReferenceModule.Load(file);
        using var reference = new CedarReference(module);
        var soak = new Soak(reference, seed, Console.Out);
        var time = Stopwatch.StartNew();
        soak.Run(decisions, compileEvery, done => cases > 0 ? done < cases : time.Elapsed < TimeSpan.FromMinutes(minutes));
        Console.WriteLine($"seed {seed}, {time.Elapsed.TotalSeconds:F0} s");
        return soak.Disagreements == 0 ? Success : Failure;
    }
}
