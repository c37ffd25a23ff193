namespace AgentPolicy.Benchmarks.Workloads;

/// <summary>
/// Workloads that are kept beside the repository rather than in it: in the folder that AGENTPOLICY_SHARED names, else in <c>shared</c> beside the repository's root.
/// </summary>
internal static class SharedWorkloads
{
    /// <exception cref="WorkloadException">The file is missing.</exception>
    public static string Read(string relativePath)
    {
        var path = Root() is { } root ? Path.Combine(root, "workloads", relativePath) : null;
        return path is not null && File.Exists(path)
            ? File.ReadAllText(path)
            : throw new WorkloadException($"The workload '{relativePath}' is missing: set AGENTPOLICY_SHARED to the folder that has 'workloads/{relativePath}'.");
    }

    private static string? Root()
    {
        if (Environment.GetEnvironmentVariable("AGENTPOLICY_SHARED") is { Length: > 0 } path)
            return path;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "AgentPolicy.sln")))
                return folder.Parent is { } parent ? Path.Combine(parent.FullName, "shared") : null;
        return null;
    }
}

/// <summary>A workload cannot be measured: it is missing, does not compile, or an engine decides it wrongly.</summary>
internal sealed class WorkloadException(string message) : Exception(message);
