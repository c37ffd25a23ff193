using AgentPolicy;

namespace ToolLibrary;

/// <summary>Tools whose policies are somebody else's.</summary>
public sealed partial class ShopTools(IPolicyEngine policy)
{
    [Governed("order")]
    public partial Task<string> OrderAsync(string article, int count);

    private Task<string> OrderAsyncCore(string article, int count) => Task.FromResult($"ordered {count}");
}
