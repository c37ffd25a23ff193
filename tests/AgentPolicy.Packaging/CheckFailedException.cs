namespace AgentPolicy.Packaging;

/// <summary>That something does not hold.</summary>
internal sealed class CheckFailedException(string message) : Exception(message);
