using System.Text.Json;

namespace BankAgent.Tools;

/// <summary>What a model asks for: a tool by its name, and arguments that nobody has looked at yet.</summary>
internal sealed record ToolCall(string Tool, JsonElement Arguments)
{
    public static ToolCall Parse(string tool, string arguments) => new(tool, JsonElement.Parse(arguments));
}
