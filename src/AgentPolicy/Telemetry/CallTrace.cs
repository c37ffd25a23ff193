namespace AgentPolicy.Telemetry;

/// <summary>What joins a call's decision and how it ended. The default value is that of a call that nobody observes.</summary>
/// <param name="IsObserved">Whether somebody asks how the call ends.</param>
/// <param name="Id">Names the call in logs; empty where nobody logs.</param>
/// <param name="Start">A time stamp of the engine's time provider.</param>
internal readonly record struct CallTrace(bool IsObserved, Guid Id, long Start)
{
    /// <summary>This, under the name that the call has already.</summary>
    public CallTrace Of(CallTrace call) => call.Id == Guid.Empty ? this : this with { Id = call.Id };
}
