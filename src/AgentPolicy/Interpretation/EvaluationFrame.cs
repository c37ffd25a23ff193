using AgentPolicy.Entities;

namespace AgentPolicy.Interpretation;

/// <summary>What one running decision works with: the request's four variables, the entities it sees and its working memory. Reused by the thread's next decision.</summary>
internal sealed class EvaluationFrame : IDisposable
{
    [ThreadStatic]
    private static EvaluationFrame? t_idle;

    public PolicyValue Principal;
    public PolicyValue Action;
    public PolicyValue Resource;
    public PolicyValue Context;

    public EntityView Entities { get; } = new();

    public PolicyScratch Scratch { get; } = new();

    /// <summary>The thread's frame, or a new one where a decision is running already (an input that itself asks for a decision).</summary>
    public static EvaluationFrame Rent()
    {
        var frame = t_idle ?? new EvaluationFrame();
        t_idle = null;
        return frame;
    }

    /// <summary>Gives back all that was rented and lets go of the request, so that nothing of it outlives the decision.</summary>
    public void Dispose()
    {
        Principal = Action = Resource = Context = default;
        Entities.Clear();
        try
        {
            Scratch.Clear();
            t_idle = this;
        }
        catch (Exception)
        {
            // A caller's enumerator threw when it was disposed. The decision is made by now; the frame is not used again.
        }
    }
}
