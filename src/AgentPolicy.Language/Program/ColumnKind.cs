namespace AgentPolicy.Language.Program;

/// <summary>What a column of a table of constants holds.</summary>
internal enum ColumnKind
{
    Text,
    Long,
    Value,
    Pattern,
}
