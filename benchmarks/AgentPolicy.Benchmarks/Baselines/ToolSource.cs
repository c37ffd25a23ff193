using System.Globalization;
using System.Text;
using AgentPolicy.Benchmarks.Workloads;

namespace AgentPolicy.Benchmarks.Baselines;

/// <summary>What a user writes: who acts, the policy set, and the governed tools, which do nothing.</summary>
internal static class ToolSource
{
    public const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Diagnostics;
        using System.Linq;
        using System.Threading;
        using AgentPolicy;


        """;

    public static string Write(Workload workload)
    {
        var caller = workload.Caller;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"[PolicySet]\npublic sealed partial class WorkloadPolicies;\n\n[PolicyEntity(\"{caller.EntityType}\")]\npublic sealed partial record Caller({string.Join(", ", caller.Attributes.Prepend(new("Id", "string")).Select(Declare))}) : IPolicyPrincipal;\n\n");
        text.Append("public sealed partial class Tools(IPolicyEngine policy)\n{\n");
        foreach (var tool in workload.Tools)
        {
            var resource = tool.Resource is { } named ? FormattableString.Invariant($", Resource = nameof({named.Input}), ResourceType = \"{named.Type}\"") : "";
            text.Append(CultureInfo.InvariantCulture, $"    [Governed(\"{tool.Action}\"{resource})]\n    public partial bool {tool.Method}({Parameters(tool)});\n\n    private bool {tool.Method}Core({Parameters(tool)}) => true;\n\n");
        }

        return text.Append("}\n\n").ToString();
    }

    public static string Parameters(Tool tool, bool leading = false) => List(tool, Declare, leading);

    public static string Arguments(Tool tool, bool leading = false) => List(tool, input => input.Name, leading);

    private static string List(Tool tool, Func<Input, string> text, bool leading) => (leading && tool.Inputs.Count > 0 ? ", " : "") + string.Join(", ", tool.Inputs.Select(text));

    private static string Declare(Input input) => $"{input.Type} {input.Name}";
}
