using AgentPolicy.Entities;
using AgentPolicy.Language;
using AgentPolicy.Language.Program;

namespace AgentPolicy.Compiled;

/// <summary>The attributes that a decision has read already: each is read once, however many policies ask for it.</summary>
/// <remarks>What a read takes of the working memory stays until the decision is made.</remarks>
internal sealed class AttributeCache
{
    private ProgramPath[] _paths = [];
    private Read[] _reads = [];
    private PolicyValue[] _values = [];
    private int[] _known = [];
    private int _count;

    private enum Read : byte
    {
        Unknown,

        /// <summary>It is there, or what it is an attribute of is an error.</summary>
        Value,

        /// <summary>It is not there: the value is the error that says so.</summary>
        Missing,
    }

    public void Start(ProgramPath[] paths)
    {
        _paths = paths;
        if (_reads.Length < paths.Length)
            (_reads, _values, _known) = (new Read[paths.Length], new PolicyValue[paths.Length], new int[paths.Length]);
    }

    public void Clear()
    {
        for (var i = 0; i < _count; i++)
        {
            _reads[_known[i]] = Read.Unknown;
            _values[_known[i]] = default;
        }

        _count = 0;
    }

    /// <summary>The attribute, or the error why there is none.</summary>
    public ref readonly PolicyValue Get(int path, PolicyFrame frame)
    {
        if (_reads[path] == Read.Unknown)
            Load(path, frame);
        return ref _values[path];
    }

    /// <summary>Whether the attribute is there, or the error why that cannot be told.</summary>
    public PolicyValue Has(int path, PolicyFrame frame)
    {
        ref readonly var value = ref Get(path, frame);
        if (_reads[path] == Read.Missing)
            return false;
        return value.IsError ? value : true;
    }

    private void Load(int path, PolicyFrame frame)
    {
        var (root, parent, name) = (_paths[path].Root, _paths[path].Parent, _paths[path].Name);
        var value = parent < 0 ? Variable(root, frame) : Get(parent, frame);
        var read = Read.Value;
        if (value.Kind is PolicyValueKind.Record or PolicyValueKind.Entity)
        {
            var isEntity = value.Kind == PolicyValueKind.Entity;
            var record = isEntity ? frame.Entities.GetAttributes(value, name, frame.Scratch) : value;
            value = record.Kind == PolicyValueKind.Absent ? PolicyValue.Error(PolicyErrorKind.EntityMissing) : Language.Records.Get(record, name, frame.Scratch);
            if (record.Kind == PolicyValueKind.Absent || value.Kind == PolicyValueKind.Absent)
                read = Read.Missing;
            if (value.Kind == PolicyValueKind.Absent)
                value = PolicyValue.Error(PolicyErrorKind.AttributeMissing, name.Text);
            frame.Keep();
        }
        else
        {
            value = value.Expect(PolicyValueKind.Record);
        }

        // Noted last: where reading throws, there is nothing to clear.
        (_values[path], _reads[path]) = (value, read);
        _known[_count++] = path;
    }

    private static PolicyValue Variable(CedarVariable variable, PolicyFrame frame) => variable switch
    {
        CedarVariable.Principal => frame.Principal,
        CedarVariable.Action => frame.Action,
        CedarVariable.Resource => frame.Resource,
        CedarVariable.Context => frame.Context,
        _ => throw new InvalidOperationException($"No such variable: {variable}."),
    };
}
