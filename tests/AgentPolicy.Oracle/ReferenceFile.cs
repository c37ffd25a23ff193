namespace AgentPolicy.Oracle;

/// <summary>Where the reference engine is: the file that AGENTPOLICY_CEDAR_WASM names, else where the gate puts it, under the repository's root.</summary>
internal static class ReferenceFile
{
    private const string Default = "artifacts/cedar-wasm/cedar_wasm_bg.wasm";

    /// <summary>Why there is none, for whoever skips or fails by it.</summary>
    public static readonly string Missing = $"The reference engine is missing: `bash .ci/cedar-wasm` fetches it to {Default}; AGENTPOLICY_CEDAR_WASM may name another place.";

    public static string? Find()
    {
        if (Environment.GetEnvironmentVariable("AGENTPOLICY_CEDAR_WASM") is { Length: > 0 } path)
            return File.Exists(path) ? path : null;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "AgentPolicy.sln")))
                return Path.Combine(folder.FullName, Default) is var file && File.Exists(file) ? file : null;
        }

        return null;
    }
}
