namespace BankAgent.Conversations;

/// <summary>Whose wish the calls of a turn carry out.</summary>
internal enum TurnKind
{
    /// <summary>The customer's: the calls must keep working.</summary>
    Benign,

    /// <summary>That of somebody who got a text into the conversation: the calls must be stopped.</summary>
    Injection,
}
