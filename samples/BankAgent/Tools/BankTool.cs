using BankAgent.Banking;

namespace BankAgent.Tools;

/// <summary>Something the assistant can do at the bank.</summary>
/// <param name="Name">The name that models call it by, and policies.</param>
/// <param name="Changes">Whether it moves money or changes data.</param>
/// <param name="Parameters">Its inputs.</param>
/// <param name="Run">What it does. Its answer goes to the model as JSON.</param>
internal sealed record BankTool(string Name, bool Changes, ToolParameter[] Parameters, Func<Bank, CallArguments, object> Run)
{
    /// <summary>The bank's own record of the standing order that a call would change, for the policies; null where it would change none.</summary>
    public Func<Bank, CallArguments, Transaction?> FindOrder { get; init; } = (_, _) => null;

    public static BankTool Reading(string name, ToolParameter[] parameters, Func<Bank, CallArguments, object> run) =>
        new(name, Changes: false, parameters, run);

    public static BankTool Changing(string name, ToolParameter[] parameters, Func<Bank, CallArguments, object> run) =>
        new(name, Changes: true, parameters, run);
}
