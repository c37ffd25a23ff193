using BankAgent.Conversations;

namespace BankAgent.Reporting;

/// <summary>Shows people what happened.</summary>
internal interface IReport
{
    /// <summary>Shows a turn, with a line for each call.</summary>
    void Show(PlayedTurn turn);

    /// <summary>Shows the table that sums up all turns.</summary>
    void Close(IReadOnlyList<PlayedTurn> turns);
}
