using AgentPolicy.Generators.Diagnostics;
using AgentPolicy.Generators.Models;
using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Collections;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentPolicy.Generators.Analysis;

/// <summary>Reads a method that bears <c>[Governed]</c>. One that breaks a rule has no model, so nothing is generated for it and it does not compile.</summary>
internal static class GovernedMethodReader
{
    public const string Attribute = "AgentPolicy.GovernedAttribute";

    public static Analysed<GovernedMethod> Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var findings = new Findings();
        var method = (IMethodSymbol)context.TargetSymbol;
        var location = context.TargetNode is MethodDeclarationSyntax declaration
            ? declaration.Identifier.GetLocation()
            : Findings.Of(method, context.TargetNode.GetLocation());
        if (!MethodRules.IsOrdinary(method, context.TargetNode, location, findings))
            return new(null, findings.ToErrors(), null);
        var model = Read(method, (MethodDeclarationSyntax)context.TargetNode, context, location, findings, cancellation);
        var declared = model is null ? null : new Declared(model.Id, model.ToolName, Findings.Place(location));
        return new(findings.IsEmpty ? model : null, findings.ToErrors(), declared);
    }

    private static GovernedMethod? Read(
        IMethodSymbol method,
        MethodDeclarationSyntax declaration,
        GeneratorAttributeSyntaxContext context,
        Location location,
        Findings findings,
        CancellationToken cancellation)
    {
        var compilation = context.SemanticModel.Compilation;
        var settings = GovernedSettings.Read(context.Attributes[0], method);
        if (settings.Name.Length == 0 || string.Equals(settings.Name, "call_tool", StringComparison.Ordinal))
            findings.Report(GovernedDiagnostics.ToolName, location, settings.Name);
        if (settings.IsMcp && compilation.GetTypesByMetadataName("ModelContextProtocol.Server.McpServerToolAttribute").IsEmpty)
            findings.Report(GovernedDiagnostics.McpMissing, location, method.Name);
        MethodRules.Check(method, declaration, location, findings);
        var parameters = new ParameterReader(method, compilation, location, findings);
        parameters.Read();
        var result = ResultReader.Read(method, compilation, location, findings);
        var resource = ResourceReader.Read(method, settings.Resource, settings.ResourceType, location, findings);
        var engine = EngineReader.Read(method, compilation, location, findings);

        // A parameter that was refused fits no Core either, and one error says it all.
        var isReadable = result is not null && parameters.Parameters.Count == method.Parameters.Length;
        var core = isReadable ? new CoreReader(method, compilation, location, findings, cancellation).Read() : null;
        if (result is null || engine is null || core is null)
            return null;
        var output = result.Output is { } value ? new InputAttribute(ToolShape.OutputName, value.Type, value.IsOptional) : null;
        return new GovernedMethod(
            method.GetDocumentationCommentId() ?? "",
            HierarchyReader.Read(method.ContainingType),
            SignatureReader.Read(method, declaration),
            parameters.Parameters.ToEquatableArray(),
            result,
            core,
            settings.Name,
            ArgumentsName(method),
            resource,
            engine,
            parameters.Identity,
            settings.IsMcp,
            new ToolShape(parameters.Inputs, output));
    }

    // Type and method name joined; where that could be another method's name as well, a hash of what cannot.
    private static string ArgumentsName(IMethodSymbol method)
    {
        var type = method.ContainingType;
        var plain = TypeNames.WithoutParameters(type) + "." + method.Name;
        var isClear = plain.IndexOf('_') < 0 && plain.IndexOf('@') < 0 && method.TypeParameters.IsEmpty && !IsGeneric(type)
            && type.GetMembers(method.Name).OfType<IMethodSymbol>().Count() == 1;
        var name = plain.Replace("@", "").Replace('.', '_');
        return isClear ? name : name + "_" + TypeNames.Hash(method.GetDocumentationCommentId() ?? plain);
    }

    private static bool IsGeneric(INamedTypeSymbol? type) => type is not null && (type.IsGenericType || IsGeneric(type.ContainingType));
}
