using AgentPolicy.Json;
using AgentPolicy.Language;
using AgentPolicy.Language.Binding;

namespace AgentPolicy.Records;

/// <summary>Makes values of the records that callers hand in.</summary>
internal static class RecordReading
{
    /// <summary>A view of the context: a record, or the error why there is none.</summary>
    /// <param name="record">What the caller handed in.</param>
    /// <param name="type">The type that the schema gives to the action's context, or null. <see cref="ErrorMode.Cedar"/> types JSON only: other records hold Cedar's values already.</param>
    /// <param name="mode">The mode, which says how JSON is read.</param>
    /// <param name="scratch">The decision's working memory.</param>
    public static PolicyValue ReadContext(PolicyRecord record, SchemaType.Record? type, ErrorMode mode, PolicyScratch scratch)
    {
        if (record.IsJson)
            return JsonValues.ReadContext(record.Json, type, mode == ErrorMode.Cedar, scratch);
        var known = mode == ErrorMode.Cedar ? null : type;
        return record.Source switch
        {
            null => Type(PolicyValue.FromSource(RecordValue.Empty), known, scratch),
            Dictionary<string, object?> dictionary => ObjectRecord.Create(dictionary, known, scratch),
            IPolicyRecord own => Type(PolicyValue.FromRecord(own), known, scratch),
            RecordValue own => Type(PolicyValue.FromSource(own), known, scratch),
            var dictionary => ObjectValues.Read(dictionary, known, scratch),
        };
    }

    /// <summary>A view of the caller's own record, by the type that the schema gives.</summary>
    public static PolicyValue ReadContext<TContext>(in TContext record, SchemaType.Record? type, ErrorMode mode, PolicyScratch scratch)
        where TContext : IPolicyRecord
    {
        if (record is null)
            return PolicyValue.Unreadable("the context is null");
        return Type(scratch.Record(record), mode == ErrorMode.Cedar ? null : type, scratch);
    }

    private static PolicyValue Type(in PolicyValue record, SchemaType.Record? type, PolicyScratch scratch) =>
        type is null ? record : TypedRecord.Create(record, type, scratch);
}
