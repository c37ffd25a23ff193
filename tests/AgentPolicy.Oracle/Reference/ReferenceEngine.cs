using Wasmtime;

namespace AgentPolicy.Oracle.Reference;

/// <summary>
/// The reference engine, compiled to WebAssembly and run in this process: JSON in, JSON out. The values that its JavaScript glue would hand it are our texts, so that
/// no number passes through a JavaScript one. Not thread-safe.
/// </summary>
internal sealed class ReferenceEngine(ReferenceModule module) : IDisposable
{
    // WebAssembly's memory only grows.
    private const int CallsOfAnInstance = 50_000;

    private WasmInstance? _instance;
    private int _calls;

    /// <summary>Counts the instances; what was kept in one of them is lost with it.</summary>
    public int Generation { get; private set; }

    /// <summary>Calls an exported function that takes one JSON value.</summary>
    /// <exception cref="ReferenceException">The engine refused the value, or broke off.</exception>
    public string Call(string function, string json) => Call(instance => instance.Call(function, json));

    /// <summary>Calls an exported function that takes a name and a JSON value.</summary>
    /// <exception cref="ReferenceException">The engine refused the value, or broke off.</exception>
    public string Call(string function, string name, string json) => Call(instance => instance.Call(function, name, json));

    /// <summary>Takes a new instance where this one is worn. Only here, so that what is kept in an instance is not lost behind its back.</summary>
    public void Renew()
    {
        if (_calls >= CallsOfAnInstance)
            Reset();
    }

    public void Dispose() => _instance?.Dispose();

    private string Call(Func<WasmInstance, string> call)
    {
        _calls++;
        _instance ??= new WasmInstance(module);
        try
        {
            return call(_instance);
        }
        catch (WasmtimeException exception) when (exception.InnerException is InvalidDataException refusal)
        {
            throw new ReferenceException(refusal.Message, isRefusal: true);
        }
        catch (WasmtimeException exception)
        {
            // What it left behind may be anything.
            Reset();
            throw new ReferenceException(exception.Message, isRefusal: false);
        }
    }

    private void Reset()
    {
        _instance?.Dispose();
        _instance = null;
        _calls = 0;
        Generation++;
    }
}
