using AgentPolicy.Oracle.Cases;
using AgentPolicy.Oracle.Generation;

namespace AgentPolicy.Oracle;

/// <summary>Makes a case smaller for as long as it keeps its disagreement: by its choices, and then by its text.</summary>
/// <param name="make">Makes a case of choices.</param>
/// <param name="check">Says what is in disagreement.</param>
/// <param name="mostChecks">How often that is asked at most.</param>
internal sealed class Shrinker(Func<Choices, OracleCase> make, Func<OracleCase, Disagreement?> check, int mostChecks)
{
    private OracleCase _best = null!;
    private Disagreement _disagreement = null!;
    private IReadOnlyList<int> _made = [];
    private int _checks;

    public (OracleCase Case, Disagreement Disagreement) Shrink(OracleCase first, IReadOnlyList<int> made, Disagreement disagreement)
    {
        (_best, _made, _disagreement, _checks) = (first, made, disagreement, 0);
        while (LeaveOut() | Simplify())
        {
        }

        while (ShortenText())
        {
        }

        return (_best, _disagreement);
    }

    // From the end, where what was chosen last stands, in ever smaller blocks.
    private bool LeaveOut()
    {
        var isSmaller = false;
        for (var size = Math.Max(_made.Count / 2, 1); ; size /= 2)
        {
            for (var at = _made.Count - size; at > -size; at -= size)
            {
                var from = Math.Max(at, 0);
                isSmaller |= Try([.. _made.Take(from), .. _made.Skip(at + size)]);
            }

            if (size == 1)
                return isSmaller;
        }
    }

    private bool Simplify()
    {
        var isSmaller = false;
        for (var i = 0; i < _made.Count; i++)
        {
            if (_made[i] > 0 && !Try([.. _made.Take(i), 0, .. _made.Skip(i + 1)]))
                isSmaller |= Try([.. _made.Take(i), _made[i] / 2, .. _made.Skip(i + 1)]) | (_made[i] > 1 && Try([.. _made.Take(i), _made[i] - 1, .. _made.Skip(i + 1)]));
        }

        return isSmaller;
    }

    private bool ShortenText()
    {
        if (_best is not TextCase text)
            return false;
        foreach (var smaller in text.Smaller())
        {
            if (Check(smaller) is not { } same)
                continue;
            (_best, _disagreement) = (smaller, same);
            return true;
        }

        return false;
    }

    private bool Try(IReadOnlyList<int> candidate)
    {
        var choices = new Choices(candidate);
        var smaller = make(choices);
        if (!IsSimpler(choices.Made, _made) || Check(smaller) is not { } same)
            return false;
        (_best, _made, _disagreement) = (smaller, choices.Made, same);
        return true;
    }

    private Disagreement? Check(OracleCase smaller)
    {
        if (_checks++ >= mostChecks)
            return null;
        try
        {
            return check(smaller) is { } found && found.What == _disagreement.What ? found : null;
        }
        catch (Exception exception)
        {
            return _disagreement.What == exception.GetType().Name ? new Disagreement(_disagreement.What, exception.ToString()) : null;
        }
    }

    // Shorter, or as long with a smaller choice where they first differ: that comes to an end.
    private static bool IsSimpler(IReadOnlyList<int> made, IReadOnlyList<int> than)
    {
        if (made.Count != than.Count)
            return made.Count < than.Count;
        for (var i = 0; i < made.Count; i++)
        {
            if (made[i] != than[i])
                return made[i] < than[i];
        }

        return false;
    }
}
