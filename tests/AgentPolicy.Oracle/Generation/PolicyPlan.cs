namespace AgentPolicy.Oracle.Generation;

/// <summary>A policy made of a template, by the ids of both.</summary>
internal sealed record LinkText(string TemplateId, string NewId, EntityUid? Principal, EntityUid? Resource);

/// <summary>A set of policies and templates, each a text of its own and named by its position, and what is linked.</summary>
internal sealed record PolicyPlan(IReadOnlyList<(string Text, bool IsTemplate)> Policies, IReadOnlyList<LinkText> Links)
{
    /// <summary>All of them as one text.</summary>
    public string Text { get; } = string.Join('\n', Policies.Select(policy => policy.Text));

    /// <summary>The form in which the reference engine takes them, which knows templates by themselves only.</summary>
    public string Json => Policies.All(policy => !policy.IsTemplate) && Links.Count == 0
        ? OfText(Text)
        : $"{{\"staticPolicies\":{Members(isTemplate: false)},\"templates\":{Members(isTemplate: true)},\"templateLinks\":[{string.Join(",", Links.Select(Link))}]}}";

    public static string OfText(string text) => $"{{\"staticPolicies\":{Quoting.Json(text)}}}";

    public static string IdAt(int position) => $"policy{position}";

    public override string ToString() => Text + string.Concat(Links.Select(link => $"\nlink {link.TemplateId} as {Quoting.Cedar(link.NewId)}, ?principal {link.Principal}, ?resource {link.Resource}"));

    private string Members(bool isTemplate) => $"{{{string.Join(",", Policies.Index().Where(policy => policy.Item.IsTemplate == isTemplate).Select(policy => $"\"{IdAt(policy.Index)}\":{Quoting.Json(policy.Item.Text)}"))}}}";

    private static string Link(LinkText link)
    {
        var values = new[] { ("?principal", link.Principal), ("?resource", link.Resource) }.Where(value => value.Item2 is not null).Select(value => $"\"{value.Item1}\":{Quoting.JsonUid(value.Item2!.Value.Type, value.Item2.Value.Id)}");
        return $"{{\"templateId\":{Quoting.Json(link.TemplateId)},\"newId\":{Quoting.Json(link.NewId)},\"values\":{{{string.Join(",", values)}}}}}";
    }
}
