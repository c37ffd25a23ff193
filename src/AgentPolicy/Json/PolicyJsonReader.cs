using System.Text.Json;
using AgentPolicy.Language;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Syntax;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Json;

/// <summary>
/// Reads Cedar's JSON form of policies into the same syntax that <see cref="CedarParser"/> makes of text. Stricter than the reference engine: what it would overlook (a key that
/// means nothing, a null that may be left out, a record's key that looks like an escape) is an error.
/// </summary>
/// <remarks>Source: Cedar language specification, "JSON policy format".</remarks>
internal sealed partial class PolicyJsonReader : JsonSyntaxReader
{
    private readonly SourceFile _file;
    private readonly Dictionary<string, TextSpan> _ids = new(StringComparer.Ordinal);

    private PolicyJsonReader(SourceFile file, byte[] utf8, DiagnosticBag bag)
        : base(file, utf8, bag) => _file = file;

    /// <summary>Reads a policy set. What has an error was reported and is left out, so nothing may come of the rest but further errors.</summary>
    public static PolicySetSyntax Read(SourceFile file, DiagnosticBag bag)
    {
        using var document = Parse(file, bag, "policies in Cedar's own syntax are read by PolicySet.Parse", out var utf8);
        return document is null
            ? new PolicySetSyntax(new(file, new PolicyFileSyntax(default), []), [])
            : new PolicyJsonReader(file, utf8, bag).ReadSet(document.RootElement);
    }

    private PolicySetSyntax ReadSet(JsonElement json)
    {
        var policies = new List<PolicySyntax>();
        var ids = new List<string>();
        var links = new List<TemplateLinkSyntax>();
        if (ReadFields(json, "a policy set, an object with 'staticPolicies'", "staticPolicies", "templates", "templateLinks") is { } fields)
        {
            ReadPolicies(fields, "staticPolicies", isTemplate: false, policies, ids);
            ReadPolicies(fields, "templates", isTemplate: true, policies, ids);
            ReadLinks(fields, links);
        }

        return new PolicySetSyntax(new(_file, new PolicyFileSyntax(policies.ToEquatableArray()), ids), links);
    }

    private void ReadPolicies(Dictionary<string, JsonMember> fields, string key, bool isTemplate, List<PolicySyntax> policies, List<string> ids)
    {
        if (!fields.TryGetValue(key, out var field))
            return;
        Path.Enter(key);
        foreach (var member in ReadObject(field.Value, isTemplate ? "an object of templates, each under its id" : "an object of policies, each under its id") ?? [])
        {
            if (Bag.IsFull)
                break;
            Path.Enter(member.Name);
            var policy = IsNewId(member) ? ReadPolicy(member.Value, isTemplate) : null;
            Path.Leave();
            if (policy is null)
                continue;
            policies.Add(policy);
            ids.Add(member.Name);
        }

        Path.Leave();
    }

    private bool IsNewId(JsonMember member)
    {
        if (_ids.TryAdd(member.Name, member.Span))
            return true;
        var first = _file.GetLinePosition(_ids[member.Name].Start).Line;
        ReportPlain(member.Span, DiagnosticRules.DuplicatePolicyId, Excerpt.Shorten(member.Name), _file.Path, first);
        return false;
    }

    private PolicySyntax? ReadPolicy(JsonElement json, bool isTemplate)
    {
        if (ReadFields(json, "a policy, an object", "effect", "principal", "action", "resource", "conditions", "annotations") is not { } fields)
            return null;
        var effect = ReadWord(fields, json, "effect", "permit", "forbid");
        var principal = ReadScope(fields, json, CedarVariable.Principal);
        var action = ReadScope(fields, json, CedarVariable.Action);
        var resource = ReadScope(fields, json, CedarVariable.Resource);
        var conditions = ReadConditions(fields, json);
        var annotations = ReadAnnotations(fields);
        if (effect is null || principal is null || action is null || resource is null || conditions is null)
            return null;
        var policy = new PolicySyntax(
            annotations, effect == "permit" ? PolicyEffect.Permit : PolicyEffect.Forbid, principal, action, resource, conditions.ToEquatableArray()) { Span = SpanOf(json) };
        return HasRightKind(policy, json, isTemplate) ? policy : null;
    }

    private bool HasRightKind(PolicySyntax policy, JsonElement json, bool isTemplate)
    {
        if (TemplateSlots.Find(policy) is null == !isTemplate)
            return true;
        if (isTemplate)
            ReportUnexpected(json, "a template, which has the slot ?principal or ?resource", "; a policy without a slot belongs under 'staticPolicies'");
        else
            ReportUnexpected(json, "a policy without slots", "; a policy with a slot is a template and belongs under 'templates'");
        return false;
    }

    private List<ConditionSyntax>? ReadConditions(Dictionary<string, JsonMember> fields, JsonElement json)
    {
        if (Require(fields, json, "conditions", "where there are none, write \"conditions\": []") is not { } conditions)
            return null;
        Path.Enter("conditions");
        var list = ReadArray(conditions, "an array of conditions", ReadCondition);
        Path.Leave();
        return list;
    }

    private ConditionSyntax? ReadCondition(JsonElement json)
    {
        if (ReadFields(json, "a condition, an object with 'kind' and 'body'", "kind", "body") is not { } fields)
            return null;
        var kind = ReadWord(fields, json, "kind", "when", "unless");
        var body = ReadOperand(fields, json, "body", 0);
        return kind is null || body is null ? null : new ConditionSyntax(kind == "unless", body) { Span = SpanOf(json) };
    }

    private EquatableArray<AnnotationSyntax> ReadAnnotations(Dictionary<string, JsonMember> fields)
    {
        if (!fields.TryGetValue("annotations", out var field))
            return default;
        var annotations = new List<AnnotationSyntax>();
        Path.Enter("annotations");
        foreach (var member in ReadObject(field.Value, "an object of annotations, each a text or null") ?? [])
        {
            Path.Enter(member.Name);
            if (ReadAnnotation(member) is { } annotation)
                annotations.Add(annotation);
            Path.Leave();
        }

        Path.Leave();
        return annotations.ToEquatableArray();
    }

    // Any word is a name here, and null is how an annotation without a value is written.
    private AnnotationSyntax? ReadAnnotation(JsonMember member)
    {
        if (!CedarText.IsWord(member.Name))
        {
            ReportText(member.Name, member.Span, "the name of an annotation, an identifier");
            return null;
        }

        if (member.Value.ValueKind == JsonValueKind.Null)
            return new AnnotationSyntax(member.Name, null) { Span = member.Span };
        return ReadString(member.Value, "the annotation's value, a text, or null") is { } value ? new AnnotationSyntax(member.Name, value) { Span = member.Span } : null;
    }

    /// <summary>One of a few words, which must be there.</summary>
    private string? ReadWord(Dictionary<string, JsonMember> fields, JsonElement json, string key, params string[] words)
    {
        var expected = string.Join(", ", words.Select(word => $"\"{word}\""));
        if (Require(fields, json, key, "write one of " + expected) is not { } value)
            return null;
        Path.Enter(key);
        var word = ReadString(value, "one of " + expected);
        if (word is not null && !words.AsSpan().Contains(word))
        {
            ReportUnexpected(value, "one of " + expected, Suggestion.DidYouMean(word, words));
            word = null;
        }

        Path.Leave();
        return word;
    }

    private void ReportText(string text, TextSpan span, string expected) =>
        Report(span, DiagnosticRules.SchemaJsonUnexpected, "the text " + Excerpt.Quote(text), expected, CedarText.IsReserved(text) ? "; that word is reserved" : "");
}
