using System.Buffers.Binary;
using System.Text;
using Wasmtime;

namespace AgentPolicy.Oracle.Reference;

/// <summary>One instance of the module, with the six functions that wasm-bindgen's JavaScript would give it. JavaScript values are .NET strings of JSON.</summary>
internal sealed class WasmInstance : IDisposable
{
    private const string Imports = "./cedar_wasm_bg.js";

    private readonly Store _store;
    private readonly Instance _instance;
    private readonly Memory _memory;
    private readonly Func<int, int, int> _allocate;
    private readonly Dictionary<string, Func<object?, object?>> _functions = [];
    private readonly Dictionary<string, Func<int, int, object?, object?>> _named = [];

    public WasmInstance(ReferenceModule module)
    {
        _store = new Store(module.Engine);
        using var linker = new Linker(module.Engine);
        foreach (var import in module.Module.Imports.Where(import => import.ModuleName == Imports))
            Define(linker, import.Name);
        _instance = linker.Instantiate(_store, module.Module);
        _memory = _instance.GetMemory("memory")!;
        _allocate = _instance.GetFunction<int, int, int>("__wbindgen_malloc")!;
        _instance.GetAction("__wbindgen_start")!();
    }

    /// <exception cref="WasmtimeException">The engine refused the value, or ran into a trap. The instance is of no further use.</exception>
    public string Call(string function, string json)
    {
        if (!_functions.TryGetValue(function, out var call))
            _functions.Add(function, call = _instance.GetFunction<object?, object?>(function) ?? throw new InvalidOperationException($"The reference engine has no function '{function}'."));
        return (string)call(json)!;
    }

    /// <exception cref="WasmtimeException">The engine refused the value, or ran into a trap. The instance is of no further use.</exception>
    public string Call(string function, string name, string json)
    {
        if (!_named.TryGetValue(function, out var call))
            _named.Add(function, call = _instance.GetFunction<int, int, object?, object?>(function) ?? throw new InvalidOperationException($"The reference engine has no function '{function}'."));
        var (pointer, length) = Write(name);
        return (string)call(pointer, length, json)!;
    }

    public void Dispose() => _store.Dispose();

    private void Define(Linker linker, string name)
    {
        switch (name)
        {
            case var _ when name.StartsWith("__wbg___wbindgen_is_undefined_", StringComparison.Ordinal):
                linker.DefineFunction(Imports, name, (object? value) => value is null ? 1 : 0);
                break;
            case var _ when name.StartsWith("__wbg___wbindgen_string_get_", StringComparison.Ordinal):
                linker.DefineFunction(Imports, name, (int result, object? value) => Return(result, value as string));
                break;
            case var _ when name.StartsWith("__wbg___wbindgen_throw_", StringComparison.Ordinal):
                linker.DefineFunction(Imports, name, (int pointer, int length) => throw new InvalidDataException(Read(pointer, length)));
                break;
            case var _ when name.StartsWith("__wbg_parse_", StringComparison.Ordinal):
                linker.DefineFunction(Imports, name, (int pointer, int length) => (object?)Read(pointer, length));
                break;
            case var _ when name.StartsWith("__wbg_stringify_", StringComparison.Ordinal):
                linker.DefineFunction(Imports, name, (object? value) => value);
                break;
            case "__wbindgen_init_externref_table":
                // JavaScript's undefined, null, true and false have places of their own; only the first of them is ever used.
                linker.DefineFunction(Imports, name, () => { _instance.GetTable("__wbindgen_externrefs")!.Grow(4, null); });
                break;
            default:
                throw new InvalidOperationException($"The reference engine asks for '{name}', which nobody knows; is it the version that is pinned?");
        }
    }

    private void Return(int result, string? text)
    {
        var (pointer, length) = text is null ? (0, 0) : Write(text);
        var slot = _memory.GetSpan(result, 8);
        BinaryPrimitives.WriteInt32LittleEndian(slot, pointer);
        BinaryPrimitives.WriteInt32LittleEndian(slot[4..], length);
    }

    private (int Pointer, int Length) Write(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        var pointer = _allocate(length, 1);
        Encoding.UTF8.GetBytes(text, _memory.GetSpan((uint)pointer, length));
        return (pointer, length);
    }

    private string Read(int pointer, int length) => Encoding.UTF8.GetString(_memory.GetSpan((uint)pointer, length));
}
