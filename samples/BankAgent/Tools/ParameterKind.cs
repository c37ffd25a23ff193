namespace BankAgent.Tools;

/// <summary>The kind of JSON that an argument is.</summary>
internal enum ParameterKind
{
    Text,
    Amount,
    Integer,
    Flag,
}
