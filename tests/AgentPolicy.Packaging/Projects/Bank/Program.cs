using System.Globalization;
using AgentPolicy;
using Bank;
using Microsoft.Extensions.DependencyInjection;

// Bank RECIPIENT AMOUNT
var services = new ServiceCollection();
services.AddAgentPolicy<BankPolicies>();
services.AddSingleton<BankTools>();
using var provider = services.BuildServiceProvider();
var tools = provider.GetRequiredService<BankTools>();
using (AgentContext.Enter(new AgentIdentity(new Assistant("assistant", new HashSet<string>(StringComparer.Ordinal) { "UK12" }))))
{
    try
    {
        Console.WriteLine(await tools.SendMoneyAsync(args[0], decimal.Parse(args[1], CultureInfo.InvariantCulture)));
    }
    catch (PolicyDeniedException denial)
    {
        Console.WriteLine($"denied by '{denial.Decision.Policy.Id}': {denial.Message}");
    }
}
