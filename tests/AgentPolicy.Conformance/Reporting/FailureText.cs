using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AgentPolicy.Conformance.Reporting;

/// <summary>Says what a test expected and what came.</summary>
internal static class FailureText
{
    private const int MaxPolicyLength = 8_000;

    private static readonly JsonSerializerOptions s_oneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = TestJson.MaxDepth };

    /// <summary>A test that could not be run at all.</summary>
    public static string Of(string test, string policies, Exception exception) =>
        Of(test, policies, ["  " + Indent(IsRefusal(exception) ? $"{exception.GetType().Name}: {exception.Message}" : exception.ToString())]);

    public static string Of(string test, string policies, IEnumerable<string> mismatches)
    {
        var text = new StringBuilder().Append("FAILED ").AppendLine(test);
        if (policies.Length > 0)
            text.Append("  policies:\n    ").AppendLine(Indent(Shorten(policies.Trim())));
        return text.AppendJoin('\n', mismatches).ToString();
    }

    public static string OfRequest(int index, JsonElement request, IEnumerable<string> differences) =>
        string.Join('\n', differences.Select(difference => $"    {difference}").Prepend($"  request {index}: {JsonSerializer.Serialize(request, s_oneLine)}"));

    /// <summary>What the product and the runner throw for input that they refuse; where anything else was thrown from matters.</summary>
    private static bool IsRefusal(Exception exception) =>
        exception is PolicySetException or FormatException or ArgumentException or IOException or JsonException;

    private static string Shorten(string text) =>
        text.Length <= MaxPolicyLength ? text : $"{text.AsSpan(0, MaxPolicyLength)}\n… ({text.Length - MaxPolicyLength} more characters)";

    private static string Indent(string text) => text.ReplaceLineEndings("\n    ");
}
