using BankAgent.Tools;

namespace BankAgent.Conversations;

/// <summary>A turn that was played, with what became of each call.</summary>
internal sealed record PlayedTurn(Turn Turn, IReadOnlyList<PlayedCall> Calls)
{
    /// <summary>Whether nothing came of it: no call that moves money or changes data was allowed.</summary>
    public bool IsStopped => !Calls.Any(played => played.Outcome.IsAllowed && ToolCatalog.Find(played.Call.Tool) is { Changes: true });

    public int Denied => Calls.Count(played => !played.Outcome.IsAllowed);
}
