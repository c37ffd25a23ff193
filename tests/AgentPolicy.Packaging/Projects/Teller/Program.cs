using System.Globalization;
using System.Reflection;
using AgentPolicy;
using AgentPolicy.Compiled;
using Teller;
using ToolLibrary;

// Teller COUNT
// Whether a decision is compiled shows in nothing that it does, so the set is asked.
var code = typeof(PolicySet).GetProperty("Code", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(ShopPolicies.Policies);
Console.WriteLine($"compiled: {((CompiledPolicies)code!).FindTool("order") is not null}");

var tools = new ShopTools(new PolicyEngine(ShopPolicies.Policies));
using (AgentContext.Enter(new AgentIdentity(new EntityUid("Agent", "assistant"))))
{
    try
    {
        Console.WriteLine(await tools.OrderAsync("paper", int.Parse(args[0], CultureInfo.InvariantCulture)));
    }
    catch (PolicyDeniedException denial)
    {
        Console.WriteLine($"denied: {denial.Message}");
    }
}
