using System.Diagnostics;
using System.Diagnostics.Metrics;
using AgentPolicy.Compiled;
using AgentPolicy.Governance;
using Microsoft.Extensions.Logging;

namespace AgentPolicy.Telemetry;

/// <summary>
/// Reports governed calls to whoever listens. What a listener throws is lost: it must neither let a call through nor hide how one ended. Safe for concurrent use.
/// </summary>
internal sealed class CallTelemetry
{
    private static readonly ActivitySource s_activities = new(PolicyTelemetry.SourceName);
    private static readonly Meter s_meter = new(PolicyTelemetry.SourceName);

    // After the meter, which it is made with.
    private static readonly CallTelemetry s_shared = new(meters: null, loggers: null);

    private readonly Counter<long> _decisions;
    private readonly Histogram<double> _durations;
    private readonly ILogger? _logger;

    public CallTelemetry(IMeterFactory? meters, ILoggerFactory? loggers)
    {
        var meter = meters?.Create(new MeterOptions(PolicyTelemetry.SourceName)) ?? s_meter;
        _decisions = meter.CreateCounter<long>(PolicyTelemetry.DecisionsName, "{decision}", "Decisions on governed calls.");
        _durations = meter.CreateHistogram<double>(PolicyTelemetry.CallDurationName, "s", "How long governed calls took.");
        _logger = loggers?.CreateLogger(PolicyTelemetry.SourceName);
    }

    /// <summary>For engines made without a host: one meter of the process, no log.</summary>
    public static CallTelemetry Shared => s_shared;

    private bool LogsAll => _logger is not null && Logs(LogLevel.Debug);

    /// <summary>Whether somebody may hear of a call that is allowed, or of how one ends.</summary>
    public bool IsListenedTo => _decisions.Enabled || _durations.Enabled || LogsAll;

    /// <summary>Notes when a call began, where somebody asks how calls end.</summary>
    public CallTrace Begin(TimeProvider time)
    {
        var logs = LogsAll;
        if (!logs && !_durations.Enabled)
            return default;
        try
        {
            return CallTrace.Begin(logs, time.GetTimestamp());
        }
        catch (Exception)
        {
            // The host's clock's: nobody hears how the call ends, which it does all the same.
            return default;
        }
    }

    /// <summary>A call was decided on.</summary>
    public void Decided<TArguments>(in GovernedCall call)
        where TArguments : struct, IToolArguments
    {
        if (_decisions.Enabled)
            Count(TArguments.Tool.Name, call.Decision, call.IsAllowed ? CallOutcome.Allowed : CallOutcome.Denied);
        if (call.IsAllowed && LogsAll)
            LogAllowed(TArguments.Tool.Name, call);
    }

    /// <summary>A call was denied, and its caller is being told so.</summary>
    public void Denied(string tool, in GovernedCall call)
    {
        var level = LevelOf(call.Decision.Cause);
        var logs = Logs(level);
        var traces = s_activities.HasListeners();
        if (call.Trace.IsObserved)
            Measure(tool, call, CallOutcome.Denied);
        if (!logs && !traces)
            return;
        try
        {
            var id = IdOf(call);
            if (logs)
                _logger!.Denied(level, tool, CallerOf(call), call.Decision.Message, call.Decision.Cause, call.Decision.Policy.Id, call.Decision.Version, id);
            if (traces)
                Trace(tool, call.Decision, CallOutcome.Denied, id);
        }
        catch (Exception)
        {
            // The denial stands, whatever a listener makes of it.
        }
    }

    /// <summary>A call ran, and what it gave is not handed out.</summary>
    public void Withheld(string tool, in GovernedCall call, in PolicyDecision decision)
    {
        if (_decisions.Enabled)
            Count(tool, decision, CallOutcome.Withheld);
        if (call.Trace.IsObserved)
            Measure(tool, new GovernedCall(decision, call.Identity, call.Time, call.Engine, call.Trace), CallOutcome.Withheld);
        try
        {
            var id = IdOf(call);
            if (Logs(LogLevel.Warning))
                _logger!.Withheld(tool, CallerOf(call), decision.Message, decision.Cause, decision.Policy.Id, decision.Version, id);
            if (s_activities.HasListeners())
                Trace(tool, decision, CallOutcome.Withheld, id);
        }
        catch (Exception)
        {
            // The result stays withheld, whatever a listener makes of it.
        }
    }

