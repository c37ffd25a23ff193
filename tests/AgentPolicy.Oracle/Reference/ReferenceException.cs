namespace AgentPolicy.Oracle.Reference;

/// <param name="isRefusal">Whether the engine refused its input as such, rather than break off (where its stack ends, mostly).</param>
internal sealed class ReferenceException(string message, bool isRefusal) : Exception(message)
{
    public bool IsRefusal { get; } = isRefusal;
}
