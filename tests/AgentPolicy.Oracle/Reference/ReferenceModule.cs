using Wasmtime;

namespace AgentPolicy.Oracle.Reference;

/// <summary>The code of the reference engine, compiled for this machine. Safe for concurrent use.</summary>
internal sealed class ReferenceModule : IDisposable
{
    private ReferenceModule(string path)
    {
        Engine = new Engine(new Config().WithReferenceTypes(true).WithMaximumStackSize(StackSize));
        Module = Module.FromFile(Engine, path);
    }

    // Deep nesting is the engine's to refuse; a trap would tell nothing. Threads have 8 MB by default, and test runners less.
    private const int StackSize = 512 * 1024;

    public Engine Engine { get; }

    public Module Module { get; }

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static ReferenceModule Load(string path) => File.Exists(path) ? new ReferenceModule(path) : throw new FileNotFoundException("The reference engine is missing.", path);

    public void Dispose()
    {
        Module.Dispose();
        Engine.Dispose();
    }
}