    /// <summary>A call that was let through has ended. Only of calls that somebody observes.</summary>
    public void Ended(string tool, in GovernedCall call, string outcome, Exception? exception = null)
    {
        var elapsed = Measure(tool, call, outcome);
        if (!LogsAll)
            return;
        try
        {
            _logger!.Ended(tool, outcome, elapsed.TotalMilliseconds, IdOf(call), exception?.GetType().FullName ?? "");
        }
        catch (Exception)
        {
            // How the call ended is the caller's to know first.
        }
    }

    // What the host got wrong is louder than what a policy denies, which is its daily work.
    private static LogLevel LevelOf(DecisionCause cause) => cause is DecisionCause.Forbidden or DecisionCause.NotPermitted ? LogLevel.Information : LogLevel.Warning;

    private static Guid IdOf(in GovernedCall call) => call.Trace.Id == Guid.Empty ? Guid.NewGuid() : call.Trace.Id;

    private static string CallerOf(in GovernedCall call) => call.Identity?.ToString() ?? "nobody";

    private static TagList Tags(string tool, in PolicyDecision decision, string outcome)
    {
        var tags = default(TagList);
        tags.Add(PolicyTelemetry.ToolTag, tool);
        tags.Add(PolicyTelemetry.OutcomeTag, outcome);
        if (decision.Policy.Id.Length > 0)
            tags.Add(PolicyTelemetry.PolicyTag, decision.Policy.Id);
        return tags;
    }

    private static void Trace(string tool, in PolicyDecision decision, string outcome, Guid id)
    {
        var current = Activity.Current;
        try
        {
            using var activity = s_activities.StartActivity(PolicyTelemetry.DenialActivityName);
            if (activity is null)
                return;
            foreach (var (name, value) in Tags(tool, decision, outcome))
                activity.SetTag(name, value);
            activity.SetTag(PolicyTelemetry.CauseTag, decision.Cause.ToString());
            activity.SetTag(PolicyTelemetry.CallIdTag, id.ToString());
            activity.SetStatus(ActivityStatusCode.Error, decision.Message);
        }
        finally
        {
            // A listener that throws when an activity starts or stops leaves it the current one, and the caller's own would be put under it.
            if (Activity.Current != current)
                Activity.Current = current;
        }
    }

    // Also a logger that is merely asked may throw.
    private bool Logs(LogLevel level)
    {
        try
        {
            return _logger is not null && _logger.IsEnabled(level);
        }
        catch (Exception)
        {
            return false;
        }
    }

    private void LogAllowed(string tool, in GovernedCall call)
    {
        try
        {
            _logger!.Allowed(tool, CallerOf(call), call.Decision.Message, call.Decision.Version, IdOf(call));
        }
        catch (Exception)
        {
            // A log that fails stops no call: what must be recorded goes to the audit.
        }
    }

    private void Count(string tool, in PolicyDecision decision, string outcome)
    {
        try
        {
            _decisions.Add(1, Tags(tool, decision, outcome));
        }
        catch (Exception)
        {
            // A listener's.
        }
    }

    private TimeSpan Measure(string tool, in GovernedCall call, string outcome)
    {
        var elapsed = TimeSpan.Zero;
        try
        {
            elapsed = CallServices.Of(call.Engine).Time.GetElapsedTime(call.Trace.Start);
            if (_durations.Enabled)
                _durations.Record(elapsed.TotalSeconds, Tags(tool, call.Decision, outcome));
        }
        catch (Exception)
        {
            // A listener's, or the host's clock's.
        }

        return elapsed;
    }
}
