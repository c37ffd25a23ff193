using AgentPolicy.Oracle.Generation;
using AgentPolicy.Oracle.Reference;

namespace AgentPolicy.Oracle.Cases;

/// <summary>Something that both engines are asked. Its <see cref="object.ToString"/> is all that is needed to ask again.</summary>
internal abstract class OracleCase
{
    /// <summary>How many questions both engines answered.</summary>
    public int Questions { get; protected set; }

    /// <summary>The first disagreement, or null.</summary>
    public Disagreement? Check(CedarReference reference)
    {
        try
        {
            return Compare(reference);
        }
        catch (ReferenceException)
        {
            // It broke off, where its stack ends mostly: there is nothing to compare with.
            return null;
        }
    }

    protected abstract Disagreement? Compare(CedarReference reference);

    /// <summary>What we make of a text, or why we refuse it. Any other exception than those that the product promises goes on.</summary>
    protected static Verdict Ours<T>(Func<T> read, out T? value)
        where T : class
    {
        value = null;
        try
        {
            value = read();
            return Verdict.Accepted;
        }
        catch (PolicySetException exception)
        {
            return Verdict.Rejected(string.Join('\n', exception.Diagnostics));
        }
        catch (Exception exception) when (exception is FormatException || exception.GetType() == typeof(ArgumentException))
        {
            return Verdict.Rejected(exception.Message);
        }
    }

    protected Disagreement? Compare(Subject subject, Verdict ours, Verdict reference)
    {
        Questions++;
        if (ours.IsAccepted == reference.IsAccepted || Strictness.Explains(subject, ours, reference))
            return null;
        return ours.IsAccepted
            ? new Disagreement($"{subject}: we accept what the reference rejects", $"reference: {reference.Message}")
            : new Disagreement($"{subject}: we reject what the reference accepts", $"ours: {ours.Message}");
    }
}
