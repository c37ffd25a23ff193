using System.Runtime.CompilerServices;
using AgentPolicy.Entities;
using AgentPolicy.Json;
using AgentPolicy.Language;
using AgentPolicy.Language.Program;
using AgentPolicy.Records;

namespace AgentPolicy.Compiled;

/// <summary>The attributes that a decision has read already: each is read once, however many policies ask for it.</summary>
/// <remarks>What a read takes of the working memory stays until the decision is made.</remarks>
internal sealed class AttributeCache
{
    private ProgramPath[] _paths = [];
    private Entry[] _entries = [];
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
        if (_entries.Length < paths.Length)
            (_entries, _known) = (new Entry[paths.Length], new int[paths.Length]);
    }

    public void Clear()
    {
        for (var i = 0; i < _count; i++)
            _entries[_known[i]] = default;

        _count = 0;
    }

    /// <summary>The attribute, or the error why there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref readonly PolicyValue Get(int path, PolicyFrame frame)
    {
        ref var entry = ref _entries[path];
        if (entry.Read == Read.Unknown)
            Load(path, frame);
        return ref entry.Value;
    }

    /// <summary>Whether the attribute is there, or the error why that cannot be told.</summary>
    public PolicyValue Has(int path, PolicyFrame frame)
    {
        ref readonly var value = ref Get(path, frame);
        if (_entries[path].Read == Read.Missing)
            return false;
        return value.IsError ? value : true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Load(int path, PolicyFrame frame)
    {
        ref readonly var step = ref _paths[path];
        ref readonly var target = ref step.Parent < 0 ? ref Variable(step.Root, frame) : ref Get(step.Parent, frame);
        var read = Read.Value;
        ref var value = ref _entries[path].Value;
        if (target.Kind == PolicyValueKind.Record)
            OfRecord(target, step.Name, frame.Scratch, ref value);
        else if (target.Kind == PolicyValueKind.Entity)
            OfEntity(target, step.Name, frame, ref value, ref read);
        else
            value = target.Expect(PolicyValueKind.Record);
        frame.Keep();
        if (value.Kind == PolicyValueKind.Absent)
            (value, read) = (PolicyValue.Error(PolicyErrorKind.AttributeMissing, step.Name.Text), Read.Missing);

        // Noted last: where reading throws, there is nothing to clear.
        _entries[path].Read = read;
        _known[_count++] = path;
    }

    private static void OfRecord(in PolicyValue record, AttributeName name, PolicyScratch scratch, ref PolicyValue value)
    {
        if (record.Record is ObjectRecord dictionary)
            dictionary.Load(name, ref value, scratch);
        else if (record.Record is JsonRecord json)
            json.Load(name, ref value, scratch);
        else
            value = Language.Records.Get(record, name, scratch);
    }

    private static void OfEntity(in PolicyValue entity, AttributeName name, PolicyFrame frame, ref PolicyValue value, ref Read read)
    {
        if (frame.Entities.TryFindAlone(entity, out var alone) && alone is not null)
        {
            OfRecord(alone.Attributes, name, frame.Scratch, ref value);
            return;
        }

        var attributes = frame.Entities.GetAttributes(entity, name, frame.Scratch);
        if (attributes.Kind != PolicyValueKind.Absent)
        {
            value = Language.Records.Get(attributes, name, frame.Scratch);
            return;
        }

        read = Read.Missing;
        value = PolicyValue.Error(PolicyErrorKind.EntityMissing);
    }

    private struct Entry
    {
        public PolicyValue Value;
        public Read Read;
    }

    private static ref readonly PolicyValue Variable(CedarVariable variable, PolicyFrame frame)
    {
        switch (variable)
        {
            case CedarVariable.Principal:
                return ref frame.Principal;
            case CedarVariable.Action:
                return ref frame.Action;
            case CedarVariable.Resource:
                return ref frame.Resource;
            default:
                return ref frame.Context;
        }
    }
}
