using Microsoft.CodeAnalysis;

namespace AgentPolicy.Generators.Analysis;

/// <summary>What types are for a governed call, whether policies can read them or not.</summary>
internal static class TypeRules
{
    private static readonly string[] s_noInputs =
    [
        "System.Threading.CancellationToken", "System.Security.Claims.ClaimsPrincipal", "System.IServiceProvider", "System.IProgress`1", "System.IO.Stream",
        "AgentPolicy.IPolicyEngine", "AgentPolicy.AgentIdentity", "AgentPolicy.GovernedCall",
    ];

    public static bool IsRefLike(ITypeSymbol type) => type switch
    {
        IPointerTypeSymbol or IFunctionPointerTypeSymbol => true,
        IArrayTypeSymbol array => IsRefLike(array.ElementType),
        ITypeParameterSymbol parameter => parameter.AllowsRefLikeType,
        _ => type.IsRefLikeType
            || type.SpecialType is SpecialType.System_ArgIterator or SpecialType.System_TypedReference or SpecialType.System_RuntimeArgumentHandle,
    };

    /// <summary>A sequence that runs code when it is enumerated, after the decision, each time anew.</summary>
    public static bool IsLazy(ITypeSymbol type) =>
        type.SpecialType is SpecialType.System_Collections_IEnumerable or SpecialType.System_Collections_IEnumerator
        || type.OriginalDefinition.SpecialType is SpecialType.System_Collections_Generic_IEnumerable_T or SpecialType.System_Collections_Generic_IEnumerator_T
        || IsQueryable(type);

    /// <summary>Whether a value of this type is something to wait for.</summary>
    public static bool IsAwaitable(ITypeSymbol type) =>
        IsStream(type) || type.GetMembers("GetAwaiter").OfType<IMethodSymbol>().Any(method => method.Parameters.Length == 0 && !method.IsStatic)
        || (type.BaseType is { } inherited && IsAwaitable(inherited));

    public static bool IsStream(ITypeSymbol type) =>
        TypeNames.Metadata(type) is "System.Collections.Generic.IAsyncEnumerable`1" or "System.Collections.Generic.IAsyncEnumerator`1";

    /// <summary>Whether a parameter is of the host's making, never a caller's: no input of a tool.</summary>
    public static bool IsNoInput(ITypeSymbol type)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            if (Array.IndexOf(s_noInputs, TypeNames.Metadata(at)) >= 0)
                return true;
        }

        return false;
    }

    private static bool IsQueryable(ITypeSymbol type) =>
        TypeNames.Metadata(type) is "System.Linq.IQueryable" or "System.Linq.IQueryable`1"
        || (type.TypeKind == TypeKind.Interface && type.AllInterfaces.Any(face => TypeNames.Is(face, "System.Linq.IQueryable")));
}
