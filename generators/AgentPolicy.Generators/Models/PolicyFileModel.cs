namespace AgentPolicy.Generators.Models;

/// <summary>A policy or schema file of the project.</summary>
/// <param name="IsSchema">Whether it is a schema.</param>
/// <param name="Path">The path relative to the project, with forward slashes.</param>
/// <param name="FilePath">Where the compiler found it, for diagnostics only: it differs between machines.</param>
/// <param name="Text">The text; null where it cannot be read as UTF-8.</param>
internal sealed record PolicyFileModel(bool IsSchema, string Path, string FilePath, string? Text);
