using System.ComponentModel;

namespace AgentPolicy.Compiled;

/// <summary>A principal whose simplest attributes can be read, and whose sets of texts asked for one, without making values of them. Implemented by generated code; agrees with the record.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IPrincipalReads
{
    /// <summary>Whether the set in the attribute <paramref name="name"/> holds a text. False where that cannot be told: then the attribute is read.</summary>
    /// <param name="name">The attribute.</param>
    /// <param name="text">The text.</param>
    /// <param name="found">Whether it is in the set.</param>
    bool TryContains(string name, string text, out bool found);

    /// <summary>Reads an attribute that is a boolean, an integer, a decimal, a text, a datetime or a duration.</summary>
    /// <param name="name">The attribute.</param>
    /// <param name="scalar">What was read.</param>
    /// <returns>Which of these it is; absent for an optional attribute that is not there; an error for any other attribute, or none: its value tells.</returns>
    PolicyValueKind Read(string name, out PolicyScalar scalar);
}
