using AgentPolicy.Records;

namespace AgentPolicy;

public sealed partial class PolicyScratch
{
    /// <summary>
    /// A view of a .NET value: null is absent; booleans, integers, strings, <see cref="Guid"/>, <see cref="Uri"/> and enums are what they seem; <c>decimal</c>,
    /// <c>double</c> and <c>float</c> are decimals, exact to four digits; <see cref="DateTimeOffset"/>, <see cref="DateTime"/> of UTC and <see cref="DateOnly"/> are
    /// datetimes and <see cref="TimeSpan"/> a duration, exact to the millisecond; <see cref="System.Net.IPAddress"/> and <see cref="System.Net.IPNetwork"/> are addresses,
    /// unless they have a scope or are of IPv4 within IPv6; lists, arrays and sets are sets, and dictionaries with string keys records;
    /// <see cref="System.Text.Json.JsonElement"/>, <see cref="EntityUid"/>, <see cref="PolicyValue"/> and <see cref="IPolicyRecord"/> are what they hold.
    /// Anything else, and whatever is not exact, is an error value, so that a rule that reads it fails closed.
    /// </summary>
    /// <remarks>
    /// Allocates nothing for arrays and <see cref="List{T}"/> of string, bool, int, long, decimal, double, Guid, <see cref="EntityUid"/>, <see cref="PolicyValue"/>
    /// or reference types, for <see cref="HashSet{T}"/> of string, int, long, decimal, Guid or <see cref="EntityUid"/>, for frozen sets of string, and for
    /// <see cref="Dictionary{TKey, TValue}"/>. Other collections allocate an enumerator, and box their elements, when they are enumerated; dictionaries that do not
    /// tell how they compare keys are enumerated at every look-up.
    /// </remarks>
    public PolicyValue Read(object? value) => ObjectValues.Read(value, null, this);
}
