using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using BankAgent.Tools;

namespace BankAgent.Reporting;

/// <summary>The arguments of a call as a line shows them: as they came, each shortened, passwords hidden.</summary>
internal static class CallText
{
    /// <summary>Longer than an account number in quotes, so that these are seen whole.</summary>
    private const int LongestValue = 32;

    private const int LongestName = 20;
    private const int MostArguments = 8;

    public static string Of(JsonElement arguments)
    {
        if (arguments.ValueKind != JsonValueKind.Object)
            return ValueOf(arguments);
        var shown = arguments.EnumerateObject().Take(MostArguments).Select(Of);
        return string.Join(", ", arguments.GetPropertyCount() > MostArguments ? shown.Append("…") : shown);
    }

    private static string Of(JsonProperty argument)
    {
        var name = Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8PropertyName(argument));
        return $"{VisibleText.Of(name, LongestName)}={(IsSecret(name) ? "***" : ValueOf(argument.Value))}";
    }

    // Names and values as they are written: what is no valid text could not be unescaped, and unescaping would bring control characters to life.
    private static string ValueOf(JsonElement value) => VisibleText.Of(Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(value)), LongestValue);

    // In any letter case: a call that is refused for the case of a name shows what it carried all the same.
    private static bool IsSecret(string name) => ToolCatalog.All
        .SelectMany(tool => tool.Parameters)
        .Any(parameter => parameter.IsSecret && string.Equals(parameter.Name, name, StringComparison.OrdinalIgnoreCase));
}
