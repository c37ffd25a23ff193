using AgentPolicy.Language.Text;

namespace AgentPolicy.Json;

/// <summary>A policy that a set in JSON links to a template, and where it says so.</summary>
internal sealed record TemplateLinkSyntax(TemplateLink Link, TextSpan Span);
