using AgentPolicy.Generators.Models;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AgentPolicy.Generators.Diagnostics;

/// <summary>
/// What the policy generator reports: what the front end says of policies and schemas, under the ids that it has at run time too, and AGP05xx, what is wrong with a
/// set and its files. All are errors that cannot be configured: each stands for policies that would not decide as they are written.
/// </summary>
internal static class PolicyDiagnostics
{
    public static readonly DiagnosticDescriptor NotPartial = New(
        "AGP0501", "A policy set is partial", "'{0}' holds a policy set, or is one, and is not partial; write 'partial class {0}', since the rest of it is generated");

    public static readonly DiagnosticDescriptor GenericSet = New(
        "AGP0502", "A policy set is not generic", "'{0}' holds a policy set, or is one, and is generic; a policy set is one set of policies, so remove the type parameters");

    public static readonly DiagnosticDescriptor NotAClass = New(
        "AGP0503", "A policy set is a class", "'{0}' {1}; a policy set is an ordinary partial class");

    public static readonly DiagnosticDescriptor FileInNoSet = New(
        "AGP0504", "A policy file is in a set", "'{0}' is in no policy set, so it would decide nothing; declare '[PolicySet] partial class …', or one for its folder");

    public static readonly DiagnosticDescriptor FileInSeveralSets = New(
        "AGP0505", "A policy file is in one set", "'{0}' is in several policy sets: '{1}'; give each set a folder of its own");

    public static readonly DiagnosticDescriptor SetWithoutPolicies = New(
        "AGP0506", "A policy set has policies", "the policy set '{0}' has no policy files: there are none in {1}; a set without policies would deny everything");

    public static readonly DiagnosticDescriptor FileNotListed = New(
        "AGP0507", "A policy file is listed as one", "'{0}' is among the additional files, but not as a policy file, so it would decide nothing; list it as <AgentPolicy Include=…/> or put it under policies/");

    public static readonly DiagnosticDescriptor FileWithoutPolicy = New(
        "AGP0508", "A policy file has a policy", "'{0}' has no policy; was it cut off? Write its policies, or remove the file");

    public static readonly DiagnosticDescriptor GeneratorFailed = New(
        "AGP0599", "The policies are compiled", "the policy set '{0}' could not be compiled, so it denies everything: the generator failed with {1}: {2}; please report this");

    private const string Category = "AgentPolicy";

    private static readonly Dictionary<string, DiagnosticDescriptor> s_own =
        new[] { NotPartial, GenericSet, NotAClass, FileInNoSet, FileInSeveralSets, SetWithoutPolicies, FileNotListed, FileWithoutPolicy, GeneratorFailed }.ToDictionary(rule => rule.Id, StringComparer.Ordinal);

    public static IEnumerable<DiagnosticDescriptor> Own => s_own.Values;

    public static Diagnostic Create(DiagnosticInfo info)
    {
        var location = info.Location is { } place ? LocationOf(place) : Location.None;
        return s_own.TryGetValue(info.Id, out var rule)
            ? Diagnostic.Create(rule, location, [.. info.Arguments])
            : Diagnostic.Create(New(info.Id, "A policy or schema is well-formed", "{0}"), location, info.Arguments[0]);
    }

    /// <summary>A diagnostic at a place in C#.</summary>
    public static DiagnosticInfo At(LocationInfo? location, DiagnosticDescriptor rule, params string[] arguments) => new(rule.Id, EquatableArray.Of(arguments), location);

    /// <summary>A diagnostic of a whole file.</summary>
    public static DiagnosticInfo At(PolicyFileModel file, DiagnosticDescriptor rule, params string[] arguments) => At(LocationInfo.OfFile(file.FilePath), rule, arguments);

    /// <summary>A diagnostic of the front end.</summary>
    public static DiagnosticInfo Of(PolicyDiagnostic diagnostic, string filePath, SourceFile source)
    {
        var (endLine, endColumn) = source.GetLinePosition(diagnostic.Start + diagnostic.Length);
        return new DiagnosticInfo(
            diagnostic.Id,
            EquatableArray.Of(diagnostic.Message),
            new LocationInfo(filePath, diagnostic.Start, diagnostic.Length, diagnostic.Line - 1, diagnostic.Column - 1, endLine - 1, endColumn - 1));
    }

    private static Location LocationOf(LocationInfo place) => Location.Create(
        place.Path,
        new Microsoft.CodeAnalysis.Text.TextSpan(place.Start, place.Length),
        new LinePositionSpan(new LinePosition(place.StartLine, place.StartColumn), new LinePosition(place.EndLine, place.EndColumn)));

    // "Compiler", since what no options switch off, [SuppressMessage] still does, unless it is the compiler's own.
    private static DiagnosticDescriptor New(string id, string title, string format) => new(
        id,
        title,
        format,
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        customTags: [WellKnownDiagnosticTags.NotConfigurable, WellKnownDiagnosticTags.Compiler]);
}
