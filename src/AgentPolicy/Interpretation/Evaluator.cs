using AgentPolicy.Compiled;

namespace AgentPolicy.Interpretation;

/// <summary>An expression made ready to be evaluated. Stateless: one tree serves all threads.</summary>
internal abstract class Evaluator
{
    /// <summary>The expression's value, or an error. Never absent.</summary>
    public abstract PolicyValue Evaluate(PolicyFrame frame);

    /// <summary>The value of a condition: anything but a Bool is an error, which is told to the frame.</summary>
    public virtual PolicyAnswer Answer(PolicyFrame frame) => PolicyChecks.Of(Evaluate(frame), frame);
}

/// <summary>An expression that is answered rather than evaluated: it is true, false or an error.</summary>
internal abstract class Condition : Evaluator
{
    public abstract override PolicyAnswer Answer(PolicyFrame frame);

    public sealed override PolicyValue Evaluate(PolicyFrame frame) => Answer(frame) switch
    {
        PolicyAnswer.True => true,
        PolicyAnswer.False => false,
        _ => frame.Fault,
    };
}
