using System.ComponentModel;
using AgentPolicy.Language;

namespace AgentPolicy.Compiled;

/// <summary>A record literal while its attributes are evaluated. Lasts until the decision's working memory is given back.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct PolicyRecordLiteral
{
    private readonly ScratchRecord _record;

    internal PolicyRecordLiteral(ScratchRecord record) => _record = record;

    /// <summary>Adds an attribute of a name that is not there yet; its value is no error.</summary>
    public void Add(AttributeName name, in PolicyValue value) => _record.Add(name, value);

    /// <summary>The record.</summary>
    public PolicyValue ToValue() => PolicyValue.FromSource(_record);
}
