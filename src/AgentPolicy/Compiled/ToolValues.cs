using System.Collections.Frozen;
using System.ComponentModel;
using System.Text.Json;
using AgentPolicy.Json;
using AgentPolicy.Language;
using AgentPolicy.Records;

namespace AgentPolicy.Compiled;

/// <summary>
/// Reads values whose types are known when the code is generated. Null is absent. What has no exact value is an error value, so that a rule that reads it fails
/// closed. Allocates nothing unless said.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class ToolValues
{
    /// <summary>The same value; an error where it is absent although the signature allows no null.</summary>
    public static PolicyValue Required(in PolicyValue value) =>
        value.Kind == PolicyValueKind.Absent ? PolicyValue.Unreadable("null, where the signature allows none") : value;

    /// <summary>A boolean.</summary>
    public static PolicyValue Bool(bool value) => value;

    /// <summary>A boolean, or absent.</summary>
    public static PolicyValue Bool(bool? value) => value is { } present ? present : default(PolicyValue);

    /// <summary>An integer.</summary>
    public static PolicyValue Long(long value) => value;

    /// <summary>An integer, or absent.</summary>
    public static PolicyValue Long(long? value) => value is { } present ? present : default(PolicyValue);

    /// <summary>An integer, or an error where it is beyond 64 signed bits.</summary>
    public static PolicyValue UnsignedLong(ulong value) => value <= long.MaxValue ? (long)value : PolicyValue.Unreadable("an integer beyond 64 signed bits");

    /// <summary>An integer, an error where it is beyond 64 signed bits, or absent.</summary>
    public static PolicyValue UnsignedLong(ulong? value) => value is { } present ? UnsignedLong(present) : default;

    /// <summary>A text, or absent.</summary>
    public static PolicyValue Text(string? value) => value;

    /// <summary>A decimal, exact to four digits.</summary>
    public static PolicyValue Decimal(decimal value) => PolicyValue.FromDecimal(value);

    /// <summary>A decimal, exact to four digits, or absent.</summary>
    public static PolicyValue Decimal(decimal? value) => value is { } present ? PolicyValue.FromDecimal(present) : default;

    /// <summary>A decimal of the shortest digits that round-trip; NaN and infinity are errors.</summary>
    public static PolicyValue Double(double value) => ObjectValues.FromDouble(value);

    /// <summary>As <see cref="Double(double)"/>, or absent.</summary>
    public static PolicyValue Double(double? value) => value is { } present ? ObjectValues.FromDouble(present) : default;

    /// <summary>A decimal of the shortest digits that round-trip; NaN and infinity are errors.</summary>
    public static PolicyValue Float(float value) => ObjectValues.FromFloat(value);

    /// <summary>As <see cref="Float(float)"/>, or absent.</summary>
    public static PolicyValue Float(float? value) => value is { } present ? ObjectValues.FromFloat(present) : default;

    /// <summary>A decimal of the shortest digits that round-trip; NaN and infinity are errors.</summary>
    public static PolicyValue Half(Half value) => ObjectValues.FromHalf(value);

    /// <summary>As <see cref="Half(System.Half)"/>, or absent.</summary>
    public static PolicyValue Half(Half? value) => value is { } present ? ObjectValues.FromHalf(present) : default;

    /// <summary>A text of 36 lower-case characters.</summary>
    public static PolicyValue Guid(Guid value, PolicyScratch scratch) => ObjectValues.FromGuid(value, scratch);

    /// <summary>As <see cref="Guid(System.Guid, PolicyScratch)"/>, or absent.</summary>
    public static PolicyValue Guid(Guid? value, PolicyScratch scratch) => value is { } present ? ObjectValues.FromGuid(present, scratch) : default;

    /// <summary>The absolute URI as a text, an error where it is relative, or absent.</summary>
    public static PolicyValue Uri(Uri? value) => value is null ? default : value.IsAbsoluteUri ? value.AbsoluteUri : PolicyValue.Unreadable("a relative URI");

    /// <summary>The member's name; an error where it has none.</summary>
    public static PolicyValue Enum<TEnum>(TEnum value)
        where TEnum : struct, Enum => System.Enum.GetName(value) is { } name ? name : PolicyValue.Unreadable("an undefined enum value");

    /// <summary>As <see cref="Enum{TEnum}(TEnum)"/>, or absent.</summary>
    public static PolicyValue Enum<TEnum>(TEnum? value)
        where TEnum : struct, Enum => value is { } present ? Enum(present) : default;

    /// <summary>The set of the flags' names; an error where one has none. The first read of a combination allocates.</summary>
    public static PolicyValue Flags<TEnum>(TEnum value)
        where TEnum : struct, Enum => FlagNames<TEnum>.Read(value);

    /// <summary>As <see cref="Flags{TEnum}(TEnum)"/>, or absent.</summary>
    public static PolicyValue Flags<TEnum>(TEnum? value)
        where TEnum : struct, Enum => value is { } present ? FlagNames<TEnum>.Read(present) : default;

    /// <summary>A reference to an entity.</summary>
    public static PolicyValue Entity(EntityUid value) => value;

    /// <summary>A reference to an entity, or absent.</summary>
    public static PolicyValue Entity(EntityUid? value) => value is { } present ? present : default(PolicyValue);

    /// <summary>Whatever the JSON holds; JSON's null is absent.</summary>
    public static PolicyValue Json(JsonElement value, PolicyScratch scratch) => JsonValues.Read(value, null, isCedar: false, scratch);

    /// <summary>As <see cref="Json(JsonElement, PolicyScratch)"/>, or absent.</summary>
    public static PolicyValue Json(JsonElement? value, PolicyScratch scratch) => value is { } present ? Json(present, scratch) : default;

    /// <summary>
    /// A set of a collection's elements, read in place; an error for a set of texts that compares them in another way than ordinally. Allocates an enumerator for what is
    /// no array, list or hash set.
    /// </summary>
    public static PolicyValue Set<T, TReader>(IEnumerable<T>? items, PolicyScratch scratch)
        where TReader : struct, IElementReader<T> => items switch
        {
            null => default,

            // Asked by their hashes rather than read through.
            HashSet<string> texts when KeyComparers.IsOrdinal(texts.Comparer) => TextHashSetView.Create(texts, null, scratch),

            // Deny: one that ignores case, or does not tell what it ignores, finds for whoever runs with it what a policy did not name.
            _ when typeof(T) == typeof(string) && !KeyComparers.AreOrdinal(items) => PolicyValue.Unreadable("a set that compares its texts in another way than ordinally"),

            HashSet<T> set => Start<HashSetElements<T, TReader>, HashSet<T>>(set, scratch),
            IReadOnlyList<T> list => Start<ListElements<T, TReader>, IReadOnlyList<T>>(list, scratch),
            IReadOnlyCollection<T> collection => Start<CollectionElements<T, TReader>, IReadOnlyCollection<T>>(collection, scratch),

            // Deny: what has no length could be endless, or another each time.
            _ => PolicyValue.Error(PolicyErrorKind.UnsupportedType, items.GetType().Name),
        };

    /// <summary>
    /// Whether a text is in a set of texts, where that can be told by asking for it alone: a hash set that compares ordinally. False for any other, which is read by
    /// <see cref="Set{T, TReader}"/>.
    /// </summary>
    /// <param name="items">The set, or null.</param>
    /// <param name="text">The text.</param>
    /// <param name="found">Whether it is in the set.</param>
    public static bool TryContains(IEnumerable<string?>? items, string text, out bool found)
    {
        found = false;
        switch (items)
        {
            // Null in a set is an error to whoever comes upon it, which is for the view to say.
            case HashSet<string> set when KeyComparers.IsOrdinal(set.Comparer) && !set.Contains(null!):
                found = set.Contains(text);
                return true;
            case FrozenSet<string> set when KeyComparers.IsOrdinal(set.Comparer) && !set.Contains(null!):
                found = set.Contains(text);
                return true;
            default:
                return false;
        }
    }

    /// <summary>A record of a dictionary's entries, read in place; an error where keys are not compared ordinally.</summary>
    public static PolicyValue Dictionary<T, TReader>(IEnumerable<KeyValuePair<string, T>>? entries, PolicyScratch scratch)
        where TReader : struct, IElementReader<T> => entries switch
        {
            null => default,
            IReadOnlyDictionary<string, T> dictionary => DictionaryElements<T, TReader>.Create(dictionary, scratch),
            _ => PolicyValue.Error(PolicyErrorKind.UnsupportedType, entries.GetType().Name),
        };

    private static PolicyValue Start<TView, TItems>(TItems items, PolicyScratch scratch)
        where TView : ElementsBase<TItems>, new()
        where TItems : class
    {
        var view = scratch.Rent<TView>();
        view.Items = items;
        return PolicyValue.FromSource(view);
    }
}
