using AgentPolicy.Interpretation;
using AgentPolicy.Json;
using AgentPolicy.Language.Text;

namespace AgentPolicy;

public sealed partial class PolicySet
{
    internal IReadOnlyList<PolicyTemplate> LinkableTemplates => _templates;

    /// <summary>This set with one more policy, made of a template. This set stays as it is.</summary>
    /// <param name="templateId">The template: its <see cref="PolicyInfo.Id"/>, or in <see cref="ErrorMode.Cedar"/>, where names may repeat, its <see cref="PolicyInfo.PositionalId"/>.</param>
    /// <param name="newId">What the policy is called: an id that no policy or template has.</param>
    /// <param name="principal">The entity for <c>?principal</c>, or null where the template has no such slot.</param>
    /// <param name="resource">The entity for <c>?resource</c>, or null where the template has no such slot.</param>
    /// <exception cref="ArgumentNullException"><paramref name="templateId"/> or <paramref name="newId"/> is null.</exception>
    /// <exception cref="ArgumentException">The policy cannot be linked; the message says why.</exception>
    /// <exception cref="InsufficientExecutionStackException">The thread's stack is too small.</exception>
    /// <remarks>It takes time linear in the size of the set; to link many policies, link them together.</remarks>
    public PolicySet Link(string templateId, string newId, EntityUid? principal = null, EntityUid? resource = null) =>
        Link([new TemplateLink(templateId, newId, principal, resource)]);

    /// <summary>This set with more policies, made of templates, in their order behind its own. This set stays as it is.</summary>
    /// <param name="links">The policies; see <see cref="Link(string, string, EntityUid?, EntityUid?)"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="links"/> is null.</exception>
    /// <exception cref="ArgumentException">A link is null, or its policy cannot be linked; the message says why. None is linked then.</exception>
    /// <exception cref="InsufficientExecutionStackException">The thread's stack is too small.</exception>
    public PolicySet Link(IEnumerable<TemplateLink> links)
    {
        ArgumentNullException.ThrowIfNull(links);
        var linker = new TemplateLinker(this, template => ErrorMode == ErrorMode.Cedar ? template.PositionalId : template.Id);
        foreach (var link in links)
        {
            if (link is null)
                throw new ArgumentException("One of the links is null.", nameof(links));
            if (linker.TryLink(link) is { } fault)
                throw new ArgumentException(fault.ToString(), nameof(links));
        }

        // Link by link, so that it makes no difference whether they were linked together.
        var version = linker.Linked.Aggregate(Version, (before, linked) => VersionOf(before, linked.Link));
        return With(linker.Linked, version);
    }

    /// <summary>This set with the links that its JSON has; the version covers them already.</summary>
    private PolicySet Link(SourceFile file, IReadOnlyList<TemplateLinkSyntax> links)
    {
        var bag = new DiagnosticBag();
        var linker = new TemplateLinker(this, template => template.PositionalId);
        for (var i = 0; i < links.Count && !bag.IsFull; i++)
        {
            if (linker.TryLink(links[i].Link) is { } fault)
                bag.Report(file, links[i].Span, fault.Rule, [$"at $.templateLinks[{i}]: ", .. fault.Args]);
        }

        return bag.HasErrors ? throw new PolicySetException(bag.Diagnostics) : With(linker.Linked, Version);
    }

    private PolicySet With(IReadOnlyList<LinkedPolicy> linked, string version)
    {
        if (linked.Count == 0)
            return this;
        LinkedPolicy[] links = [.. _links, .. linked];
        PolicyInfo[] policies = [.. Policies, .. linked.Select(link => link.Info)];
        var own = Code is LinkedPolicies before ? before.Own : Code;
        var code = new LinkedPolicies(own, policies.Length - links.Length, links);
        return new PolicySet(code, policies, _templates, ErrorMode, Schema, version, _texts, _tools, links);
    }

    private static string VersionOf(string before, TemplateLink link) =>
        SourceVersion.Of([], before, link.TemplateId, link.NewId, link.Principal?.ToString() ?? "", link.Resource?.ToString() ?? "");
}
