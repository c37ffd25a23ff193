using AgentPolicy.Language.Program;

namespace AgentPolicy.Generators.Emit;

/// <summary>What a policy is called in comments.</summary>
internal static class PolicyName
{
    public static string Of(ProgramPolicy policy) => $"{policy.Path}({CSharpText.Number(policy.Line)}): {policy.Id}";
}
