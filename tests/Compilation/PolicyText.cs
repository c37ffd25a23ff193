using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace AgentPolicy.Tests.Compilation;

/// <summary>A file of the project under test, with what the package's targets say of it.</summary>
internal sealed class PolicyText(string path, string text, string? kind = "policy") : AdditionalText
{
    public override string Path { get; } = "/project/" + path;

    public ImmutableDictionary<string, string> Metadata { get; } = kind is null
        ? ImmutableDictionary<string, string>.Empty
        : ImmutableDictionary<string, string>.Empty.Add("build_metadata.AdditionalFiles.AgentPolicyKind", kind).Add("build_metadata.AdditionalFiles.AgentPolicyPath", path);

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text, Encoding.UTF8);
}

/// <summary>Hands the metadata of files to the generator, and the project's properties.</summary>
internal sealed class PolicyTextOptions(params (string Key, string Value)[] properties) : AnalyzerConfigOptionsProvider
{
    private static readonly Options s_none = new(ImmutableDictionary<string, string>.Empty);

    public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(properties.ToImmutableDictionary(property => property.Key, property => property.Value));

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => s_none;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => textFile is PolicyText text ? new Options(text.Metadata) : s_none;

    private sealed class Options(ImmutableDictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
