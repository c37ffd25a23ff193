using AgentPolicy.Compiled;
using AgentPolicy.Language.Program;

namespace AgentPolicy.Interpretation;

/// <summary>Evaluates a policy program's expressions. Immutable; safe for concurrent use.</summary>
internal sealed class PolicyInterpreter(PolicyProgram program) : CompiledPolicies
{
    private readonly Evaluator[] _conditions = [.. program.Policies.Select(policy => EvaluatorBuilder.Build(policy.Condition))];

    public override bool ReadsTime { get; } = ProgramFacts.ReadsTime(program);

    public override PolicyValue Evaluate(int policy, PolicyFrame frame) => _conditions[policy].Evaluate(frame);
}
