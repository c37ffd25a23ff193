using AgentPolicy.Language;

namespace AgentPolicy.Records;

/// <summary>The context of a tool call, for whoever reads it by name: <c>input</c>, <c>session</c>, <c>system</c> and, once the call has run, <c>output</c>.</summary>
internal sealed class ToolContext : RecordSource, IScratchItem
{
    private static readonly string[] s_names = ["input", "session", "system", "output"];
    private static readonly AttributeName s_now = new("now");

    private readonly PolicyValue[] _values = new PolicyValue[s_names.Length];

    public override int Count => s_names.Length;

    public static PolicyValue Create(in PolicyValue input, in PolicyValue session, DateTimeOffset? time, in PolicyValue output, PolicyScratch scratch)
    {
        var context = scratch.Rent<ToolContext>();
        (context._values[0], context._values[1], context._values[2], context._values[3]) = (input, session, ReadSystem(time, scratch), output);
        return PolicyValue.FromSource(context);
    }

    /// <summary><c>context.system</c>: the time of the call, to the millisecond.</summary>
    public static PolicyValue ReadSystem(DateTimeOffset? time, PolicyScratch scratch)
    {
        // Deny: absent, it would be a way around a rule that asks first. Policies that may ask see to it that the time is taken.
        if (time is not { } now)
            return PolicyValue.Unreadable("the time, which was not taken for this call");
        var system = scratch.Rent<ScratchRecord>();
        system.Add(s_now, ClockValues.FromClock(now));
        return PolicyValue.FromSource(system);
    }

    public override PolicyValue Get(AttributeName name, PolicyScratch scratch)
    {
        for (var i = 0; i < s_names.Length; i++)
        {
            if (string.Equals(s_names[i], name.Text, StringComparison.Ordinal))
                return _values[i];
        }

        return default;
    }

    public override RecordReader Read(PolicyScratch scratch)
    {
        var reader = scratch.Rent<Reader>();
        reader.Context = this;
        return reader;
    }

    public void Reset() => Array.Clear(_values);

    private sealed class Reader : RecordReader
    {
        private int _next;

        public ToolContext? Context { get; set; }

        public override bool MoveNext(PolicyScratch scratch, out PolicyValue name, out PolicyValue value)
        {
            while (_next < s_names.Length)
            {
                var slot = _next++;
                (name, value) = (s_names[slot], Context!._values[slot]);
                if (value.Kind != PolicyValueKind.Absent)
                    return true;
            }

            (name, value) = (default, default);
            return false;
        }

        public override void Reset() => (Context, _next) = (null, 0);
    }
}
