using AgentPolicy.Language;
using AgentPolicy.Language.Program;

namespace AgentPolicy.Generators.Emit;

/// <summary>A constant in which policies of one shape may differ.</summary>
/// <param name="Kind">What the column holds.</param>
/// <param name="Value">The constant.</param>
/// <param name="Pattern">The constant, where it is a pattern.</param>
internal sealed record ShapeConstant(ColumnKind Kind, ConstantExpr? Value = null, LikePattern? Pattern = null);
