using System.ComponentModel;

namespace AgentPolicy.Compiled;

/// <summary>Which code evaluates a policy.</summary>
/// <param name="Shape">The code's number. Policies that differ in nothing but constants have one.</param>
/// <param name="Row">Which of them it is.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct PolicyShape(int Shape, int Row);
