using System.Text.Json;
using AgentPolicy.Json;
using AgentPolicy.Language;
using AgentPolicy.Language.Binding;

namespace AgentPolicy.Records;

/// <summary>Makes values of the records that callers hand in.</summary>
internal static class RecordReading
{
    /// <summary>A view of the context: a record, or the error why there is none.</summary>
    public static PolicyValue ReadContext(PolicyRecord record, SchemaType.Record? type, ErrorMode mode, PolicyScratch scratch)
    {
        if (record.IsJson)
        {
            return record.Json.ValueKind == JsonValueKind.Object
                ? JsonValues.ReadObject(record.Json, type, mode == ErrorMode.Cedar, scratch)
                : PolicyValue.Unreadable("the context is JSON, but no object");
        }

        return record.Source switch
        {
            null => PolicyValue.FromSource(RecordValue.Empty),
            IPolicyRecord own => PolicyValue.FromRecord(own),
            RecordValue own => PolicyValue.FromSource(own),
            var dictionary => ObjectValues.Read(dictionary, type, scratch),
        };
    }
}
