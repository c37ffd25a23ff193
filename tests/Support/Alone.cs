namespace AgentPolicy.Tests.Support;

/// <summary>Tests that measure time or memory, or need much of it, run when no other test of their project does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
