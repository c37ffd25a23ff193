using AgentPolicy.Generators.Models;
using AgentPolicy.Language.Binding;
using Microsoft.CodeAnalysis;

namespace AgentPolicy.Generators.Analysis;

/// <summary>Finds how C# types are read as Cedar values. What is not known to be safe is unread: a policy that names it is an error, never a wrong answer.</summary>
/// <param name="compilation">The compilation in whose code values are read.</param>
/// <param name="isInput">Whether it is an input: it must not change after the decision, so it is copied, or unread where it cannot be.</param>
internal sealed partial class TypeMapper(Compilation compilation, bool isInput, bool readsComputed = false)
{
    /// <summary>Types nest no deeper; generic types could without end.</summary>
    private const int MaxDepth = 32;

    /// <summary>The most properties of one input: types that share parts could stand for exponentially many.</summary>
    private const int MaxParts = 1000;

    private readonly List<ITypeSymbol> _open = [];
    private int _parts;

    /// <summary>Names that stand for more than one property: the type, and the name.</summary>
    public List<(string Type, string Name)> Duplicates { get; } = [];

    public Mapping Map(ITypeSymbol type)
    {
        if (type.TypeKind is TypeKind.Error or TypeKind.Dynamic)
            return Unread(type);
        if (HasTypeParameter(type))
            return Mapping.Unread("is of a type with a type parameter, which no policy can read");
        if (!compilation.IsSymbolAccessibleWithin(type, compilation.Assembly) || IsFileLocal(type))
            return Mapping.Unread($"is of type {TypeNames.Shown(type)}, which is private, so that no policy can read it");
        if (_open.Count >= MaxDepth || _parts >= MaxParts)
            return Mapping.Unread("has too many parts for a policy to read");
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            var inner = Map(nullable.TypeArguments[0]);
            return inner.Value is null ? inner : Mapping.Of(inner.Value with { IsAnnotated = true, IsNullable = true });
        }

