using System.Text.Json;
using AgentPolicy.Language;
using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Syntax;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Json;

/// <summary>Types and names.</summary>
internal sealed partial class SchemaJsonReader
{
    private const string TypeExpected = "a type, an object with a 'type'";

    /// <summary>The keys that a type may have, by where it stands.</summary>
    private static class TypeKeys
    {
        public static readonly string[] Plain = ["type", "element", "attributes", "additionalAttributes", "name"];
        public static readonly string[] Annotated = [.. Plain, "annotations"];
        public static readonly string[] Attribute = [.. Annotated, "required"];
    }

    private SchemaTypeSyntax? ReadType(Dictionary<string, JsonMember> fields, string key) =>
        ReadField(fields, key, type => ReadType(type, nesting: 1, TypeKeys.Plain, out _));

    private SchemaTypeSyntax? ReadType(JsonElement json, int nesting, string[] keys, out Dictionary<string, JsonMember>? fields)
    {
        fields = null;
        if (!StackGuard.HasRoom())
        {
            ReportPlain(SpanOf(json), DiagnosticRules.StackTooSmall);
            return null;
        }

        fields = ReadFields(json, TypeExpected, keys);
        if (fields is null || Require(fields, json, "type", "write one of String, Long, Boolean, Set, Record, Entity, EntityOrCommon, Extension, or a common type's name") is null)
            return null;
        var type = ReadField(fields, "type", text => ReadString(text, "the name of a type, a text"));
        return type switch
        {
            null => null,
            "String" or "Long" => Builtin(type, json, fields),
            "Boolean" => Builtin("Bool", json, fields),
            "Set" => ReadSet(json, fields, nesting),
            "Record" => ReadRecord(json, fields, nesting),
            "Entity" => ReadNamed(json, fields, SchemaNameKind.Entity),
            "EntityOrCommon" => ReadNamed(json, fields, SchemaNameKind.EntityOrCommon),
            "Extension" => ReadExtension(json, fields),
            _ => ReadCommon(type, json, fields),
        };
    }

    // The primitive, whatever a schema declares under its name.
    private SchemaNamedTypeSyntax? Builtin(string name, JsonElement json, Dictionary<string, JsonMember> fields) =>
        HasOnly(fields) ? new SchemaNamedTypeSyntax(new SchemaNameSyntax(SchemaNames.Cedar, name) { Span = SpanOf(json) }) { Span = SpanOf(json) } : null;

    private SchemaSetTypeSyntax? ReadSet(JsonElement json, Dictionary<string, JsonMember> fields, int nesting)
    {
        if (!HasOnly(fields, "element") || IsTooDeep(json, nesting) || Require(fields, json, "element", "write the type of the set's elements") is null)
            return null;
        var element = ReadField(fields, "element", type => ReadType(type, nesting + 1, TypeKeys.Plain, out _));
        return element is null ? null : new SchemaSetTypeSyntax(element) { Span = SpanOf(json) };
    }

    private SchemaRecordTypeSyntax? ReadRecord(JsonElement json, Dictionary<string, JsonMember> fields, int nesting)
    {
        if (!HasOnly(fields, "attributes", "additionalAttributes") || IsTooDeep(json, nesting))
            return null;
        if (Require(fields, json, "attributes", "where there are none, write \"attributes\": {}") is not { } attributes || !IsClosed(fields))
            return null;

        var list = new List<SchemaAttributeSyntax>();
        Path.Enter("attributes");
        var members = ReadObject(attributes, "an object of attributes, each a type");
        foreach (var member in members ?? [])
        {
            if (Bag.IsFull)
                break;
            Path.Enter(member.Name);
            Add(list, ReadAttribute(member, nesting));
            Path.Leave();
        }

        Path.Leave();
        return members is null ? null : new SchemaRecordTypeSyntax(list.ToEquatableArray()) { Span = SpanOf(json) };
    }

    // A record that may have any further attribute was planned once, and never came to be.
    private bool IsClosed(Dictionary<string, JsonMember> fields)
    {
        if (!fields.TryGetValue("additionalAttributes", out var field))
            return true;
        const string expected = "false";
        Path.Enter(field.Name);
        var isOpen = ReadBool(field.Value, expected);
        if (isOpen == true)
            ReportUnexpected(field.Value, expected, "; a record has the attributes that it declares and no others");
        Path.Leave();
        return isOpen == false;
    }

