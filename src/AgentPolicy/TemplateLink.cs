namespace AgentPolicy;

/// <summary>A policy that is made of a template: which one, what the policy is called, and which entities stand for the template's slots. Immutable.</summary>
public sealed class TemplateLink
{
    /// <summary>Describes a policy to be linked; whether it can be is said by <see cref="PolicySet.Link(IEnumerable{TemplateLink})"/>.</summary>
    /// <param name="templateId">The template's id.</param>
    /// <param name="newId">The id of the policy.</param>
    /// <param name="principal">The entity for <c>?principal</c>, or null where the template has no such slot.</param>
    /// <param name="resource">The entity for <c>?resource</c>, or null where the template has no such slot.</param>
    /// <exception cref="ArgumentNullException"><paramref name="templateId"/> or <paramref name="newId"/> is null.</exception>
    public TemplateLink(string templateId, string newId, EntityUid? principal = null, EntityUid? resource = null)
    {
        ArgumentNullException.ThrowIfNull(templateId);
        ArgumentNullException.ThrowIfNull(newId);
        TemplateId = templateId;
        NewId = newId;
        Principal = principal;
        Resource = resource;
    }

    /// <summary>The template's id.</summary>
    public string TemplateId { get; }

    /// <summary>The id of the policy.</summary>
    public string NewId { get; }

    /// <summary>The entity for <c>?principal</c>, or null.</summary>
    public EntityUid? Principal { get; }

    /// <summary>The entity for <c>?resource</c>, or null.</summary>
    public EntityUid? Resource { get; }
}
