namespace BankAgent;

/// <summary>That the sample was started with arguments it cannot use.</summary>
internal sealed class CommandLineException(string message) : Exception(message);
