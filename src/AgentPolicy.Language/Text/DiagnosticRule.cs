namespace AgentPolicy.Language.Text;

/// <summary>A diagnostic's id and the format of its message (composite formatting, invariant culture).</summary>
internal readonly record struct DiagnosticRule(string Id, string Format);

/// <summary>
/// Every diagnostic of the language. Ids are banded by stage and never reused: AGP01xx syntax (0150 and up: schema), 02xx names and types
/// (0250 and up: schema), 03xx limits. One partial file a stage, which says its band.
/// </summary>
internal static partial class DiagnosticRules;
