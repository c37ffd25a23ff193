using System.ComponentModel;

namespace AgentPolicy.Compiled;

/// <summary>Reads the elements of a collection. Implemented by generated structs, so that none is boxed.</summary>
/// <typeparam name="T">The elements' type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IElementReader<T>
{
    /// <summary>The element as policies see it: an error value where it cannot be read, never absent.</summary>
    static abstract PolicyValue Read(in T element, PolicyScratch scratch);
}
