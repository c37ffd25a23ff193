using AgentPolicy.Compiled;

namespace AgentPolicy.Tests.Governance;

/// <summary>Governed methods as the generator writes them, by hand.</summary>
internal sealed class HandWrittenTools(IPolicyEngine? policy)
{
    /// <summary>What the method does once it is let through.</summary>
    public Func<string, decimal, Task<Receipt>> Send { get; set; } = (recipient, _) => Task.FromResult(new Receipt($"to-{recipient}"));

    public Func<string, string> Read { get; set; } = path => $"text of {path}";

    public Func<IAsyncEnumerable<string>> List { get; set; } = () => Elements("a", "b", "c");

    public int Runs { get; private set; }

    public GovernedCall LastCall { get; private set; }

    public Task<Receipt> SendMoneyAsync(string recipient, decimal amount, string? note = null, AgentIdentity? identity = null)
    {
        var arguments = new SendMoneyArguments(recipient, amount, note);
        var call = GovernedPipeline.Begin(policy, in arguments, identity);
        if (!call.IsAllowed)
            return Task.FromException<Receipt>(GovernedPipeline.Deny<SendMoneyArguments>(in call));
        Task<Receipt> task;
        try
        {
            Runs++;
            task = Send(recipient, amount);
        }
        catch (Exception exception)
        {
            GovernedPipeline.Fail<SendMoneyArguments>(in call, exception);
            throw;
        }

        return GovernedPipeline.CompleteOutputAsync<SendMoneyArguments, Receipt>(in call, in arguments, task);
    }

    public ValueTask<Receipt> SendMoneyValueAsync(string recipient, decimal amount)
    {
        var arguments = new SendMoneyArguments(recipient, amount, null);
        var call = GovernedPipeline.Begin(policy, in arguments);
        if (!call.IsAllowed)
            return ValueTask.FromException<Receipt>(GovernedPipeline.Deny<SendMoneyArguments>(in call));
        Runs++;
        return GovernedPipeline.CompleteOutputAsync<SendMoneyArguments, Receipt>(in call, in arguments, new ValueTask<Receipt>(Send(recipient, amount)));
    }

    public string ReadFile(string? path)
    {
        var arguments = new ReadFileArguments(path);
        var call = GovernedPipeline.BeginTimed(policy, in arguments);
        if (!call.IsAllowed)
            throw GovernedPipeline.Deny<ReadFileArguments>(in call);
        string result;
        try
        {
            (Runs, LastCall) = (Runs + 1, call);
            result = Read(path!);
        }
        catch (Exception exception)
        {
            GovernedPipeline.Fail<ReadFileArguments>(in call, exception);
            throw;
        }

        return GovernedPipeline.CompleteOutput<ReadFileArguments, string>(in call, in arguments, result);
    }

    /// <summary>Its result is of a type that no policy can read.</summary>
    public Task<Stream> OpenFileAsync(string path)
    {
        var arguments = new ReadFileArguments(path);
        var call = GovernedPipeline.Begin(policy, in arguments);
        if (!call.IsAllowed)
            return Task.FromException<Stream>(GovernedPipeline.Deny<ReadFileArguments>(in call));
        Runs++;
        return GovernedPipeline.CompleteAsync<ReadFileArguments, Stream>(in call, Task.FromResult(Stream.Null));
    }

    public Task PingAsync(Task task)
    {
        var arguments = default(PingArguments);
        var call = GovernedPipeline.Begin(policy, in arguments);
        if (!call.IsAllowed)
            return Task.FromException(GovernedPipeline.Deny<PingArguments>(in call));
        Runs++;
        return GovernedPipeline.CompleteAsync<PingArguments>(in call, task);
    }

    public void Ping()
    {
        var arguments = default(PingArguments);
        var call = GovernedPipeline.Begin(policy, in arguments);
        if (!call.IsAllowed)
            throw GovernedPipeline.Deny<PingArguments>(in call);
        Runs++;
        GovernedPipeline.Complete<PingArguments>(in call);
    }

    public static void PingStatic()
    {
        var arguments = default(PingArguments);
        var call = GovernedPipeline.Begin(AgentContext.Engine, in arguments);
        if (!call.IsAllowed)
            throw GovernedPipeline.Deny<PingArguments>(in call);
        GovernedPipeline.Complete<PingArguments>(in call);
    }

    public IAsyncEnumerable<string> ListFiles(string path)
    {
        var arguments = new ReadFileArguments(path);
        var call = GovernedPipeline.Begin(policy, in arguments);
        if (!call.IsAllowed)
            return GovernedPipeline.DeniedStream<ReadFileArguments, string>(in call);
        Runs++;
        return GovernedPipeline.StreamOutput<ReadFileArguments, string>(in call, in arguments, List());
    }

    public static async IAsyncEnumerable<string> Elements(params string[] elements)
    {
        foreach (var element in elements)
        {
            await Task.Yield();
            yield return element;
        }
    }
}

