using System.ComponentModel;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Compiled;

/// <summary>Which code answers which of a tool's policies. Immutable; safe for concurrent use.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ToolShapes
{
    private static readonly PolicyShape s_none = new(-1, 0);

    // Policies one after the other that have one shape, by the first.
    private readonly int[] _firsts;
    private readonly (int Count, int Shape, int Row)[] _runs;

    /// <summary>Reads the list that a generator wrote.</summary>
    /// <param name="text">The list.</param>
    /// <exception cref="FormatException">It is no such list, or another version's.</exception>
    public ToolShapes(ReadOnlySpan<byte> text)
    {
        var reader = new TokenReader(text);
        _firsts = new int[reader.ReadCount()];
        _runs = new (int, int, int)[_firsts.Length];
        var rows = new Dictionary<int, int>();
        for (var run = 0; run < _runs.Length; run++)
        {
            var (first, count, shape) = (reader.ReadCount(), reader.ReadCount(), reader.ReadCount());
            if (count == 0 || (run > 0 && first < _firsts[run - 1] + _runs[run - 1].Count))
                throw new FormatException("The list of shapes is in another order than the policies.");
            var row = rows.GetValueOrDefault(shape);
            (_firsts[run], _runs[run], rows[shape]) = (first, (count, shape, row), row + count);
        }

        if (!reader.IsAtEnd)
            throw new FormatException("The list of shapes goes on behind its end.");
    }

    /// <summary>The code of a policy, by its position in the set; that of number −1 where there is none for this tool.</summary>
    public PolicyShape this[int policy]
    {
        get
        {
            var run = _firsts.Length == 1 && policy >= _firsts[0] ? 0 : FindRun(policy);
            if (run < 0)
                return s_none;
            var (offset, (count, shape, row)) = (policy - _firsts[run], _runs[run]);
            return offset < count ? new PolicyShape(shape, row + offset) : s_none;
        }
    }

    // The last that begins no later than the policy, or −1.
    private int FindRun(int policy)
    {
        var run = _firsts.AsSpan().BinarySearch(policy);
        return run < 0 ? ~run - 1 : run;
    }
}
