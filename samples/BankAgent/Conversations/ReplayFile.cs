using System.Text.Json;
using BankAgent.Tools;

namespace BankAgent.Conversations;

/// <summary>
/// Reads the tasks of an AgentDojo file: their ids, kinds and calls. The results and texts that stand there too are not looked at: the bank answers for itself.
/// </summary>
internal static class ReplayFile
{
    private const string Form = "\"tasks\", each with \"id\", \"kind\" (\"user\" or \"injection\") and \"calls\" of \"tool\" and \"args\"";

    /// <exception cref="CommandLineException">The file cannot be read, or is not what it should be; the message names it.</exception>
    public static IReadOnlyList<Conversation> Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            using var document = JsonDocument.Parse(file);
            return [.. document.RootElement.GetProperty("tasks").EnumerateArray().Select(task => new Conversation([ReadTurn(task)]))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CommandLineException($"The file '{path}' cannot be read: {exception.Message}");
        }
        catch (JsonException exception)
        {
            throw new CommandLineException($"The file '{path}' is not JSON: {exception.Message}");
        }
        catch (Exception exception) when (exception is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new CommandLineException($"The file '{path}' is not an AgentDojo file: it needs {Form}.");
        }
    }

    private static Turn ReadTurn(JsonElement task) => new(
        task.GetProperty("id").GetString() ?? throw new FormatException(),
        ReadKind(task.GetProperty("kind").GetString()),
        [.. task.GetProperty("calls").EnumerateArray().Select(ReadCall)]);

    private static TurnKind ReadKind(string? kind) => kind switch
    {
        "user" => TurnKind.Benign,
        "injection" => TurnKind.Injection,
        _ => throw new FormatException(),
    };

    // Cloned, because the document is gone when the call is played.
    private static ToolCall ReadCall(JsonElement call) =>
        new(call.GetProperty("tool").GetString() ?? throw new FormatException(), call.GetProperty("args").Clone());
}
