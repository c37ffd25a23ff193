namespace AgentPolicy.Oracle.Reference;

/// <summary>Whether an engine accepts a text, and else why not.</summary>
internal sealed record Verdict(bool IsAccepted, string Message)
{
    public static readonly Verdict Accepted = new(true, "");

    public static Verdict Rejected(string message) => new(false, message);
}
