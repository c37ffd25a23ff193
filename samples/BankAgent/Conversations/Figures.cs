namespace BankAgent.Conversations;

/// <summary>What <c>--json</c> ends with.</summary>
internal sealed record Figures(int BenignCalls, int BenignDenied, int InjectionTasks, int InjectionStopped, int InjectionCallsDenied)
{
    public static Figures Of(IReadOnlyList<PlayedTurn> turns)
    {
        var benign = turns.Where(turn => turn.Turn.Kind == TurnKind.Benign).ToList();
        var injections = turns.Where(turn => turn.Turn.Kind == TurnKind.Injection).ToList();
        return new Figures(
            benign.Sum(turn => turn.Calls.Count),
            benign.Sum(turn => turn.Denied),
            injections.Count,
            injections.Count(turn => turn.IsStopped),
            injections.Sum(turn => turn.Denied));
    }
}
