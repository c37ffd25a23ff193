namespace AgentPolicy.Generators.Models;

/// <param name="HintName">The file's name.</param>
/// <param name="Text">The code.</param>
internal sealed record GeneratedSource(string HintName, string Text);
