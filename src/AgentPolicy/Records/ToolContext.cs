using AgentPolicy.Language;

namespace AgentPolicy.Records;

/// <summary>The context of a tool call, for whoever reads it by name: <c>input</c>, <c>session</c> and, once the call has run, <c>output</c>.</summary>
internal sealed class ToolContext : RecordSource, IScratchItem
{
    private static readonly string[] s_names = ["input", "session", "output"];

    private readonly PolicyValue[] _values = new PolicyValue[3];

    public override int Count => s_names.Length;

    public static PolicyValue Create(in PolicyValue input, in PolicyValue session, in PolicyValue output, PolicyScratch scratch)
    {
        var context = scratch.Rent<ToolContext>();
        (context._values[0], context._values[1], context._values[2]) = (input, session, output);
        return PolicyValue.FromSource(context);
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
