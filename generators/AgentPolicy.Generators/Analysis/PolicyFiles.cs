using System.Collections.Immutable;
using System.Text;
using AgentPolicy.Generators.Diagnostics;
using AgentPolicy.Generators.Models;
using AgentPolicy.Language.Collections;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AgentPolicy.Generators.Analysis;

/// <summary>Finds the project's policy and schema files, and tells those that are in no set or in several.</summary>
internal static class PolicyFiles
{
    private const string KindKey = "build_metadata.AdditionalFiles.AgentPolicyKind";
    private const string PathKey = "build_metadata.AdditionalFiles.AgentPolicyPath";
    private const char Replacement = '\uFFFD';
    private const string AnnotationsKey = "build_property.AgentPolicyAnnotations";

    /// <summary>The file, or nothing where it is no policy file.</summary>
    public static ImmutableArray<PolicyFileModel> Read(AdditionalText file, AnalyzerConfigOptions options, CancellationToken cancellation)
    {
        if (!IsListed(options, out var kind))
            return [];
        var path = options.TryGetValue(PathKey, out var relative) && relative.Length > 0 ? relative : Path.GetFileName(file.Path);
        return [new PolicyFileModel(kind == "schema", Normalize(path), file.Path, ReadText(file, cancellation))];
    }

    /// <summary>What is wrong with a file that is none of the set's by the build, but has the name of a policy file: it would be overlooked.</summary>
    public static EquatableArray<DiagnosticInfo> FindUnlisted(AdditionalText file, AnalyzerConfigOptions options)
    {
        var isNamedAsOne = Path.GetExtension(file.Path) is { } ending
            && (ending.Equals(".cedar", StringComparison.OrdinalIgnoreCase) || ending.Equals(".cedarschema", StringComparison.OrdinalIgnoreCase));
        return isNamedAsOne && !IsListed(options, out _)
            ? EquatableArray.Of(PolicyDiagnostics.At(LocationInfo.OfFile(file.Path), PolicyDiagnostics.FileNotListed, Path.GetFileName(file.Path)))
            : EquatableArray<DiagnosticInfo>.Empty;
    }

    /// <summary>Ordered by path, ordinally: the order in which policies are named.</summary>
    public static EquatableArray<PolicyFileModel> Sort(ImmutableArray<PolicyFileModel> files) => files.OrderBy(file => file.Path, StringComparer.Ordinal).ToEquatableArray();

    /// <summary>The build's targets join the items by commas; a project that sets the property itself may write semicolons.</summary>
    public static EquatableArray<string> ReadAnnotations(AnalyzerConfigOptions options) =>
        options.TryGetValue(AnnotationsKey, out var names)
            ? names.Split(',', ';').Select(name => name.Trim()).Where(name => name.Length > 0).ToEquatableArray()
            : EquatableArray<string>.Empty;

    /// <summary>A path relative to the project, with forward slashes on every machine.</summary>
    public static string Normalize(string path)
    {
        var normal = path.Replace('\\', '/');
        while (normal.StartsWith("./", StringComparison.Ordinal))
            normal = normal.Substring(2);
        return normal;
    }

    public static EquatableArray<DiagnosticInfo> FindErrors(ImmutableArray<PolicySetDeclaration> sets, EquatableArray<PolicyFileModel> files)
    {
        var errors = new List<DiagnosticInfo>();
        foreach (var file in files)
        {
            var holders = sets.Where(set => IsIn(set, file)).Select(set => set.FullName).Distinct(StringComparer.Ordinal).OrderBy(name => name, StringComparer.Ordinal).ToArray();
            if (holders.Length == 0)
                errors.Add(PolicyDiagnostics.At(file, PolicyDiagnostics.FileInNoSet, file.Path));
            else if (holders.Length > 1)
                errors.Add(PolicyDiagnostics.At(file, PolicyDiagnostics.FileInSeveralSets, file.Path, string.Join("', '", holders)));
        }

        return errors.ToEquatableArray();
    }

    public static bool IsIn(PolicySetDeclaration set, PolicyFileModel file) =>
        set.Folder.Length == 0 || file.Path.StartsWith(set.Folder + "/", StringComparison.Ordinal);

    private static bool IsListed(AnalyzerConfigOptions options, out string? kind) => options.TryGetValue(KindKey, out kind) && kind is "policy" or "schema";

    // Another encoding would be read otherwise where the policies are loaded at run time, which takes UTF-8 only. Where the compiler takes bytes that are no UTF-8 for
    // UTF-8 all the same, it puts U+FFFD in their place, and a rule about such a text would match nothing.
    private static string? ReadText(AdditionalText file, CancellationToken cancellation)
    {
        try
        {
            var text = file.GetText(cancellation);
            return text?.Encoding is null or UTF8Encoding && text?.ToString() is { } read && read.IndexOf(Replacement) < 0 ? read : null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return null;
        }
    }
}
