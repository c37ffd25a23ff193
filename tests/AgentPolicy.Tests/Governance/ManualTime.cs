namespace AgentPolicy.Tests.Governance;

/// <summary>A clock that stands still until it is told otherwise, and counts how often it was read.</summary>
internal sealed class ManualTime : TimeProvider
{
    public static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private DateTimeOffset _now = Start;

    public int Reads { get; private set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Advance(TimeSpan time) => _now += time;

    public override DateTimeOffset GetUtcNow()
    {
        Reads++;
        return _now;
    }

    public override long GetTimestamp()
    {
        Reads++;
        return _now.Ticks;
    }
}
