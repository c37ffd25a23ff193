using AgentPolicy.Generators.Diagnostics;
using AgentPolicy.Generators.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentPolicy.Generators.Analysis;

/// <summary>Reads a type that bears <c>[PolicyEntity]</c>.</summary>
internal static class PolicyEntityReader
{
    public const string Attribute = "AgentPolicy.PolicyEntityAttribute";

    public static Analysed<PolicyEntityModel> Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var findings = new Findings();
        var type = (INamedTypeSymbol)context.TargetSymbol;
        var location = ((TypeDeclarationSyntax)context.TargetNode).Identifier.GetLocation();
        var entityType = context.Attributes[0].ConstructorArguments is [{ Value: string name }] ? name : "";
        if (!TypeNames.IsEntityType(entityType))
            findings.Report(GovernedDiagnostics.EntityTypeName, location, entityType);
        if (FindUnsuitable(type) is { } reason)
            findings.Report(GovernedDiagnostics.EntityGeneric, location, type.Name, reason);
        if (HierarchyReader.FindNotPartial(type) is { } outer)
            findings.Report(GovernedDiagnostics.EntityNotPartial, location, outer.Name, HierarchyReader.Keyword(outer));

        var isPrincipal = type.AllInterfaces.Any(face => TypeNames.Is(face, "AgentPolicy.IPolicyPrincipal"));
        var mapper = new TypeMapper(context.SemanticModel.Compilation, isInput: false, readsComputed: true);
        var properties = mapper.ReadProperties(type, property => isPrincipal && property.Name is ("Id" or "EntityType" or "Parents"));
        foreach (var (owner, duplicate) in mapper.Duplicates)
            findings.Report(GovernedDiagnostics.DuplicateName, location, owner, duplicate);
        foreach (var (attribute, symbol, _) in properties.Readable)
        {
            if (isPrincipal && string.Equals(attribute, "user", StringComparison.Ordinal))
                findings.Report(GovernedDiagnostics.EntityUser, Findings.Of(symbol, location), symbol.Name, type.Name);
        }

        // One that no policy can read would hide whom the principal acts for no less.
        if (isPrincipal && properties.ToInputType().Unread.Any(unread => string.Equals(unread.Name, "user", StringComparison.Ordinal)))
            findings.Report(GovernedDiagnostics.EntityUser, location, "user", type.Name);

        var id = type.GetDocumentationCommentId() ?? "";
        var model = new PolicyEntityModel(id, HierarchyReader.Read(type), entityType, isPrincipal, type.IsSealed, properties.ToModels(), properties.ToInputType());
        return new(findings.IsEmpty ? model : null, findings.ToErrors(), new Declared(id, entityType, Findings.Place(location)));
    }

    private static string? FindUnsuitable(INamedTypeSymbol type)
    {
        if (type.IsStatic)
            return "static";
        if (type.IsRefLikeType)
            return "a ref struct";
        for (var at = type; at is not null; at = at.ContainingType)
        {
            if (at.IsFileLocal)
                return "visible to its own file only";
            if (at.IsGenericType)
                return "generic, or in a generic type";
        }

        return null;
    }
}
