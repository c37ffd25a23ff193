using AgentPolicy;
using BankAgent.Banking;
using BankAgent.Tools;

namespace BankAgent.Tests;

/// <summary>A bank as the sample opens it, and the sample's policies before it.</summary>
internal sealed class GovernedBank
{
    private static readonly PolicyEngine s_engine = new(BankPolicies.Policies);

    private readonly ToolGateway _tools;

    public GovernedBank()
        : this(OpeningData.Load(DataFolder))
    {
    }

    public GovernedBank(OpeningData opening)
    {
        Bank = new Bank(opening);
        _tools = new ToolGateway(Bank, new BankTools(s_engine, Bank));
    }

    public static string PolicyFolder => Path.Combine(AppContext.BaseDirectory, "policies");

    public static string DataFolder => Path.Combine(AppContext.BaseDirectory, "data");

    public Bank Bank { get; }

    public CallOutcome Call(string tool, string arguments) => _tools.Invoke(ToolCall.Parse(tool, arguments));
}
