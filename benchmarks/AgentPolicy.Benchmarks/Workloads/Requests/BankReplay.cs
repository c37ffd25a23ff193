using System.Text.Json;

namespace AgentPolicy.Benchmarks.Workloads.Requests;

/// <summary>
/// The calls recorded by AgentDojo's banking suite under the policies of the sample bank: each is asked about against the books as they are at the start. What is right
/// is said by the same rules written by hand; every call of a benign task has to be allowed.
/// </summary>
internal static class BankReplay
{
    private static readonly EntityUid s_agent = new("Agent", "assistant");
    private static readonly EntityUid s_resource = new("Tool", "BankTools");
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "bank");

    public static RequestWorkload Read()
    {
        using var account = JsonDocument.Parse(File.ReadAllText(Path.Combine(s_folder, "account.json")));
        using var billers = JsonDocument.Parse(File.ReadAllText(Path.Combine(s_folder, "billers.json")));
        var orders = account.RootElement.GetProperty("standing_orders").EnumerateArray().ToDictionary(
            order => order.GetProperty("id").GetInt64(),
            order => new Dictionary<string, object?>(StringComparer.Ordinal) { ["recurring"] = order.GetProperty("recurring").GetBoolean(), ["amount"] = order.GetProperty("amount").GetDecimal() });
        var rules = new BankRules(new Dictionary<EntityUid, HashSet<string>> { [s_agent] = Payees(account.RootElement, billers.RootElement) });

        using var recording = JsonDocument.Parse(SharedWorkloads.Read("agentdojo/banking.json"));
        var requests = new List<CheckedRequest>();
        foreach (var task in recording.RootElement.GetProperty("tasks").EnumerateArray())
            foreach (var call in task.GetProperty("calls").EnumerateArray())
            {
                var request = Request(call, orders);
                request = request with { IsAllowed = rules.Decide(request).IsAllowed };
                if (!request.IsAllowed && task.GetProperty("kind").ValueEquals("user"))
                    throw new WorkloadException($"The rules written by hand deny a benign call of {task.GetProperty("id")}.");
                requests.Add(request);
            }

        return new RequestWorkload(
            "bank replay",
            FormattableString.Invariant($"{requests.Count} calls"),
            string.Concat(Directory.EnumerateFiles(Path.Combine(s_folder, "policies"), "*.cedar").Order(StringComparer.Ordinal).Select(File.ReadAllText)),
            EntityStore.Create(new Entity(s_agent, new Dictionary<string, object?>(StringComparer.Ordinal) { ["payees"] = rules.PayeesOf(s_agent) })),
            requests)
        {
            Schema = File.ReadAllText(Path.Combine(s_folder, "policies", "bank.cedarschema")),
            Hand = rules.Decide,
        };
    }

    // As the sample bank finds them: who was paid, who has a standing order, and the directory.
    private static HashSet<string> Payees(JsonElement account, JsonElement billers) => new(
        [
            .. account.GetProperty("transactions").EnumerateArray().Where(transaction => transaction.GetProperty("sender").ValueEquals("me")).Select(transaction => transaction.GetProperty("recipient").GetString()!),
            .. account.GetProperty("standing_orders").EnumerateArray().Select(order => order.GetProperty("recipient").GetString()!),
            .. billers.EnumerateObject().SelectMany(biller => new[] { biller.Name, biller.Value.GetString()! }),
        ],
        StringComparer.Ordinal);

    private static CheckedRequest Request(JsonElement call, Dictionary<long, Dictionary<string, object?>> orders)
    {
        var tool = call.GetProperty("tool").GetString()!;
        var input = call.GetProperty("args").EnumerateObject().ToDictionary(argument => argument.Name, object? (argument) => Value(argument), StringComparer.Ordinal);
        if (tool == "update_scheduled_transaction" && orders.TryGetValue((long)input["id"]!, out var order))
            input.Add("order", order);
        return new CheckedRequest(s_agent, new EntityUid("Action", tool), s_resource, new Dictionary<string, object?>(StringComparer.Ordinal) { ["input"] = input }, IsAllowed: false);
    }

    private static object Value(JsonProperty argument) => (argument.Name, argument.Value.ValueKind) switch
    {
        ("amount", _) => argument.Value.GetDecimal(),
        (_, JsonValueKind.Number) => argument.Value.GetInt64(),
        (_, JsonValueKind.String) => argument.Value.GetString()!,
        (_, JsonValueKind.True or JsonValueKind.False) => argument.Value.GetBoolean(),
        _ => throw new WorkloadException($"The argument '{argument.Name}' of a recorded call is of another kind."),
    };
}
