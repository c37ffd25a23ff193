namespace AgentPolicy.Conformance;

/// <summary>Which back end evaluates.</summary>
internal enum EngineKind
{
    Interpreted,
    Compiled,
    Both,
}
