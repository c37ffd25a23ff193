using System.ComponentModel;
using Microsoft.SemanticKernel;

namespace AgentPolicy.Enforcement.Tests;

[PolicySet]
public sealed partial class VaultPolicies;

[PolicyEntity("Agent")]
public sealed partial record Caller(string Id, bool Trusted = false) : IPolicyPrincipal
{
    public IReadOnlySet<string> Payees { get; init; } = new HashSet<string>();

    public IReadOnlyCollection<EntityUid> Parents { get; init; } = [];
}

public interface IVault
{
    string Open(string key);
}

public sealed record Address(string Street, IReadOnlyList<string> Lines);

/// <summary>Tools of every shape. Each counts how often it ran.</summary>
public partial class Vault(IPolicyEngine policy) : IVault
{
    private int _ran;

    public int Ran => Volatile.Read(ref _ran);

    /// <summary>What the last call of a tool that takes names was given.</summary>
    public IReadOnlyCollection<string> Names { get; private set; } = [];

    /// <summary>Runs inside a tool, between the decision and the answer.</summary>
    public Action Inside { get; set; } = () => { };

    [Governed("open"), Description("Opens the vault.")]
    public partial string Open(string key);

    [Governed("open_quietly")]
    public partial void OpenQuietly(string key);

    [Governed("open_later"), KernelFunction("open_later"), Description("Opens the vault later.")]
    public partial Task<string> OpenLaterAsync(string key, CancellationToken cancellation = default);

    [Governed("open_blindly")]
    public partial Task OpenBlindlyAsync(string key);

    [Governed("open_soon")]
    public partial ValueTask<int> OpenSoonAsync(string key);

    [Governed("open_at_once")]
    public partial ValueTask OpenAtOnceAsync(string key);

    [Governed("open_one_by_one")]
    public partial IAsyncEnumerable<string> OpenOneByOneAsync(string key, string first = "1");

    [Governed("open_static")]
    public static partial string OpenStatically(string key);

    [Governed("open_mcp", Mcp = true), Description("Opens the vault for a client.")]
    public partial string OpenForClients(string key);

    [Governed("open_as")]
    public partial T OpenAs<T>(string key, T value)
        where T : class;

    [Governed("open_nested")]
    public partial string OpenNested(string key, string inner);

    [Governed("open_list")]
    public partial int OpenList(string key, List<string> names);

    [Governed("open_items")]
    public partial int OpenItems(string key, IReadOnlyCollection<string> names);

    [Governed("open_set")]
    public partial Task<int> OpenSetAsync(string key, ISet<string> names);

    [Governed("open_map")]
    public partial Task<int> OpenMapAsync(string key, Dictionary<string, string> values);

    [Governed("open_address")]
    public partial string OpenAddress(string key, Address address);

    [Governed("pay")]
    public partial decimal Pay(string key, decimal amount);

    [Governed("find")]
    public partial string Find(string key, string text);

    [Governed("find_later")]
    public partial Task<string> FindLaterAsync(string key, string text);

    [Governed("read_file", Resource = nameof(path), ResourceType = "File")]
    public partial string ReadFile(string key, string path);

    [Governed("who")]
    public partial string Who(string key, AgentIdentity caller);

    [Governed("told")]
    public partial string Told(string key);

    private static string OpenStaticallyCore(string key) => "opened";

    private string OpenCore(string key) => Run("opened");

    private void OpenQuietlyCore(string key) => Run(0);

    private async Task<string> OpenLaterAsyncCore(string key, CancellationToken cancellation)
    {
        await Task.Yield();
        cancellation.ThrowIfCancellationRequested();
        return Run("opened");
    }

    private Task OpenBlindlyAsyncCore(string key) => Task.FromResult(Run(0));

    private ValueTask<int> OpenSoonAsyncCore(string key) => new(Run(1));

    private ValueTask OpenAtOnceAsyncCore(string key)
    {
        Run(0);
        return default;
    }

    private async IAsyncEnumerable<string> OpenOneByOneAsyncCore(string key, string first)
    {
        Run(0);
        yield return first;
        await Task.Yield();
        yield return "2";
    }

    private string OpenForClientsCore(string key) => Run("opened");

    private T OpenAsCore<T>(string key, T value)
        where T : class => Run(value);

    private string OpenNestedCore(string key, string inner) => Run(Open(inner));

    private int OpenListCore(string key, List<string> names) => Take(names);

    private int OpenItemsCore(string key, IReadOnlyCollection<string> names) => Take(names);

    private Task<int> OpenSetAsyncCore(string key, ISet<string> names) => Task.FromResult(Take([.. names]));

    private Task<int> OpenMapAsyncCore(string key, Dictionary<string, string> values) => Task.FromResult(Take(values.Keys));

    private string OpenAddressCore(string key, Address address)
    {
        Take(address.Lines);
        return address.Street;
    }

    private decimal PayCore(string key, decimal amount) => Run(amount);

    private string FindCore(string key, string text) => Run(text);

    private async Task<string> FindLaterAsyncCore(string key, string text)
    {
        await Task.Yield();
        return Run(text);
    }

    private string ReadFileCore(string key, string path) => Run(path);

    private string WhoCore(string key, AgentIdentity caller) => Run(caller.Agent.Id);

    private string ToldCore(GovernedCall call, string key) => Run($"{call.Identity} by {call.Decision.Policy} {call.Time.Year > 2000}");

    private T Run<T>(T answer)
    {
        Interlocked.Increment(ref _ran);
        Inside();
        return answer;
    }

    private int Take(IReadOnlyCollection<string> names)
    {
        Names = names;
        return Run(names.Count);
    }
}
