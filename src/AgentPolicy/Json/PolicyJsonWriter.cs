using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AgentPolicy.Language;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Syntax;

namespace AgentPolicy.Json;

/// <summary>
/// Writes policies in Cedar's JSON form. Derived operators stay as they are written; a <c>has</c> with a path is one node with all of its names, since spelled out nested ones
/// would double at every level.
/// </summary>
/// <remarks>Source: Cedar language specification, "JSON policy format". Not indented: where expressions nest deep, that would be most of the text.</remarks>
internal sealed partial class PolicyJsonWriter
{
    // What is written is JSON, not HTML.
    private static readonly JsonWriterOptions s_options = new() { MaxDepth = Limits.MaxNesting * 4, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly Utf8JsonWriter _writer;

    private PolicyJsonWriter() => _writer = new Utf8JsonWriter(_output, s_options);

    /// <exception cref="InvalidOperationException">The JSON would be too long to be read back.</exception>
    public static string Write(IReadOnlyList<(string Id, PolicySyntax Policy)> policies, IEnumerable<TemplateLink> links)
    {
        var writer = new PolicyJsonWriter();
        using (writer._writer)
            writer.WriteSet(policies, links);
        CheckLength(Encoding.UTF8.GetCharCount(writer._output.WrittenSpan));
        return Encoding.UTF8.GetString(writer._output.WrittenSpan);
    }

    private static void CheckLength(long length)
    {
        if (length > Limits.MaxSourceLength)
            throw new InvalidOperationException($"In JSON the policies would be longer than {Limits.MaxSourceLength} characters, which is the longest text that can be read.");
    }

    private void WriteSet(IReadOnlyList<(string Id, PolicySyntax Policy)> policies, IEnumerable<TemplateLink> links)
    {
        _writer.WriteStartObject();
        WritePolicies("staticPolicies", policies.Where(row => TemplateSlots.Find(row.Policy) is null));
        WritePolicies("templates", policies.Where(row => TemplateSlots.Find(row.Policy) is not null));
        _writer.WriteStartArray("templateLinks");
        foreach (var link in links)
            WriteLink(link);
        _writer.WriteEndArray();
        _writer.WriteEndObject();
        _writer.Flush();
    }

    private void WriteLink(TemplateLink link)
    {
        _writer.WriteStartObject();
        _writer.WriteString("templateId", link.TemplateId);
        _writer.WriteString("newId", link.NewId);
        _writer.WriteStartObject("values");
        if (link.Principal is { } principal)
            WriteUid("?principal", principal);
        if (link.Resource is { } resource)
            WriteUid("?resource", resource);
        _writer.WriteEndObject();
        _writer.WriteEndObject();
    }

    private void WritePolicies(string key, IEnumerable<(string Id, PolicySyntax Policy)> policies)
    {
        _writer.WriteStartObject(key);
        foreach (var (id, policy) in policies)
        {
            _writer.WriteStartObject(id);
            WritePolicy(policy);
            _writer.WriteEndObject();

            // No character has more than three bytes for each of its UTF-16 units.
            CheckLength((_writer.BytesCommitted + _writer.BytesPending) / 3);
        }

        _writer.WriteEndObject();
    }

    private void WritePolicy(PolicySyntax policy)
    {
        _writer.WriteString("effect", policy.Effect == PolicyEffect.Permit ? "permit" : "forbid");
        WriteScope("principal", policy.Principal);
        WriteScope("action", policy.Action);
        WriteScope("resource", policy.Resource);
        _writer.WriteStartArray("conditions");
        foreach (var condition in policy.Conditions)
        {
            _writer.WriteStartObject();
            _writer.WriteString("kind", condition.IsUnless ? "unless" : "when");
            _writer.WritePropertyName("body");
            WriteExpression(condition.Body);
            _writer.WriteEndObject();
        }

        _writer.WriteEndArray();
        WriteAnnotations(policy.Annotations);
    }

    private void WriteAnnotations(EquatableArray<AnnotationSyntax> annotations)
    {
        if (annotations.IsEmpty)
            return;
        _writer.WriteStartObject("annotations");
        foreach (var annotation in annotations)
            _writer.WriteString(annotation.Name, annotation.Value);
        _writer.WriteEndObject();
    }

    private void WriteScope(string key, ScopeSyntax scope)
    {
        _writer.WriteStartObject(key);
        switch (scope)
        {
            case AnyScopeSyntax:
                _writer.WriteString("op", "All");
                break;
            case EqualScopeSyntax equal:
                _writer.WriteString("op", "==");
                WriteReference(equal.Entity);
                break;
            case InScopeSyntax @in:
                _writer.WriteString("op", "in");
                WriteReference(@in.Entity);
                break;
            case InSetScopeSyntax { Entities: [var only] }:
                // As the reference engine writes it; it is the same.
                _writer.WriteString("op", "in");
                WriteReference(only);
                break;
            case InSetScopeSyntax set:
                _writer.WriteString("op", "in");
                _writer.WriteStartArray("entities");
                foreach (var entity in set.Entities)
                    WriteUid(null, entity.Uid);
                _writer.WriteEndArray();
                break;
            case IsScopeSyntax @is:
                _writer.WriteString("op", "is");
                _writer.WriteString("entity_type", @is.Type.Text);
                break;
            case IsInScopeSyntax isIn:
                _writer.WriteString("op", "is");
                _writer.WriteString("entity_type", isIn.Type.Text);
                _writer.WriteStartObject("in");
                WriteReference(isIn.Entity);
                _writer.WriteEndObject();
                break;
            default:
                throw new InvalidOperationException($"No such scope: {scope.GetType().Name}.");
        }

        _writer.WriteEndObject();
    }

    private void WriteReference(EntityReferenceSyntax reference)
    {
        if (reference is EntityLiteralSyntax literal)
            WriteUid("entity", literal.Uid);
        else
            _writer.WriteString("slot", ((SlotSyntax)reference).Variable == CedarVariable.Principal ? "?principal" : "?resource");
    }

    private void WriteUid(string? key, EntityUid uid)
    {
        if (key is not null)
            _writer.WritePropertyName(key);
        _writer.WriteStartObject();
        _writer.WriteString("type", uid.Type);
        _writer.WriteString("id", uid.Id);
        _writer.WriteEndObject();
    }
}
