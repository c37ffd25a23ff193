using AgentPolicy.Compiled;
using AgentPolicy.Language.Indexing;
using AgentPolicy.Language.Program;

namespace AgentPolicy.Interpretation;

/// <summary>Evaluates a policy program's expressions. Immutable; safe for concurrent use.</summary>
internal sealed class PolicyInterpreter : CompiledPolicies
{
    private readonly Evaluator[] _conditions;

    public PolicyInterpreter(PolicyProgram program)
    {
        var builder = new EvaluatorBuilder(new AttributePaths(program.Index.Paths));
        _conditions = [.. program.Policies.Select(policy => builder.Build(HeadReader.WithoutAction(policy.Condition)))];
        Index = program.Index;
        ReadsTime = ProgramFacts.ReadsTime(program);
    }

    public override bool ReadsTime { get; }

    internal override ProgramIndex Index { get; }

    public override PolicyAnswer Evaluate(int policy, PolicyFrame frame) => _conditions[policy].Answer(frame);
}
