namespace AgentPolicy.Oracle.Cases;

/// <summary>What a text is.</summary>
internal enum Subject
{
    Policies,
    Schema,
    SchemaJson,
    Entities,
    Context,
    Request,
}
