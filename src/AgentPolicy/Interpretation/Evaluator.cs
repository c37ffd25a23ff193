using AgentPolicy.Compiled;

namespace AgentPolicy.Interpretation;

/// <summary>An expression made ready to be evaluated. Stateless: one tree serves all threads.</summary>
internal abstract class Evaluator
{
    /// <summary>The expression's value, or an error. Never absent.</summary>
    public abstract PolicyValue Evaluate(PolicyFrame frame);
}
