using AgentPolicy.Interpretation;
using AgentPolicy.Language.Program;

namespace AgentPolicy;

/// <summary>A policy that was linked to a template.</summary>
/// <param name="Info">What decisions call it.</param>
/// <param name="Condition">What makes it satisfied.</param>
/// <param name="Head">What must hold for it to matter.</param>
/// <param name="Link">The link, with the template's <see cref="PolicyInfo.PositionalId"/>.</param>
/// <param name="Template">The template.</param>
internal sealed record LinkedPolicy(PolicyInfo Info, Evaluator Condition, PolicyHead Head, TemplateLink Link, PolicyTemplate Template);
