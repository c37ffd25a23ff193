using AgentPolicy.Benchmarks.Compilation;
using AgentPolicy.Benchmarks.Workloads;
using AgentPolicy.Tests.Compilation;

namespace AgentPolicy.Benchmarks.Gate;

/// <summary>A folder of policies in both back ends.</summary>
internal static class OwnPolicies
{
    private const string Source = "[AgentPolicy.PolicySet] public sealed partial class OwnPolicies;";

    /// <exception cref="WorkloadException">There is no such folder, or its policies have errors; the message lists them.</exception>
    public static IReadOnlyList<(string Name, IPolicyEngine Engine)> Load(string folder)
    {
        if (!Directory.Exists(folder))
            throw new WorkloadException($"{folder}: there is no such folder.");
        try
        {
            return [("compiled", new PolicyEngine(Compile(folder))), ("interpreted", new PolicyEngine(PolicySet.LoadDirectory(folder)))];
        }
        catch (PolicySetException exception)
        {
            throw new WorkloadException(exception.Message);
        }
    }

    private static PolicySet Compile(string folder)
    {
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/')).Order(StringComparer.Ordinal).ToArray();
        if (files.FirstOrDefault(file => file.EndsWith(".cedarschema.json", StringComparison.Ordinal)) is { } json)
            throw new WorkloadException($"{json}: a project's schema is a .cedarschema; PolicyEngine reads JSON, the generator does not. CedarSchema.ToCedar converts it.");
        var texts = files.Where(file => file.EndsWith(".cedar", StringComparison.Ordinal) || file.EndsWith(".cedarschema", StringComparison.Ordinal))
            .Select(file => new PolicyText(file, File.ReadAllText(Path.Combine(folder, file)), file.EndsWith(".cedar", StringComparison.Ordinal) ? "policy" : "schema"));
        var (assembly, _) = WorkloadCompiler.Compile("own policies", Source, texts);
        return (PolicySet)assembly.GetType("OwnPolicies", throwOnError: true)!.GetProperty("Policies")!.GetValue(null)!;
    }
}
