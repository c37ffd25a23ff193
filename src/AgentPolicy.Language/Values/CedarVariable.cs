namespace AgentPolicy.Language;

/// <summary>The four variables of a request.</summary>
internal enum CedarVariable
{
    Principal,
    Action,
    Resource,
    Context,
}
