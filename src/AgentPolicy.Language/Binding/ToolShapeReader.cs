using System.Globalization;
using System.Text;
using AgentPolicy.Language.Collections;

namespace AgentPolicy.Language.Binding;

/// <summary>Reads the text of a shape, in one pass. Nesting is bounded as everywhere.</summary>
internal struct ToolShapeReader(string text)
{
    private int _position = 0;
    private int _depth = 0;

    public readonly bool IsAtEnd => _position == text.Length;

    public bool TryTake(string token)
    {
        if (string.CompareOrdinal(text, _position, token, 0, token.Length) != 0)
            return false;
        _position += token.Length;
        return true;
    }

    public bool TryReadType(out InputType type)
    {
        if (_position < text.Length && text[_position] == '{')
        {
            var succeeded = TryReadRecord(out var record);
            type = record;
            return succeeded;
        }

        if (TryTake("Set<"))
            return TryReadSet(out type);
        type = TryTake("Bool") ? new InputType.Bool()
            : TryTake("Long") ? new InputType.Long()
            : TryTake("String") ? new InputType.String()
            : TryTake("decimal") ? new InputType.Decimal()
            : TryTake("ipaddr") ? new InputType.IpAddress()
            : TryTake("datetime") ? new InputType.DateTime()
            : TryTake("duration") ? new InputType.Duration()
            : TryTake("entity") ? new InputType.Entity()
            : new InputType.Dynamic();
        return type is not InputType.Dynamic || TryTake("any");
    }

    public bool TryReadRecord(out InputType.Record record)
    {
        record = new InputType.Record(default, default);
        if (++_depth > Limits.MaxNesting || !TryTake("{"))
            return false;
        var attributes = new List<InputAttribute>();
        var unread = new List<UnreadAttribute>();
        if (!TryReadAttributes(attributes) || (TryTake(";") && !TryReadUnread(unread)) || !TryTake("}"))
            return false;
        _depth--;
        record = new InputType.Record(new(attributes.ToArray()), new(unread.ToArray()));
        return true;
    }

    private bool TryReadSet(out InputType type)
    {
        type = new InputType.Dynamic();
        if (++_depth > Limits.MaxNesting || !TryReadType(out var element) || !TryTake(">"))
            return false;
        _depth--;
        type = new InputType.Set(element);
        return true;
    }

    // Slots are positions: names that are not sorted, or stand twice, would be read from others' places.
    private bool TryReadAttributes(List<InputAttribute> attributes)
    {
        while (_position < text.Length && text[_position] == '"')
        {
            if (!TryReadText(out var name) || (attributes.Count > 0 && string.CompareOrdinal(attributes[attributes.Count - 1].Name, name) >= 0))
                return false;
            var isOptional = TryTake("?");
            if (!TryTake(":") || !TryReadType(out var type))
                return false;
            attributes.Add(new InputAttribute(name, type, isOptional));
            if (!TryTake(","))
                return true;
        }

        // Nothing at all is a record without attributes; nothing after a comma is a mistake.
        return attributes.Count == 0;
    }

    private bool TryReadUnread(List<UnreadAttribute> unread)
    {
        do
        {
            if (!TryReadText(out var name) || (unread.Count > 0 && string.CompareOrdinal(unread[unread.Count - 1].Name, name) >= 0))
                return false;
            var isPresent = TryTake("!");
            if ((!isPresent && !TryTake("~")) || !TryReadText(out var reason))
                return false;
            unread.Add(new UnreadAttribute(name, reason, isPresent));
        }
        while (TryTake(","));
        return true;
    }

    private bool TryReadText(out string value)
    {
        value = "";
        if (!TryTake("\""))
            return false;
        var builder = new StringBuilder();
        while (_position < text.Length)
        {
            var c = text[_position++];
            if (c == '"')
            {
                value = builder.ToString();
                return true;
            }

            if (c == '\\' && !TryReadEscape(out c))
                return false;
            builder.Append(c);
        }

        return false;
    }

    private bool TryReadEscape(out char c)
    {
        c = _position < text.Length ? text[_position++] : '\0';
        switch (c)
        {
            case '"' or '\\':
                return true;
            case 'n':
                c = '\n';
                return true;
            case 'r':
                c = '\r';
                return true;
            case 't':
                c = '\t';
                return true;
            case '0':
                c = '\0';
                return true;
            case 'u':
                return TryReadCode(out c);
            default:
                return false;
        }
    }

    private bool TryReadCode(out char c)
    {
        c = '\0';
        var end = text.IndexOf('}', _position);
        if (end < 0 || end - _position is < 2 or > 5 || text[_position] != '{')
            return false;
        var digits = text.Substring(_position + 1, end - _position - 1);
        var succeeded = ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code);
        c = (char)code;
        _position = end + 1;
        return succeeded;
    }
}
