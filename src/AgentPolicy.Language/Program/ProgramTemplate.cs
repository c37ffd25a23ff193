using AgentPolicy.Language.Syntax;

namespace AgentPolicy.Language.Program;

/// <summary>A template as far as it can be compiled without entities for its slots, which only its head has.</summary>
/// <param name="PositionalId">As in <see cref="ProgramPolicy"/>.</param>
/// <param name="Id">As in <see cref="ProgramPolicy"/>.</param>
/// <param name="Syntax">The template; of it only the head is still to be lowered.</param>
/// <param name="Phase">When the policies that are linked to it are evaluated.</param>
/// <param name="Conditions">Its <c>when</c> and <c>unless</c> in one; the same for all policies that are linked to it.</param>
/// <param name="Reason">What <c>@reason</c> says, or null.</param>
/// <param name="Path">The file.</param>
/// <param name="Line">The 1-based line where the template begins.</param>
/// <param name="Text">The template as written.</param>
internal sealed record ProgramTemplate(
    string PositionalId,
    string Id,
    PolicySyntax Syntax,
    PolicyPhase Phase,
    ProgramExpr Conditions,
    string? Reason,
    string Path,
    int Line,
    string Text);
