using System.ComponentModel;

namespace AgentPolicy.Compiled;

/// <summary>An entity some of whose attributes are sets of texts, which can be asked for one without being read. Implemented by generated code; agrees with the record.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ITextSets
{
    /// <summary>Whether the set in the attribute <paramref name="name"/> holds a text. False where that cannot be told: then the attribute is read.</summary>
    /// <param name="name">The attribute.</param>
    /// <param name="text">The text.</param>
    /// <param name="found">Whether it is in the set.</param>
    bool TryContains(string name, string text, out bool found);
}
