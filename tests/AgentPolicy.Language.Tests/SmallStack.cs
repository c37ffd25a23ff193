using System.Runtime.CompilerServices;

namespace AgentPolicy.Language.Tests;

/// <summary>Runs what must not overflow on a thread with less stack than usual.</summary>
internal static class SmallStack
{
    /// <summary>Little more than what the stack guard keeps free.</summary>
    private const int TinySize = 192 * 1024;

    private const int FrameSize = 1024;

    /// <summary>On a stack of 192 KB.</summary>
    public static T RunTiny<T>(Func<T> work) => Run(TinySize, work, room: 56 * 1024);

    /// <summary>On a stack that is so far used up that the stack guard has no room for anything.</summary>
    public static T RunExhausted<T>(Func<T> work) => Run(TinySize, work, room: 0);

    public static void Run(int size, Action work)
    {
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(work), size);
        thread.Start();
        thread.Join();
        if (failure is not null)
            throw new Xunit.Sdk.XunitException(failure.ToString());
    }

    // The system may give a thread the stack of one that has ended, which was larger: what is too much is used up first.
    private static T Run<T>(int size, Func<T> work, int room)
    {
        T? result = default;
        Run(size, () => Descend(Math.Max(0, Descend(0, null) - (room / FrameSize)), () => { result = work(); }));
        return result!;
    }

    /// <summary>Does the work that many frames deeper; without work, says how many there are until the stack guard has no more room.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.NoOptimization)]
    private static int Descend(int frames, Action? work)
    {
        Span<byte> used = stackalloc byte[FrameSize];
        used[0] = 1;
        if (work is null ? StackGuard.HasRoom() : frames > 0)
            return used[0] + Descend(frames - 1, work);
        work?.Invoke();
        return 0;
    }
}
