namespace AgentPolicy.Oracle.Cases;

/// <summary>What a text is.</summary>
internal enum Subject
{
    Policies,
    PolicyJson,
    Schema,
    SchemaJson,
    Entities,
    Context,

    /// <summary>Not texts by themselves.</summary>
    Links,
    Request,
}
