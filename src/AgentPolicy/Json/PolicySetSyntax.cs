using AgentPolicy.Language.Binding;

namespace AgentPolicy.Json;

/// <summary>A policy set as its JSON form has it.</summary>
internal sealed record PolicySetSyntax(ParsedPolicies Policies, IReadOnlyList<TemplateLinkSyntax> Links);
