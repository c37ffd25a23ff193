using AgentPolicy.Json;
using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Syntax;
using AgentPolicy.Language.Text;

namespace AgentPolicy;

/// <summary>What a policy set was compiled from: files in Cedar's syntax, or one in its JSON form.</summary>
internal sealed record PolicyTexts(IReadOnlyList<SourceFile> Files, bool IsJson)
{
    public (IReadOnlyList<ParsedPolicies> Policies, IReadOnlyList<TemplateLinkSyntax> Links) Parse(DiagnosticBag bag)
    {
        if (!IsJson)
            return ([.. Files.Select(file => new ParsedPolicies(file, CedarParser.Parse(file, bag)))], []);
        var set = PolicyJsonReader.Read(Files[0], bag);
        return ([set.Policies], set.Links);
    }
}
