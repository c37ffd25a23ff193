using System.Globalization;
using System.Text;

namespace BankAgent.Reporting;

/// <summary>
/// Text that was written by others, made fit to be shown: what would move the cursor, colour, break or reorder the line is shown as its code point instead.
/// </summary>
internal static class VisibleText
{
    public static string Of(string text)
    {
        var visible = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsVisible(rune))
                visible.Append(rune);
            else
                visible.Append(CultureInfo.InvariantCulture, $"<U+{rune.Value:X4}>");
        }

        return visible.ToString();
    }

    /// <summary>The text made visible, cut to a length.</summary>
    public static string Of(string text, int length)
    {
        var visible = Of(text);
        if (visible.Length <= length)
            return visible;
        var end = char.IsLowSurrogate(visible[length - 1]) ? length - 2 : length - 1;
        return $"{visible.AsSpan(0, end)}…";
    }

    private static bool IsVisible(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.SpaceSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
