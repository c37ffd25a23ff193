using System.Security.Cryptography;
using System.Text;
using AgentPolicy.Language.Text;

namespace AgentPolicy;

/// <summary>Identifies texts by their contents.</summary>
internal static class SourceVersion
{
    private const int Digits = 16;

    /// <summary>The first hexadecimal digits of a SHA-256 over the files, their paths, and what else makes a difference.</summary>
    public static string Of(IReadOnlyList<SourceFile> files, params ReadOnlySpan<string> rest)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            Append(hash, file.Path);
            Append(hash, file.Text);
        }

        foreach (var text in rest)
            Append(hash, text);
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..Digits];
    }

    // With its length, so that no two lists of texts look the same.
    private static void Append(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        hash.AppendData(BitConverter.GetBytes(bytes.Length));
        hash.AppendData(bytes);
    }
}