    private SchemaAttributeSyntax? ReadAttribute(JsonMember member, int nesting)
    {
        var type = ReadType(member.Value, nesting + 1, TypeKeys.Attribute, out var fields);
        var annotations = ReadAnnotations(fields);
        var isRequired = true;
        if (fields is not null && fields.TryGetValue("required", out var required))
        {
            Path.Enter(required.Name);
            isRequired = ReadBool(required.Value, "true or false") ?? true;
            Path.Leave();
        }

        var name = new SchemaLabelSyntax(member.Name) { Span = member.Span };
        return type is null ? null : new SchemaAttributeSyntax(annotations, name, isRequired, type) { Span = member.Span };
    }

    private SchemaNamedTypeSyntax? ReadNamed(JsonElement json, Dictionary<string, JsonMember> fields, SchemaNameKind kind)
    {
        if (!HasOnly(fields, "name") || Require(fields, json, "name", "write the type's name") is null)
            return null;
        var name = ReadField(fields, "name", text => ReadName(text, "the name of a type"));
        return name is null ? null : new SchemaNamedTypeSyntax(name, kind) { Span = SpanOf(json) };
    }

    private SchemaNamedTypeSyntax? ReadExtension(JsonElement json, Dictionary<string, JsonMember> fields)
    {
        if (!HasOnly(fields, "name") || Require(fields, json, "name", "write the type's name, such as \"decimal\"") is not { } text)
            return null;
        const string expected = "the name of an extension type";
        var name = ReadField(fields, "name", value => ReadString(value, expected));
        if (name is null || SchemaNames.Extensions.Contains(name, StringComparer.Ordinal))
            return name is null ? null : Builtin(name, json, []);
        Path.Enter("name");
        ReportUnexpected(text, $"{expected}: {string.Join(", ", SchemaNames.Extensions)}", Suggestion.DidYouMean(name, SchemaNames.Extensions));
        Path.Leave();
        return null;
    }

    private SchemaNamedTypeSyntax? ReadCommon(string type, JsonElement json, Dictionary<string, JsonMember> fields)
    {
        if (!HasOnly(fields))
            return null;
        Path.Enter("type");
        var name = ToName(type, SpanOf(fields["type"].Value), "the name of a type");
        Path.Leave();
        return name is null ? null : new SchemaNamedTypeSyntax(name, SchemaNameKind.Common) { Span = SpanOf(json) };
    }

    /// <summary>Whether a type has the keys of its kind only.</summary>
    private bool HasOnly(Dictionary<string, JsonMember> fields, params string[] keys)
    {
        var isRight = true;
        foreach (var field in fields.Values)
        {
            if (field.Name is "type" or "annotations" or "required" || keys.AsSpan().Contains(field.Name))
                continue;
            isRight = false;
            ReportMisplacedKey(field, $"it does not belong to the type {Excerpt.Quote(fields["type"].Value.GetString()!)}");
        }

        return isRight;
    }

    private bool IsTooDeep(JsonElement json, int nesting)
    {
        if (nesting <= Limits.MaxNesting)
            return false;
        ReportPlain(new TextSpan(SpanOf(json).Start, 1), DiagnosticRules.NestingTooDeep, Limits.MaxNesting);
        return true;
    }

    private SchemaNameSyntax? ReadName(JsonElement json, string expected) =>
        ReadString(json, expected + ", a text") is { } text ? ToName(text, SpanOf(json), expected) : null;

    private SchemaNameSyntax? ToName(string text, TextSpan span, string expected)
    {
        // '__cedar' is a name like any other here; that it cannot be declared is the resolver's to say.
        foreach (var part in text.Split("::"))
        {
            if (part == SchemaNames.Cedar || CedarText.IsIdentifier(part))
                continue;
            ReportName(text, span, expected + ", identifiers joined by '::'");
            return null;
        }

        var end = text.LastIndexOf("::", StringComparison.Ordinal);
        return new SchemaNameSyntax(end < 0 ? "" : text[..end], end < 0 ? text : text[(end + 2)..]) { Span = span };
    }

    private SchemaLabelSyntax? ToIdentifier(JsonMember member, string expected)
    {
        if (member.Name == SchemaNames.Cedar || CedarText.IsIdentifier(member.Name))
            return new SchemaLabelSyntax(member.Name) { Span = member.Span };
        ReportName(member.Name, member.Span, expected + ", an identifier");
        return null;
    }

    private SchemaLabelSyntax? ToLabel(JsonElement json, string expected) => ReadString(json, expected) is { } text ? new SchemaLabelSyntax(text) { Span = SpanOf(json) } : null;

    private void ReportName(string text, TextSpan span, string expected)
    {
        var hint = CedarText.IsReserved(text) ? "; that word is reserved" : "";
        Report(span, DiagnosticRules.SchemaJsonUnexpected, "the text " + Excerpt.Quote(text), expected, hint);
    }
}
