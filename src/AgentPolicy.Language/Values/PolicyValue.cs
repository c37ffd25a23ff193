using System.Globalization;
using AgentPolicy.Language;

namespace AgentPolicy;

/// <summary>
/// A Cedar value, an absent attribute, or an error. Sets, records and texts may be views of memory that the caller owns, so a value that was read during a
/// decision must not outlive it.
/// </summary>
/// <remarks>
/// Immutable, and made without allocation from booleans, integers, strings, decimals, times and entity uids. Source: Cedar language specification, "Data types".
/// </remarks>
#if AGENTPOLICY_GENERATOR
internal
#else
public
#endif
readonly struct PolicyValue
{
    // Text: a string or a TextSource (also an entity's id). Set: a SetSource. Record: a RecordSource or an IPolicyRecord. Error: a detail to show, or null.
    // An IPv4 address has its bits and prefix in _bits and nothing here, an IPv6 address its bits here and its prefix in _bits.
    private readonly object? _object;
    private readonly string? _entityType;
    private readonly long _bits;

    private PolicyValue(PolicyValueKind kind, long bits = 0, object? reference = null, string? entityType = null)
    {
        Kind = kind;
        _bits = bits;
        _object = reference;
        _entityType = entityType;
    }

    /// <summary>What the value is.</summary>
    public PolicyValueKind Kind { get; }

    /// <summary>Why there is no value, where <see cref="Kind"/> is <see cref="PolicyValueKind.Error"/>; otherwise <see cref="PolicyErrorKind.None"/>.</summary>
    public PolicyErrorKind ErrorKind => Kind == PolicyValueKind.Error ? (PolicyErrorKind)(_bits & 0xFF) : PolicyErrorKind.None;

    internal static PolicyValue True => new(PolicyValueKind.Bool, 1);

    internal static PolicyValue False => new(PolicyValueKind.Bool);

    internal bool IsError => Kind == PolicyValueKind.Error;

    internal bool IsTrue => Kind == PolicyValueKind.Bool && _bits != 0;

    internal bool Bool => _bits != 0;

    internal long Long => _bits;

    /// <summary>The digits of a decimal: its value times 10,000.</summary>
    internal long DecimalDigits => _bits;

    /// <summary>The milliseconds of a datetime (since 1970-01-01) or a duration.</summary>
    internal long Milliseconds => _bits;

    internal IpAddressValue IpAddress => _object is Ipv6Address address
        ? IpAddressValue.Ipv6(address.High, address.Low, (int)_bits)
        : IpAddressValue.Ipv4((uint)(_bits >> 8), (int)(_bits & 0xFF));

    internal TextView Text => _object is string text ? new TextView(text.AsSpan()) : ((TextSource)_object!).View;

    internal string EntityType => _entityType!;

    internal SetSource Set => (SetSource)_object!;

    /// <summary>The source of a set or a record, or a record of the caller's.</summary>
    internal object Record => _object!;

    internal string? ErrorDetail => Kind == PolicyValueKind.Error ? (string?)_object : null;

    /// <summary>What an error is made of, beside its detail; 0 where this is none.</summary>
    internal long ErrorBits => Kind == PolicyValueKind.Error ? _bits : 0;

    internal PolicyValueKind ExpectedKind => (PolicyValueKind)((_bits >> 8) & 0xFF);

    internal PolicyValueKind ActualKind => (PolicyValueKind)((_bits >> 16) & 0xFF);

    /// <summary>A boolean.</summary>
    public static implicit operator PolicyValue(bool value) => new(PolicyValueKind.Bool, value ? 1 : 0);

    /// <summary>An integer.</summary>
    public static implicit operator PolicyValue(long value) => new(PolicyValueKind.Long, value);

    /// <summary>A text; null is an absent attribute.</summary>
    public static implicit operator PolicyValue(string? value) => value is null ? default : new(PolicyValueKind.String, 0, value);

    /// <summary>A reference to an entity; the default uid, which names none, is an error value: two of them must not pass for the same entity.</summary>
    public static implicit operator PolicyValue(EntityUid value) =>
        value.Type.Length > 0 ? new(PolicyValueKind.Entity, 0, value.Id, value.Type) : Unreadable("the default EntityUid, which names no entity");

    /// <summary>Not to be called: a character would pass for an integer.</summary>
    [Obsolete("A char is no integer; make it a string.", error: true)]
    public static implicit operator PolicyValue(char value) => value.ToString();

    /// <summary>A decimal, exact: more than four decimal digits, or a magnitude beyond 922337203685477.5807, is an error value, so that a rule that reads it fails closed.</summary>
    /// <remarks>No conversion, so that no integer becomes a decimal by way of one.</remarks>
    public static PolicyValue FromDecimal(decimal value) => DecimalValue.FromDecimal(value);

    /// <summary>
    /// A datetime: the instant, exact to the millisecond; with a fraction of one it is an error value, so that a rule that reads it fails closed.
    /// </summary>
    public static PolicyValue FromDateTime(DateTimeOffset value) => ClockValues.FromDateTime(value);

    /// <summary>A duration, exact to the millisecond; with a fraction of one it is an error value, so that a rule that reads it fails closed.</summary>
    public static PolicyValue FromDuration(TimeSpan value) => ClockValues.FromDuration(value);

    /// <summary>A record; null is an absent attribute. A struct is boxed: inside an accessor, <see cref="PolicyScratch.Record{TRecord}"/> does it without allocating.</summary>
    public static PolicyValue FromRecord(IPolicyRecord? record) => record is null ? default : new(PolicyValueKind.Record, 0, record);

    /// <summary>A set of these values, without their duplicates.</summary>
    /// <param name="elements">Readable values: none absent, none an error.</param>
    /// <exception cref="ArgumentException">An element is absent or an error, or nests too deeply.</exception>
    public static PolicyValue FromSet(params PolicyValue[] elements) => FromSource(SetValue.Create(elements));

    /// <summary>A value that could not be read, to be returned by an accessor whose data is unusable: a rule that reads it fails closed.</summary>
    /// <param name="detail">What was wrong, without any of the data itself: it may be shown to callers and written to logs.</param>
    public static PolicyValue Unreadable(string detail) => Error(PolicyErrorKind.UnreadableInput, detail);

    /// <summary>The value in Cedar's notation, for diagnosis.</summary>
    public override string ToString() => ValueWriter.Write(this);

    internal static PolicyValue Error(PolicyErrorKind kind, string? detail = null) => new(PolicyValueKind.Error, (long)kind, detail);

    internal static PolicyValue TypeError(PolicyValueKind expected, PolicyValueKind actual) =>
        new(PolicyValueKind.Error, (long)PolicyErrorKind.TypeMismatch | ((long)expected << 8) | ((long)actual << 16));

    /// <summary>The error of these <see cref="ErrorBits"/>.</summary>
    internal static PolicyValue ErrorOf(long bits, string? detail) => new(PolicyValueKind.Error, bits, detail);

    internal static PolicyValue FromDecimalDigits(long digits) => new(PolicyValueKind.Decimal, digits);

    internal static PolicyValue FromDateTimeMilliseconds(long milliseconds) => new(PolicyValueKind.DateTime, milliseconds);

    internal static PolicyValue FromDurationMilliseconds(long milliseconds) => new(PolicyValueKind.Duration, milliseconds);

    /// <summary>An address whose bits, where they have no room here, lie in the decision's working memory; or in memory of its own, without one.</summary>
    internal static PolicyValue FromIpAddress(in IpAddressValue value, PolicyScratch? scratch = null)
    {
        if (!value.IsIpv6)
            return new(PolicyValueKind.IpAddress, ((long)value.Low << 8) | (long)value.Prefix);
        var address = scratch is null ? new Ipv6Address() : scratch.Rent<Ipv6Address>();
        address.Set(value.High, value.Low);
        return new(PolicyValueKind.IpAddress, value.Prefix, address);
    }

    internal static PolicyValue FromLong(long value) => new(PolicyValueKind.Long, value);

    internal static PolicyValue FromText(string text) => new(PolicyValueKind.String, 0, text);

    /// <summary>An entity whose type is not empty.</summary>
    internal static PolicyValue FromUid(EntityUid uid) => new(PolicyValueKind.Entity, 0, uid.Id, uid.Type);

    internal static PolicyValue FromSource(TextSource text) => new(PolicyValueKind.String, 0, text);

    internal static PolicyValue FromSource(SetSource set) => new(PolicyValueKind.Set, 0, set);

    internal static PolicyValue FromSource(RecordSource record) => new(PolicyValueKind.Record, 0, record);

    /// <summary>An entity whose id is text read in place.</summary>
    internal static PolicyValue FromEntity(string type, in PolicyValue id) => new(PolicyValueKind.Entity, 0, id._object, type);

    /// <summary>Whether both are the same objects: a quick way to know an entity again. False says nothing.</summary>
    internal bool IsSameReference(in PolicyValue other) => ReferenceEquals(_object, other._object) && ReferenceEquals(_entityType, other._entityType) && Kind == other.Kind;

    /// <summary>Whether two texts, or two entities' ids, are equal.</summary>
    internal static bool TextEquals(in PolicyValue left, in PolicyValue right) =>
        left._object is string text && right._object is string other ? string.Equals(text, other, StringComparison.Ordinal) : left.Text.SequenceEqual(right.Text);

    /// <summary>The text, or an entity's id, where it is a .NET string; otherwise null.</summary>
    internal string? PlainText => _object as string;

    /// <summary>Whether an entity is this one.</summary>
    internal bool IsEntity(string type, string id) => HasText(id) && string.Equals(_entityType, type, StringComparison.Ordinal);

    /// <summary>Whether a text, or an entity's id, is this.</summary>
    internal bool HasText(string text) => _object is string own ? string.Equals(own, text, StringComparison.Ordinal) : Text.SequenceEqual(text);

    internal EntityUid ToEntityUid() => new(_entityType!, _object as string ?? Text.ToString());

    /// <summary>The same value if it is of this kind, otherwise the error that says so; an error stays what it is.</summary>
    internal PolicyValue Expect(PolicyValueKind kind) => Kind == kind || Kind == PolicyValueKind.Error ? this : TypeError(kind, Kind);

    internal string DescribeError() => ErrorKind switch
    {
        PolicyErrorKind.TypeMismatch => string.Format(CultureInfo.InvariantCulture, "expected a {0}, found a {1}", ExpectedKind, ActualKind),
        PolicyErrorKind.AttributeMissing => $"there is no attribute '{ErrorDetail}'",
        PolicyErrorKind.TagMissing => "there is no such tag",
        PolicyErrorKind.EntityMissing => "the entity is not known, so it has no attributes or tags",
        PolicyErrorKind.Overflow => ErrorDetail is null ? "integer overflow" : $"'{ErrorDetail}' leaves the range of 64 bits of milliseconds",
        PolicyErrorKind.ExtensionFailed => $"'{ErrorDetail}' refused its argument",
        PolicyErrorKind.WrongArity => $"'{ErrorDetail}' was called with the wrong number of arguments",
        PolicyErrorKind.UnreadableInput => $"an input cannot be read: {ErrorDetail}",
        PolicyErrorKind.UnsupportedType => $"an input is of type {ErrorDetail}, which no policy can read",
        PolicyErrorKind.WrongEntityType => $"an input is an entity of another type than {ErrorDetail}",
        PolicyErrorKind.DuplicateKey => ErrorDetail is null
            ? "a key stands twice, or in upper and lower case"
            : $"the key '{ErrorDetail}' stands twice, or in another case",
        PolicyErrorKind.TooDeep => "values nest too deeply, or are too large, to be compared",
        PolicyErrorKind.Fault => $"an input threw an exception: {ErrorDetail}",
        _ => "",
    };
}
