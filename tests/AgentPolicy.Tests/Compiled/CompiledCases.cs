using AgentPolicy.Tests.Compilation;
using AgentPolicy.Tests.Interpretation;

namespace AgentPolicy.Tests.Compiled;

/// <summary>Policies around every condition of <see cref="ExpressionCases"/>, compiled once for all tests.</summary>
internal static class CompiledCases
{
    private const string Scope = "(principal, action, resource)";

    private static readonly Lazy<Dictionary<string, PolicySet>> s_sets = new(Compile);

    public static string Permit(string condition) => $"permit{Scope} when {{ {condition} }};";

    public static string Forbid(string condition) => $"forbid{Scope} when {{ {condition} }};";

    public static string PermitAndForbid(string condition) => $"permit{Scope}; forbid{Scope} when {{ {condition} }};";

    /// <summary>The set in both back ends.</summary>
    public static IEnumerable<PolicySet> InBothBackEnds(string policies) => [new PolicySource(policies).Interpret(), s_sets.Value[policies]];

    private static Dictionary<string, PolicySet> Compile()
    {
        var texts = ExpressionCases.All.SelectMany(row => new[] { row.True, row.False, row.Error })
            .SelectMany(condition => new[] { Permit(condition), Forbid(condition), PermitAndForbid(condition) })
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        var batch = CompiledBatch.Compile(Array.ConvertAll(texts, text => new PolicySource(text)));
        return texts.Select((text, index) => (text, Set: batch[index])).ToDictionary(row => row.text, row => row.Set, StringComparer.Ordinal);
    }
}
