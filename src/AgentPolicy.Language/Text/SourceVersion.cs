using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AgentPolicy.Language.Text;

/// <summary>Identifies texts by their contents, alike when they are compiled with a project and when they are loaded.</summary>
internal static class SourceVersion
{
    private const int Bytes = 8;

    /// <summary>The first hexadecimal digits of a SHA-256 over the files, their paths, and what else makes a difference.</summary>
    public static string Of(IReadOnlyList<SourceFile> files, params string[] rest)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            Append(hash, file.Path);
            Append(hash, file.Text);
        }

        foreach (var text in rest)
            Append(hash, text);
        var digits = hash.GetHashAndReset().Take(Bytes).Select(part => part.ToString("x2", CultureInfo.InvariantCulture));
        return string.Concat(digits);
    }

    // With its length, so that no two lists of texts look the same.
    private static void Append(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        hash.AppendData(BitConverter.GetBytes(bytes.Length));
        hash.AppendData(bytes);
    }
}
