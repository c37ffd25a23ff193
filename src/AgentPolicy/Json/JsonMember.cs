using System.Text.Json;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Json;

/// <summary>A key of a JSON object, where it stands, and its value.</summary>
internal readonly record struct JsonMember(string Name, TextSpan Span, JsonElement Value);
