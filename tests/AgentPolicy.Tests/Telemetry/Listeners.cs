using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace AgentPolicy.Tests.Telemetry;

/// <summary>Everything that is emitted while it listens, as text.</summary>
internal sealed class Listeners : ILoggerFactory, ILogger
{
    private readonly MeterListener _meters = new();
    private readonly ActivityListener _activities;

    public Listeners(LogLevel level = LogLevel.Trace, bool listens = true)
    {
        Level = level;
        _activities = new ActivityListener
        {
            ShouldListenTo = source => listens && source.Name == PolicyTelemetry.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => Activities.Enqueue($"{activity.DisplayName} {activity.StatusDescription} {Describe(activity.TagObjects)}"),
        };
        if (!listens)
            return;
        ActivitySource.AddActivityListener(_activities);
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == PolicyTelemetry.SourceName)
                listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<long>((_, value, tags, _) => Counted.Enqueue($"{value} {Describe(tags.ToArray())}"));
        _meters.SetMeasurementEventCallback<double>((_, value, tags, _) => Measured.Enqueue($"{value} {Describe(tags.ToArray())}"));
        _meters.Start();
    }

    public LogLevel Level { get; set; }

    public bool Throws { get; set; }

    /// <summary>Throws as soon as it is asked whether it listens.</summary>
    public bool ThrowsWhenAsked { get; set; }

    public ConcurrentQueue<string> Counted { get; } = [];

    public ConcurrentQueue<string> Measured { get; } = [];

    public ConcurrentQueue<string> Activities { get; } = [];

    public ConcurrentQueue<string> Logged { get; } = [];

    public string All => string.Join('\n', Counted.Concat(Measured).Concat(Activities).Concat(Logged));

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => ThrowsWhenAsked ? throw new InvalidOperationException("The log is closed.") : logLevel >= Level;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (Throws)
            throw new InvalidOperationException("The log is full.");
        Logged.Enqueue($"{logLevel} {eventId.Name} {formatter(state, exception)} {exception}");
    }

    public void Dispose()
    {
        _meters.Dispose();
        _activities.Dispose();
    }

    private static string Describe(IEnumerable<KeyValuePair<string, object?>> tags) =>
        string.Join(' ', tags.Where(tag => tag.Key != PolicyTelemetry.CallIdTag).OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key}={tag.Value}"));
}
