using System.ComponentModel;
using AgentPolicy.Language;

namespace AgentPolicy.Compiled;

/// <summary>A set literal while its elements are evaluated. Lasts until the decision's working memory is given back.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct PolicySetLiteral
{
    private readonly ScratchSet _set;

    internal PolicySetLiteral(ScratchSet set) => _set = set;

    /// <summary>Adds an element, which is no error.</summary>
    public void Add(in PolicyValue element) => _set.Add(element);

    /// <summary>The set.</summary>
    public PolicyValue ToValue() => PolicyValue.FromSource(_set);
}
