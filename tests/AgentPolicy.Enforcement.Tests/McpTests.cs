using System.IO.Pipelines;
using System.Reflection;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace AgentPolicy.Enforcement.Tests;

/// <summary>A real MCP client and server, with pipes between them.</summary>
public sealed class McpTests : VaultTest
{
    [Fact]
    public async Task Client_CallingAGovernedTool_MeetsThePolicies()
    {
        using var scope = Enter();
        var (up, down) = (new Pipe(), new Pipe());
        await using var server = McpServer.Create(
            new StreamServerTransport(up.Reader.AsStream(), down.Writer.AsStream()), new McpServerOptions { ToolCollection = Tools() });
        using var stop = new CancellationTokenSource();
        var running = server.RunAsync(stop.Token);
        await using (var client = await McpClient.CreateAsync(new StreamClientTransport(up.Writer.AsStream(), down.Reader.AsStream())))
        {
            var tool = Assert.Single(await client.ListToolsAsync());
            Assert.Equal(("open_mcp", "Opens the vault for a client."), (tool.Name, tool.Description));

            var allowed = await client.CallToolAsync("open_mcp", new Dictionary<string, object?> { ["key"] = Right });
            Assert.Equal("opened", Assert.IsType<TextContentBlock>(Assert.Single(allowed.Content)).Text);
            Assert.Equal(1, Vault.Ran);

            var denied = await client.CallToolAsync("open_mcp", new Dictionary<string, object?> { ["key"] = Wrong });
            Assert.True(denied.IsError);
            Assert.Equal(1, Vault.Ran);
        }

        await stop.CancelAsync();
        await Record.ExceptionAsync(() => running);
    }

    // As the server's own builder finds tools: every method that bears its attribute, private ones too.
    private McpServerPrimitiveCollection<McpServerTool> Tools()
    {
        var tools = new McpServerPrimitiveCollection<McpServerTool>();
        foreach (var method in typeof(Vault).GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static))
        {
            if (method.GetCustomAttribute<McpServerToolAttribute>() is not null)
                tools.Add(McpServerTool.Create(method, Vault));
        }

        return tools;
    }
}
