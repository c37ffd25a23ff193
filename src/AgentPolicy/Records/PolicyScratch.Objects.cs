using AgentPolicy.Records;

namespace AgentPolicy;

public sealed partial class PolicyScratch
{
    /// <summary>
    /// A view of a .NET value: null is absent; booleans, integers, strings, <see cref="Guid"/>, <see cref="Uri"/> and enums are what they seem; <c>decimal</c>,
    /// <c>double</c> and <c>float</c> are decimals, exact to four digits; lists, arrays and sets are sets, and dictionaries with string keys records;
    /// <see cref="System.Text.Json.JsonElement"/>, <see cref="EntityUid"/>, <see cref="PolicyValue"/> and <see cref="IPolicyRecord"/> are what they hold.
    /// Anything else, and any number that is not exact, is an error value, so that a rule that reads it fails closed.
    /// </summary>
    /// <remarks>
    /// Allocates nothing for arrays, <see cref="List{T}"/>, <see cref="HashSet{T}"/> and <see cref="Dictionary{TKey, TValue}"/> of these; other collections
    /// allocate an enumerator when they are enumerated.
    /// </remarks>
    public PolicyValue Read(object? value) => ObjectValues.Read(value, null, this);
}
