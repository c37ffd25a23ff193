namespace AgentPolicy.Benchmarks.Compilation;

/// <summary>Policies without tools, built by the generator and the C# compiler.</summary>
internal sealed class CompiledPolicyText
{
    private const string Source = "[AgentPolicy.PolicySet] public sealed partial class WorkloadPolicies;";

    private readonly string _name;

    private CompiledPolicyText(string name, byte[] image, BuildCost cost) => (_name, Image, Cost) = (name, image, cost);

    public byte[] Image { get; }

    public BuildCost Cost { get; }

    /// <exception cref="Workloads.WorkloadException">The generators refuse it, or it does not compile.</exception>
    public static CompiledPolicyText Build(string name, string policies, string? schema = null)
    {
        var (image, cost) = WorkloadCompiler.Build(name, Source, WorkloadCompiler.Files(policies, schema));
        return new CompiledPolicyText(name, image, cost);
    }

    /// <summary>The policies; each time the code is loaded as new.</summary>
    public PolicySet Load() => (PolicySet)WorkloadCompiler.Load(_name, Image).GetType("WorkloadPolicies", throwOnError: true)!.GetProperty("Policies")!.GetValue(null)!;
}
