using AgentPolicy.Interpretation;
using AgentPolicy.Language;
using AgentPolicy.Language.Syntax;
using AgentPolicy.Language.Text;

namespace AgentPolicy;

/// <summary>Links policies to a set's templates: checks each link, and makes the policy of it. Linking many takes time linear in their number and in the size of the set.</summary>
internal sealed class TemplateLinker
{
    /// <summary>Among more templates than these, no similar id is looked for.</summary>
    private const int MostCandidates = 100;

    private readonly Dictionary<string, PolicyTemplate> _templates;
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly List<LinkedPolicy> _linked = [];
    private readonly int _ownCount;

    /// <param name="set">The set.</param>
    /// <param name="idOf">What a link calls a template.</param>
    public TemplateLinker(PolicySet set, Func<PolicyInfo, string> idOf)
    {
        _templates = set.LinkableTemplates.ToDictionary(template => idOf(template.Info), StringComparer.Ordinal);
        _ownCount = set.Policies.Count + set.Templates.Count;
        foreach (var policy in set.Policies.Concat(set.Templates))
        {
            // Decisions name a policy by either id, so a new one must be neither.
            _ids.Add(policy.Id);
            _ids.Add(policy.PositionalId);
        }
    }

    /// <summary>The policies linked so far, in the order of linking.</summary>
    public IReadOnlyList<LinkedPolicy> Linked => _linked;

    /// <summary>Links a policy, or says why it cannot be.</summary>
    public LinkFault? TryLink(TemplateLink link)
    {
        if (FindFault(link) is { } fault)
            return fault;
        var template = _templates[link.TemplateId];
        _linked.Add(template.Link(link));
        _ids.Add(link.NewId);
        return null;
    }

    private LinkFault? FindFault(TemplateLink link)
    {
        var id = Excerpt.Shorten(link.NewId);
        if (_ownCount + _linked.Count >= Limits.MaxPolicies)
            return new LinkFault(DiagnosticRules.TooManyLinkedPolicies, Limits.MaxPolicies);
        if (!_templates.TryGetValue(link.TemplateId, out var template))
            return new LinkFault(DiagnosticRules.UnknownTemplate, Excerpt.Shorten(link.TemplateId), Suggestion.DidYouMean(link.TemplateId, _templates.Keys.Take(MostCandidates)));
        if (link.NewId.Length == 0 || !IsText(link.NewId))
            return new LinkFault(DiagnosticRules.LinkedIdUnusable, id, Limits.MaxLiteralLength);
        if (_ids.Contains(link.NewId))
            return new LinkFault(DiagnosticRules.LinkedIdUsed, id);
        return FindFault(link, template, "?principal", template.HasPrincipalSlot, link.Principal) ?? FindFault(link, template, "?resource", template.HasResourceSlot, link.Resource);
    }

    private static LinkFault? FindFault(TemplateLink link, PolicyTemplate template, string slot, bool hasSlot, EntityUid? entity)
    {
        if (hasSlot && entity is null)
            return new LinkFault(DiagnosticRules.MissingSlotValue, Excerpt.Shorten(link.NewId), Excerpt.Shorten(template.Info.Id), slot);
        if (!hasSlot && entity is not null)
            return new LinkFault(DiagnosticRules.SuperfluousSlotValue, Excerpt.Shorten(link.NewId), Excerpt.Shorten(template.Info.Id), slot);

        // What Cedar cannot write would be another entity, or another policy, once the set is printed.
        return entity is not { } uid || (CedarText.IsTypeName(uid.Type) && IsText(uid.Type) && IsText(uid.Id))
            ? null
            : new LinkFault(DiagnosticRules.SlotValueUnusable, Excerpt.Quote(uid.ToString()), slot, Limits.MaxLiteralLength);
    }

    /// <summary>Whether a text is no longer than a literal may be, and holds no half of a surrogate pair.</summary>
    private static bool IsText(string text)
    {
        if (text.Length > Limits.MaxLiteralLength)
            return false;
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return false;
            i++;
        }

        return true;
    }
}
