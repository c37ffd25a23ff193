using BankAgent.Banking;

namespace BankAgent.Tools;

/// <summary>How a model calls one of the bank's tools.</summary>
/// <param name="Name">The name that models call it by, and policies.</param>
/// <param name="Changes">Whether it moves money or changes data.</param>
/// <param name="Parameters">What a call may give it, and nothing else.</param>
/// <param name="Call">Calls the governed method.</param>
internal sealed record BankTool(string Name, bool Changes, ToolParameter[] Parameters, Func<BankTools, Bank, CallArguments, ToolAnswer> Call)
{
    public static BankTool Reading(string name, ToolParameter[] parameters, Func<BankTools, CallArguments, ToolAnswer> call) =>
        new(name, Changes: false, parameters, (tools, _, arguments) => call(tools, arguments));

    public static BankTool Changing(string name, ToolParameter[] parameters, Func<BankTools, CallArguments, ToolAnswer> call) =>
        new(name, Changes: true, parameters, (tools, _, arguments) => call(tools, arguments));
}
