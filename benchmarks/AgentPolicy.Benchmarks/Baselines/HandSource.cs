using System.Globalization;
using System.Text;
using AgentPolicy.Benchmarks.Workloads;

namespace AgentPolicy.Benchmarks.Baselines;

/// <summary>
/// The rules of a workload as a good engineer writes them by hand, doing the same work: a method a tool, who acts read from an <see cref="AsyncLocal{T}"/>, roles looked up
/// in the same set, and a decision that names its rule. Asked with a request, the entity of who asks is found in a dictionary, a switch finds the method, and values are read
/// from the same dictionaries.
/// </summary>
internal static class HandSource
{
    public static string Write(Workload workload) => string.Concat(Decision, Rules(workload), Tools(workload), Evaluator(workload));

    private const string Decision = """
        public readonly record struct HandDecision(bool IsAllowed, string? Policy);


        """;

    private static string Rules(Workload workload)
    {
        var text = new StringBuilder("internal static class HandRules\n{\n").Append(workload.HandMembers);
        foreach (var tool in workload.Tools)
            text.Append(CultureInfo.InvariantCulture, $"    public static HandDecision {tool.Method}(Caller principal{ToolSource.Parameters(tool, leading: true)})\n    {{\n{tool.HandBody}\n    }}\n\n");
        return text.Append("}\n\n").ToString();
    }

    // What calls the tools: the ambient identity, the rules, the call.
    private static string Tools(Workload workload)
    {
        var text = new StringBuilder("""
            public sealed class HandTools
            {
                private static readonly AsyncLocal<Caller?> s_current = new();

                public static void Enter(Caller caller) => s_current.Value = caller;


            """);
        foreach (var tool in workload.Tools)
            text.Append(CultureInfo.InvariantCulture, $$"""
                    public bool {{tool.Method}}({{ToolSource.Parameters(tool)}})
                    {
                        if (s_current.Value is not { } principal)
                            throw Denied(default);
                        var decision = HandRules.{{tool.Method}}(principal{{ToolSource.Arguments(tool, leading: true)}});
                        return decision.IsAllowed ? {{tool.Method}}Core({{ToolSource.Arguments(tool)}}) : throw Denied(decision);
                    }

                    private bool {{tool.Method}}Core({{ToolSource.Parameters(tool)}}) => true;


                """);
        return text.Append("""
                private static Exception Denied(HandDecision decision) => new UnauthorizedAccessException(decision.Policy ?? "Nothing permits this.");
            }


            """).ToString();
    }

    private static string Evaluator(Workload workload)
    {
        var text = new StringBuilder("""
            public sealed class HandEvaluator(Dictionary<EntityUid, Caller> entities)
            {
                public HandDecision Evaluate(EntityUid principal, EntityUid action, EntityUid resource, Dictionary<string, object?> context)
                {
                    if (action.Type != "Action" || !entities.TryGetValue(principal, out var caller) || !context.TryGetValue("input", out var value) || value is not Dictionary<string, object?> input)
                        return default;
                    switch (action.Id)
                    {

            """);
        foreach (var tool in workload.Tools)
            text.Append(CultureInfo.InvariantCulture, $"            case \"{tool.Action}\":\n                return {tool.Method}(caller, resource, input);\n");
        text.Append("            default:\n                return default;\n        }\n    }\n\n");
        foreach (var tool in workload.Tools)
            text.Append(CultureInfo.InvariantCulture, $"    private static HandDecision {tool.Method}(Caller principal, EntityUid resource, Dictionary<string, object?> input)\n    {{\n{Reads(tool)}        return HandRules.{tool.Method}(principal{ToolSource.Arguments(tool, leading: true)});\n    }}\n\n");
        return text.Append("}\n\n").ToString();
    }

    private static string Reads(Tool tool)
    {
        var text = new StringBuilder();
        if (tool.Resource is { } resource)
            text.Append(CultureInfo.InvariantCulture, $"        if (resource.Type != \"{resource.Type}\")\n            return default;\n        var {resource.Input} = resource.Id;\n");
        foreach (var input in tool.Inputs.Where(input => input.Name != tool.Resource?.Input))
            text.Append(input.IsOptional
                ? FormattableString.Invariant($"        {input.Type} {input.Name} = input.TryGetValue(\"{input.Name}\", out var {input.Name}Value) && {input.Name}Value is {input.Type.TrimEnd('?')} {input.Name}Read ? {input.Name}Read : null;\n")
                : FormattableString.Invariant($"        if (!input.TryGetValue(\"{input.Name}\", out var {input.Name}Value) || {input.Name}Value is not {input.Type} {input.Name})\n            return default;\n"));
        return text.ToString();
    }
}