        return MapNotNull(type);
    }

    private Mapping MapNotNull(ITypeSymbol type)
    {
        if (HasTwoNames(type))
            return Mapping.Unread($"is of type {TypeNames.Shown(type)}, which has two names for one value, so that no policy can tell which it is");
        if (Scalar(type) is { } scalar)
            return Mapping.Of(New(type, scalar.Kind, scalar.Type) with { NeedsCopy = isInput && CanChange(scalar.Kind) });
        if (type is IArrayTypeSymbol array)
            return array.Rank == 1 ? MapSet(type, array.ElementType, needsCopy: true) : Unread(type);
        if (type is not INamedTypeSymbol named)
            return Unread(type);
        return Collections.Find(named) switch
        {
            CollectionKind.MutableSet => MapSet(type, named.TypeArguments[0], needsCopy: true),
            CollectionKind.ImmutableSet => MapSet(type, named.TypeArguments[0], needsCopy: false),
            CollectionKind.MutableDictionary => MapDictionary(named, needsCopy: true),
            CollectionKind.ImmutableDictionary => MapDictionary(named, needsCopy: false),
            _ => MapRecord(named),
        };
    }

    // JSON may stand in a buffer of the caller's; an IPAddress has setters, of the whole address too.
    private static bool CanChange(ValueKind kind) => kind is ValueKind.Json or ValueKind.IpAddress or ValueKind.IpNetwork;

    private static (ValueKind Kind, InputType Type)? Scalar(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Boolean => (ValueKind.Bool, new InputType.Bool()),
        SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Int32
            or SpecialType.System_UInt32 or SpecialType.System_Int64 => (ValueKind.Long, new InputType.Long()),
        SpecialType.System_UInt64 => (ValueKind.UnsignedLong, new InputType.Long()),
        SpecialType.System_String => (ValueKind.Text, new InputType.String()),
        SpecialType.System_Decimal => (ValueKind.Decimal, new InputType.Decimal()),
        SpecialType.System_Double => (ValueKind.Double, new InputType.Decimal()),
        SpecialType.System_Single => (ValueKind.Float, new InputType.Decimal()),
        _ when type.TypeKind == TypeKind.Enum => HasAttribute(type, "System.FlagsAttribute")
            ? (ValueKind.Flags, new InputType.Set(new InputType.String()))
            : (ValueKind.Enum, new InputType.String()),
        _ => TypeNames.Metadata(type) switch
        {
            "System.Guid" => (ValueKind.Guid, new InputType.String()),
            "System.Uri" => (ValueKind.Uri, new InputType.String()),
            "System.Half" => (ValueKind.Half, new InputType.Decimal()),
            "System.DateTimeOffset" => (ValueKind.DateTimeOffset, new InputType.DateTime()),
            "System.DateTime" => (ValueKind.DateTime, new InputType.DateTime()),
            "System.DateOnly" => (ValueKind.DateOnly, new InputType.DateTime()),
            "System.TimeSpan" => (ValueKind.TimeSpan, new InputType.Duration()),
            "System.Net.IPAddress" => (ValueKind.IpAddress, new InputType.IpAddress()),
            "System.Net.IPNetwork" => (ValueKind.IpNetwork, new InputType.IpAddress()),
            "System.Text.Json.JsonElement" => (ValueKind.Json, new InputType.Dynamic()),
            "AgentPolicy.EntityUid" => (ValueKind.Entity, new InputType.Entity()),
            _ => null,
        },
    };

    // A value has one name when it is read, and a rule that names it by another would never match.
    private static bool HasTwoNames(ITypeSymbol type)
    {
        if (type.TypeKind != TypeKind.Enum)
            return false;
        var values = new HashSet<object>();
        return type.GetMembers().OfType<IFieldSymbol>().Any(member => member is { HasConstantValue: true, ConstantValue: { } value } && !values.Add(value));
    }

    private Mapping MapSet(ITypeSymbol type, ITypeSymbol elementType, bool needsCopy)
    {
        var element = Map(elementType);
        if (element.Value is null)
            return Mapping.Unread($"holds elements of type {TypeNames.Shown(elementType)}, which no policy can read");

        // An immutable collection of mutable elements would have to be taken apart and put together again.
        if (!needsCopy && element.Value.NeedsCopy && isInput)
            return Unread(type);
        return Mapping.Of(New(type, ValueKind.Set, new InputType.Set(element.Value.Type)) with { NeedsCopy = needsCopy, Elements = new([element.Value]) });
    }

    private Mapping MapDictionary(INamedTypeSymbol type, bool needsCopy)
    {
        var value = Map(type.TypeArguments[1]);
        if (type.TypeArguments[0].SpecialType != SpecialType.System_String || value.Value is null || (!needsCopy && value.Value.NeedsCopy && isInput))
            return Unread(type);
        return Mapping.Of(New(type, ValueKind.Dictionary, new InputType.Dynamic()) with { NeedsCopy = needsCopy, Elements = new([value.Value]) });
    }

    // Where the code knows nothing of null, null is absent: a policy has to ask before it reads.
    private static ValueModel New(ITypeSymbol type, ValueKind kind, InputType inputType) => new(
        kind,
        TypeNames.NotNull(type),
        inputType,
        type.IsReferenceType,
        type.IsReferenceType && type.NullableAnnotation == NullableAnnotation.Annotated,
        type.IsReferenceType && type.NullableAnnotation != NullableAnnotation.NotAnnotated,
        NeedsCopy: false,
        default,
        null);

    private static Mapping Unread(ITypeSymbol type) => Mapping.Unread($"is of type {TypeNames.Shown(type)}, which no policy can read");

    private static bool HasTypeParameter(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol => true,
        IArrayTypeSymbol array => HasTypeParameter(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(HasTypeParameter) || (named.ContainingType is { } outer && HasTypeParameter(outer)),
        _ => false,
    };

    private static bool IsFileLocal(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => IsFileLocal(array.ElementType),
        INamedTypeSymbol named => named.IsFileLocal || named.TypeArguments.Any(IsFileLocal) || (named.ContainingType is { } outer && IsFileLocal(outer)),
        _ => false,
    };

    private static bool HasAttribute(ISymbol symbol, string metadataName) =>
        symbol.GetAttributes().Any(attribute => TypeNames.Is(attribute.AttributeClass, metadataName));
}
