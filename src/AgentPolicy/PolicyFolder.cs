using System.Text;
using AgentPolicy.Language;
using AgentPolicy.Language.Text;

namespace AgentPolicy;

/// <summary>The policy and schema files under a folder, each kind in ordinal order of its path, relative to the folder and with forward slashes.</summary>
internal sealed record PolicyFolder(IReadOnlyList<SourceFile> Policies, IReadOnlyList<SourceFile> Schemas)
{
    private static readonly UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // Hidden files count, and endings in any letter case: a rule that is skipped because of its name would be lost without a word.
    private static readonly EnumerationOptions s_everything = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = 0,
        IgnoreInaccessible = false,
        MatchCasing = MatchCasing.CaseInsensitive,
    };

    public static PolicyFolder Read(string folder)
    {
        var bag = new DiagnosticBag();
        var policies = ReadFiles(folder, "*.cedar", bag);
        var schemas = ReadFiles(folder, "*.cedarschema", bag).Concat(ReadFiles(folder, "*.cedarschema" + CedarSchema.JsonExtension, bag));
        if (policies.Count == 0)
            bag.Report(new SourceFile(folder, ""), default, DiagnosticRules.NoPolicyFiles, folder);
        return bag.HasErrors ? throw new PolicySetException(bag.Diagnostics) : new PolicyFolder(policies, [.. schemas.OrderBy(file => file.Path, StringComparer.Ordinal)]);
    }

    private static List<SourceFile> ReadFiles(string folder, string pattern, DiagnosticBag bag)
    {
        var paths = Directory.EnumerateFiles(folder, pattern, s_everything)
            .Select(full => (Full: full, Relative: Path.GetRelativePath(folder, full).Replace(Path.DirectorySeparatorChar, '/')))
            .OrderBy(path => path.Relative, StringComparer.Ordinal);
        var files = new List<SourceFile>();
        foreach (var (full, relative) in paths)
        {
            if (ReadText(full, relative, bag) is { } text)
                files.Add(new SourceFile(relative, text));
        }

        return files;
    }

    private static string? ReadText(string full, string relative, DiagnosticBag bag)
    {
        // No UTF-8 text of the longest length allowed has more bytes than this; a larger file need not be read to be refused.
        var length = new FileInfo(full).Length;
        if (length > Limits.MaxSourceLength * 3L)
        {
            bag.Report(new SourceFile(relative, ""), default, DiagnosticRules.SourceTooLong, length, Limits.MaxSourceLength);
            return null;
        }

        var bytes = File.ReadAllBytes(full);
        try
        {
            return s_strictUtf8.GetString(bytes.AsSpan(bytes.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0));
        }
        catch (DecoderFallbackException)
        {
            bag.Report(new SourceFile(relative, ""), default, DiagnosticRules.NotUtf8);
            return null;
        }
    }
}
