using System.Diagnostics;
using AgentPolicy.Oracle.Generation;

namespace AgentPolicy.Oracle.Bytes;

/// <summary>Gives texts to everything that reads one: there is an answer or a refusal, soon, and never anything else.</summary>
internal sealed class ByteSoak(int seed, TextWriter output)
{
    private const int MostFailures = 20;

    // A reader's stack is often a good deal smaller than the main thread's.
    private const int StackSize = 512 * 1024;

    // Texts have at most some ten thousand characters, which take milliseconds; what is not linear takes minutes.
    private static readonly TimeSpan s_slow = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_hang = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_reportEvery = TimeSpan.FromSeconds(30);

    private readonly int[] _counts = new int[ByteTarget.All.Count];
    private readonly int[] _accepted = new int[ByteTarget.All.Count];
    private long _count;
    private long _characters;
    private TimeSpan _slowest;
    private string _slowestWas = "";
    private volatile string _current = "";

    public int Failures { get; private set; }

    /// <summary>How many texts each target took, and how many of them it accepted.</summary>
    public IEnumerable<(string Name, int Count, int Accepted)> Counts => ByteTarget.All.Select((target, index) => (target.Name, _counts[index], _accepted[index]));

    public void Run(long count)
    {
        var thread = new Thread(() => RunAll(count), StackSize) { IsBackground = true };
        thread.Start();
        for (var before = -1L; !thread.Join(s_hang); before = Interlocked.Read(ref _count))
        {
            if (before != Interlocked.Read(ref _count))
                continue;
            Report("hangs", _current, "no answer within minutes");
            return;
        }

        WriteCounts();
        foreach (var (name, given, accepted) in Counts)
            output.WriteLine($"  {name}: {given} texts, {accepted} accepted");
        output.WriteLine($"seed {seed}; the slowest took {_slowest.TotalMilliseconds:F0} ms: {_slowestWas}");
    }

    private void RunAll(long count)
    {
        var inputs = new ByteInputs(seed);
        var sinceReport = Stopwatch.StartNew();
        while (_count < count && Failures < MostFailures)
        {
            var index = (int)(_count % ByteTarget.All.Count);
            Give(index, inputs.Next(ByteTarget.All[index]));
            Interlocked.Increment(ref _count);
            if (sinceReport.Elapsed < s_reportEvery)
                continue;
            WriteCounts();
            sinceReport.Restart();
        }
    }

    private void Give(int index, string text)
    {
        var target = ByteTarget.All[index];
        _current = text;
        _counts[index]++;
        _characters += text.Length;
        var start = Stopwatch.GetTimestamp();
        if (Failure(target, text, out var isAccepted) is { } failure)
            Report(target.Name, Shorten(target, text, failure.GetType()), failure.ToString());
        _accepted[index] += isAccepted ? 1 : 0;
        var time = Stopwatch.GetElapsedTime(start);
        if (time <= _slowest)
            return;

        // The machine may have been busy with something else.
        for (var again = 0; again < 2 && time > s_slow; again++)
        {
            start = Stopwatch.GetTimestamp();
            Failure(target, text, out _);
            time = TimeSpan.FromTicks(Math.Min(time.Ticks, Stopwatch.GetElapsedTime(start).Ticks));
        }

        if (time > s_slow)
            Report(target.Name, text, $"takes {time.TotalSeconds:F1} s for {text.Length} characters");
        if (time > _slowest)
            (_slowest, _slowestWas) = (time, $"{target.Name}, {text.Length} characters, {Start(text)}");
    }

    private static Exception? Failure(ByteTarget target, string text, out bool isAccepted)
    {
        isAccepted = false;
        try
        {
            target.Read(text);
            isAccepted = true;
            return null;
        }
        catch (Exception exception)
        {
            return ByteTarget.IsRefusal(exception) ? null : exception;
        }
    }

    private static string Shorten(ByteTarget target, string text, Type failure)
    {
        for (var size = text.Length / 2; size > 0; size /= 2)
        {
            for (var at = 0; at + size <= text.Length;)
            {
                var shorter = text.Remove(at, size);
                if (Failure(target, shorter, out _)?.GetType() == failure)
                    text = shorter;
                else
                    at += size;
            }
        }

        return text;
    }

    private void Report(string name, string text, string what)
    {
        Failures++;
        output.WriteLine($"FAILURE seed {seed} text {_count}, {name}: {what}\n  {Quoting.Json(text)}\n");
        output.Flush();
    }

    private void WriteCounts()
    {
        output.WriteLine($"{Interlocked.Read(ref _count)} texts, {_characters} characters, {Failures} failures");
        output.Flush();
    }

    private static string Start(string text) => Quoting.Json(text.Length <= 60 ? text : text[..60]);
}