public sealed record Receipt(string Id);

public readonly struct SendMoneyArguments : IToolArguments, IToolOutput<Receipt>
{
    public const string Shape = "send_money:1";

    private static readonly ToolDescriptor s_tool = new(1, "send_money", new("Tool", "BankTools"), Shape);

    private readonly string _recipient;
    private readonly decimal _amount;
    private readonly string? _note;

    internal SendMoneyArguments(string recipient, decimal amount, string? note) => (_recipient, _amount, _note) = (recipient, amount, note);

    public static ToolDescriptor Tool => s_tool;

    public EntityUid Resource => s_tool.Resource;

    public int SlotCount => 3;

    public PolicyValue GetValue(int slot, PolicyScratch scratch) => slot switch { 0 => PolicyValue.FromDecimal(_amount), 1 => _note, 2 => _recipient, _ => default };

    public ScalarRead Read(int slot, out PolicyScalar scalar) => slot switch
    {
        0 => ToolScalars.Decimal(_amount, out scalar),
        1 => ToolScalars.Text(_note, out scalar),
        2 => ToolScalars.RequiredText(_recipient, out scalar),
        _ => ToolScalars.None(out scalar),
    };

    public string GetName(int slot) => slot switch { 0 => "amount", 1 => "note", _ => "recipient" };

    public int FindSlot(string name) => name switch { "amount" => 0, "note" => 1, "recipient" => 2, _ => -1 };

    public static PolicyValue ReadOutput(in Receipt result, PolicyScratch scratch) => result is null ? default : scratch.Record(new ReceiptRecord(result));

    private readonly struct ReceiptRecord(Receipt receipt) : IPolicyRecord
    {
        public int SlotCount => 1;

        public PolicyValue GetValue(int slot, PolicyScratch scratch) => receipt.Id;

        public string GetName(int slot) => "id";

        public int FindSlot(string name) => name == "id" ? 0 : -1;
    }
}

public readonly struct ReadFileArguments : IToolArguments, IToolOutput<string>
{
    private static readonly ToolDescriptor s_tool = new(1, "read_file", new("Tool", "FileTools"), "read_file:1");

    private readonly string? _path;

    internal ReadFileArguments(string? path) => _path = path;

    public static ToolDescriptor Tool => s_tool;

    public EntityUid Resource => _path is null ? default : new EntityUid("File", _path);

    public int SlotCount => 1;

    public PolicyValue GetValue(int slot, PolicyScratch scratch) => slot == 0 ? _path : default(PolicyValue);

    public ScalarRead Read(int slot, out PolicyScalar scalar) => ToolScalars.None(out scalar);

    public string GetName(int slot) => "path";

    public int FindSlot(string name) => name == "path" ? 0 : -1;

    public static PolicyValue ReadOutput(in string result, PolicyScratch scratch) => result;
}

public readonly struct PingArguments : IToolArguments
{
    private static readonly ToolDescriptor s_tool = new(1, "ping", new("Tool", "NetTools"), "ping:1");

    public static ToolDescriptor Tool => s_tool;

    public EntityUid Resource => s_tool.Resource;

    public int SlotCount => 0;

    public PolicyValue GetValue(int slot, PolicyScratch scratch) => default;

    public ScalarRead Read(int slot, out PolicyScalar scalar) => ToolScalars.None(out scalar);

    public string GetName(int slot) => "";

    public int FindSlot(string name) => -1;
}

/// <summary>Generated for a version of the library that is not this one.</summary>
public readonly struct OutdatedArguments : IToolArguments
{
    private static readonly ToolDescriptor s_tool = new(ToolDescriptor.CurrentFormat + 1, "outdated", new("Tool", "NetTools"), "");

    public static ToolDescriptor Tool => s_tool;

    public EntityUid Resource => s_tool.Resource;

    public int SlotCount => 0;

    public PolicyValue GetValue(int slot, PolicyScratch scratch) => default;

    public ScalarRead Read(int slot, out PolicyScalar scalar) => ToolScalars.None(out scalar);

    public string GetName(int slot) => "";

    public int FindSlot(string name) => -1;
}

/// <summary>Reading an argument does what the test says.</summary>
public readonly struct HookedArguments : IToolArguments
{
    private static readonly ToolDescriptor s_tool = new(1, "hooked", new("Tool", "NetTools"), "hooked:1");

    private readonly Func<PolicyValue> _read;

    internal HookedArguments(Func<PolicyValue> read) => _read = read;

    public static ToolDescriptor Tool => s_tool;

    public EntityUid Resource => s_tool.Resource;

    public int SlotCount => 1;

    public PolicyValue GetValue(int slot, PolicyScratch scratch) => _read();

    public ScalarRead Read(int slot, out PolicyScalar scalar) => ToolScalars.None(out scalar);

    public string GetName(int slot) => "value";

    public int FindSlot(string name) => name == "value" ? 0 : -1;
}
