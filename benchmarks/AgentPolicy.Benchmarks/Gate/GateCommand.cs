using System.CommandLine;
using AgentPolicy.Benchmarks.Workloads;

namespace AgentPolicy.Benchmarks.Gate;

/// <summary>The command line of the gate.</summary>
internal static class GateCommand
{
    public const string Name = "gate";

    /// <summary>Measures one group of workloads only: what the gate starts itself with.</summary>
    public const string Group = "--group";

    public static Command Create()
    {
        var policies = new Option<string?>("--policies") { Description = "A folder of policies of one's own, to be held to the bounds instead." };
        var requests = new Option<string?>("--requests") { Description = "What to ask about them: a file with a request a line, as JSON." };
        var group = new Option<string?>(Group) { Description = "One group of workloads, whose rows are written as JSON.", Hidden = true };
        var command = new Command(Name, "Fails where decisions have become too slow, or allocate.") { policies, requests, group };
        command.SetAction(parsed => CommandGuard.Run(() => Run(parsed.GetValue(policies), parsed.GetValue(requests), parsed.GetValue(group))));
        return command;
    }

    private static int Run(string? policies, string? requests, string? group) => (policies, requests, group) switch
    {
        (null, null, null) => BenchmarkGate.Run(Console.Out),
        (null, null, not null) => BenchmarkGate.RunGroup(group, Console.Out, Console.Error),
        (not null, not null, null) => OwnGate.Run(policies, requests, Console.Out),
        _ => throw new WorkloadException("--policies and --requests go together: a folder of policies, and a file of requests to ask about them."),
    };
}
