using System.Runtime.CompilerServices;

namespace AgentPolicy.Language;

/// <summary>Tells whether the thread's stack has room for another stretch of recursion. Nesting is bounded anyway; this is for threads with small stacks.</summary>
internal static class StackGuard
{
    /// <summary>Recursive passes ask once every this many levels.</summary>
    public const int Stride = 16;

    public static bool HasRoom()
    {
#if NET
        return RuntimeHelpers.TryEnsureSufficientExecutionStack();
#else
        try
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            return true;
        }
        catch (InsufficientExecutionStackException)
        {
            return false;
        }
#endif
    }

    /// <summary>Whether a pass at this depth may go one level deeper.</summary>
    public static bool MayDescend(int depth) => depth < Limits.MaxNesting && (depth % Stride != 0 || HasRoom());
}
