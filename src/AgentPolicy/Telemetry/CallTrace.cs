namespace AgentPolicy.Telemetry;

/// <summary>What joins a call's decision and how it ended. The default value is that of a call that nobody observes.</summary>
internal readonly struct CallTrace
{
    // Every call carries a trace, and hardly any is logged: the name stands apart, where there is one.
    private readonly object? _id;

    private CallTrace(object? id, long start)
    {
        IsObserved = true;
        Start = start;
        _id = id;
    }

    /// <summary>Whether somebody asks how the call ends.</summary>
    public bool IsObserved { get; }

    /// <summary>Names the call in logs; empty where nobody logs.</summary>
    public Guid Id => _id is Guid id ? id : default;

    /// <summary>A time stamp of the engine's time provider.</summary>
    public long Start { get; }

    public static CallTrace Begin(bool isNamed, long start) => new(isNamed ? Guid.NewGuid() : null, start);

    /// <summary>This, under the name that the call has already.</summary>
    public CallTrace Of(CallTrace call) => call._id is null || !IsObserved ? this : new CallTrace(call._id, Start);
}
