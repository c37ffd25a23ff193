using System.Runtime.ExceptionServices;

namespace AgentPolicy.Compiled;

/// <summary>
/// Reads what generated code carries on a thread of its own, where the caller's stack was too small. The initializer of a type is run once: were that its answer, every later decision
/// would be denied, however much stack it has.
/// </summary>
internal static class OwnStack
{
    private const int Size = 1024 * 1024;

    /// <summary>Gives what the function gives, and throws what it throws.</summary>
    public static T Run<T>(Func<T> read)
    {
        var result = default(T);
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    result = read();
                }
                catch (Exception exception)
                {
                    failure = ExceptionDispatchInfo.Capture(exception);
                }
            },
            Size);
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result!;
    }
}
