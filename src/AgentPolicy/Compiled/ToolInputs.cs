using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text.Json;

namespace AgentPolicy.Compiled;

/// <summary>
/// Copies the inputs of a call that could change, once, before the decision: what is decided on is what runs. A copy holds what the collection listed, is of
/// the framework's own type, and compares as the collection did where that can be known. JSON may stand in a buffer that its caller writes to.
/// </summary>
/// <remarks>
/// A collection is asked for its count once and has to list just as many elements: one that does not could be endless, or shows every reader something else.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ToolInputs
{
    /// <summary>
    /// Copies JSON that may stand in a buffer of the caller's, as <see cref="JsonDocument.Parse(ReadOnlyMemory{byte}, JsonDocumentOptions)"/> leaves it. Allocates nothing where
    /// it stands in none: it was parsed or deserialised as an element.
    /// </summary>
    /// <param name="json">The JSON. The default value, which is none, stays what it is: an error for whoever reads it.</param>
    /// <param name="parameter">The parameter's name, for errors.</param>
    /// <exception cref="ObjectDisposedException">The document was disposed.</exception>
    public static JsonElement Copy(JsonElement json, string parameter) => json.ValueKind == JsonValueKind.Undefined ? json : json.Clone();

    /// <inheritdoc cref="Copy(JsonElement, string)"/>
    public static JsonElement? Copy(JsonElement? json, string parameter) => json is { } present ? Copy(present, parameter) : null;

    /// <summary>Copies an address, which has setters.</summary>
    /// <param name="address">The address, or null.</param>
    /// <param name="parameter">The parameter's name, for errors.</param>
    [return: NotNullIfNotNull(nameof(address))]
    public static IPAddress? Copy(IPAddress? address, string parameter)
    {
        if (address is null)
            return null;
        Span<byte> bytes = stackalloc byte[16];
        if (!address.TryWriteBytes(bytes, out var length))
            throw new ArgumentException("The address is neither IPv4 nor IPv6.", parameter);
        return length < bytes.Length ? new IPAddress(bytes[..length]) : new IPAddress(bytes, address.ScopeId);
    }

    /// <summary>Copies a range of addresses, which holds an address.</summary>
    /// <param name="network">The range.</param>
    /// <param name="parameter">The parameter's name, for errors.</param>
    public static IPNetwork Copy(IPNetwork network, string parameter) => new(Copy(network.BaseAddress, parameter), network.PrefixLength);

    /// <inheritdoc cref="Copy(IPNetwork, string)"/>
    public static IPNetwork? Copy(IPNetwork? network, string parameter) => network is { } present ? Copy(present, parameter) : null;

    /// <summary>Copies an array.</summary>
    /// <param name="items">The array, or null.</param>
    /// <param name="parameter">The parameter's name, for errors.</param>
    /// <param name="copy">Copies an element; null where elements cannot change.</param>
    [return: NotNullIfNotNull(nameof(items))]
    public static T[]? Copy<T>(T[]? items, string parameter, Func<T, string, T>? copy)
    {
        if (items is null)
            return null;
        var copied = (T[])items.Clone();
        for (var i = 0; copy is not null && i < copied.Length; i++)
            copied[i] = copy(copied[i], parameter);
        return copied;
    }

    /// <summary>Copies a list.</summary>
    /// <param name="items">The list, or null.</param>
    /// <param name="parameter">The parameter's name, for errors.</param>
    /// <param name="copy">Copies an element; null where elements cannot change.</param>
    [return: NotNullIfNotNull(nameof(items))]
    public static List<T>? Copy<T>(List<T>? items, string parameter, Func<T, string, T>? copy) =>
        items is null ? null : InputCopier.ToList(items, items.Count, parameter, copy);

    /// <inheritdoc cref="Copy{T}(List{T}, string, Func{T, string, T})"/>
    [return: NotNullIfNotNull(nameof(items))]
    public static IList<T>? Copy<T>(IList<T>? items, string parameter, Func<T, string, T>? copy) =>
        items is null ? null : InputCopier.ToList(items, items.Count, parameter, copy);

    /// <inheritdoc cref="Copy{T}(List{T}, string, Func{T, string, T})"/>
    [return: NotNullIfNotNull(nameof(items))]
    public static ICollection<T>? Copy<T>(ICollection<T>? items, string parameter, Func<T, string, T>? copy) =>
        items is null ? null : InputCopier.ToList(items, items.Count, parameter, copy);

    /// <inheritdoc cref="Copy{T}(List{T}, string, Func{T, string, T})"/>
    [return: NotNullIfNotNull(nameof(items))]
    public static IReadOnlyList<T>? Copy<T>(IReadOnlyList<T>? items, string parameter, Func<T, string, T>? copy) =>
        items is null ? null : InputCopier.ToList(items, items.Count, parameter, copy);

    /// <inheritdoc cref="Copy{T}(List{T}, string, Func{T, string, T})"/>
    [return: NotNullIfNotNull(nameof(items))]
    public static IReadOnlyCollection<T>? Copy<T>(IReadOnlyCollection<T>? items, string parameter, Func<T, string, T>? copy) =>
        items is null ? null : InputCopier.ToList(items, items.Count, parameter, copy);

    /// <summary>Copies a set.</summary>
    /// <param name="items">The set, or null.</param>
    /// <param name="parameter">The parameter's name, for errors.</param>
    /// <param name="copy">Copies an element; null where elements cannot change.</param>
    [return: NotNullIfNotNull(nameof(items))]
    public static HashSet<T>? Copy<T>(HashSet<T>? items, string parameter, Func<T, string, T>? copy) =>
        items is null ? null : InputCopier.Fill(new HashSet<T>(items.Comparer), items, items.Count, parameter, copy);

    /// <inheritdoc cref="Copy{T}(HashSet{T}, string, Func{T, string, T})"/>
    [return: NotNullIfNotNull(nameof(items))]
    public static ISet<T>? Copy<T>(ISet<T>? items, string parameter, Func<T, string, T>? copy)
    {
        if (items is null)
            return null;
        return InputCopier.FindOrder(items) is { } order
            ? InputCopier.Fill(new SortedSet<T>(order), items, items.Count, parameter, copy)
            : InputCopier.Fill(new HashSet<T>(InputCopier.FindComparer(items)), items, items.Count, parameter, copy);
    }

    /// <inheritdoc cref="Copy{T}(HashSet{T}, string, Func{T, string, T})"/>
    [return: NotNullIfNotNull(nameof(items))]
    public static IReadOnlySet<T>? Copy<T>(IReadOnlySet<T>? items, string parameter, Func<T, string, T>? copy)
    {
        if (items is null)
            return null;
        return InputCopier.FindOrder(items) is { } order
            ? InputCopier.Fill(new SortedSet<T>(order), items, items.Count, parameter, copy)
            : InputCopier.Fill(new HashSet<T>(InputCopier.FindComparer(items)), items, items.Count, parameter, copy);
    }

    /// <summary>Copies a dictionary.</summary>
    /// <param name="entries">The dictionary, or null.</param>
    /// <param name="parameter">The parameter's name, for errors.</param>
    /// <param name="copy">Copies a value; null where values cannot change.</param>
    [return: NotNullIfNotNull(nameof(entries))]
    public static Dictionary<string, T>? Copy<T>(Dictionary<string, T>? entries, string parameter, Func<T, string, T>? copy) =>
        entries is null ? null : InputCopier.Fill(new Dictionary<string, T>(entries.Comparer), entries, entries.Count, parameter, copy);

    /// <inheritdoc cref="Copy{T}(Dictionary{string, T}, string, Func{T, string, T})"/>
    [return: NotNullIfNotNull(nameof(entries))]
    public static IDictionary<string, T>? Copy<T>(IDictionary<string, T>? entries, string parameter, Func<T, string, T>? copy)
    {
        if (entries is null)
            return null;
        return InputCopier.FindKeyOrder<T>(entries) is { } order
            ? InputCopier.Fill(new SortedDictionary<string, T>(order), entries, entries.Count, parameter, copy)
            : InputCopier.Fill(new Dictionary<string, T>(InputCopier.FindKeyComparer<T>(entries)), entries, entries.Count, parameter, copy);
    }

    /// <inheritdoc cref="Copy{T}(Dictionary{string, T}, string, Func{T, string, T})"/>
    [return: NotNullIfNotNull(nameof(entries))]
    public static IReadOnlyDictionary<string, T>? Copy<T>(IReadOnlyDictionary<string, T>? entries, string parameter, Func<T, string, T>? copy)
    {
        if (entries is null)
            return null;
        return InputCopier.FindKeyOrder<T>(entries) is { } order
            ? InputCopier.Fill(new SortedDictionary<string, T>(order), entries, entries.Count, parameter, copy)
            : InputCopier.Fill(new Dictionary<string, T>(InputCopier.FindKeyComparer<T>(entries)), entries, entries.Count, parameter, copy);
    }
}
