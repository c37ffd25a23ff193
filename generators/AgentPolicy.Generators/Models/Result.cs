using AgentPolicy.Language.Collections;

namespace AgentPolicy.Generators.Models;

/// <summary>What a stage made, and what it has to report. The two go to outputs of their own, so that a diagnostic that moves writes no code anew.</summary>
internal sealed record Result<T>(T Value, EquatableArray<DiagnosticInfo> Diagnostics);
