namespace AgentPolicy.Oracle.Generation;

/// <summary>Whether a text can stand in the midst of JSON and stay what it is there, valid or not.</summary>
internal static class JsonShape
{
    public static bool IsOneValue(string text)
    {
        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '"':
                    while (++i < text.Length && text[i] != '"')
                        i += text[i] == '\\' ? 1 : 0;
                    if (i >= text.Length)
                        return false;
                    break;
                case '{' or '[':
                    depth++;
                    break;
                case '}' or ']' when --depth < 0:
                case ',' or ':' when depth == 0:
                    return false;
            }
        }

        return depth == 0;
    }
}
