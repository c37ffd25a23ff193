using System.Text;

namespace AgentPolicy.Benchmarks.Workloads;

/// <summary>A rule written by hand: its name, and what has to hold, as C#.</summary>
internal sealed record HandRule(string Id, bool Permits, string Condition)
{
    /// <summary>The rules of a tool as somebody writes them who knows that a forbid wins: those come first.</summary>
    public static string Body(IEnumerable<HandRule> rules)
    {
        var text = new StringBuilder();
        foreach (var rule in rules.OrderBy(rule => rule.Permits))
            text.Append("        if (").Append(rule.Condition).Append(")\n            return new HandDecision(").Append(rule.Permits ? "true" : "false").Append(", \"").Append(rule.Id).Append("\");\n");
        return text.Append("        return default;").ToString();
    }
}
