using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Collections;

namespace AgentPolicy.Language.Tests.Binding;

/// <summary>Builds what the code that policies govern looks like.</summary>
internal static class Tools
{
    public static readonly InputType Bool = new InputType.Bool();
    public static readonly InputType Long = new InputType.Long();
    public static readonly InputType String = new InputType.String();
    public static readonly InputType Decimal = new InputType.Decimal();
    public static readonly InputType Entity = new InputType.Entity();
    public static readonly InputType Dynamic = new InputType.Dynamic();

    public static ToolSchema Schema(IEnumerable<ToolSignature> tools, params EntityTypeSignature[] types) => new(
        tools.OrderBy(tool => tool.Name, StringComparer.Ordinal).ToEquatableArray(),
        types.OrderBy(type => type.Name, StringComparer.Ordinal).ToEquatableArray());

    public static ToolSignature Tool(string name, InputType.Record inputs, InputType? output = null, string resource = "Tool") =>
        new(name, resource, "global::Arguments." + name, new ToolShape(inputs, output is null ? null : new InputAttribute("output", output, IsOptional: false)));

    /// <summary>A record; a name that ends with a question mark is optional.</summary>
    public static InputType.Record Record(params (string Name, InputType Type)[] attributes) => new(
        attributes
            .Select(attribute => new InputAttribute(attribute.Name.TrimEnd('?'), attribute.Type, attribute.Name.EndsWith('?')))
            .OrderBy(attribute => attribute.Name, StringComparer.Ordinal)
            .ToEquatableArray(),
        EquatableArray<UnreadAttribute>.Empty);

    public static InputType.Record WithUnread(this InputType.Record record, string name, string reason) =>
        record with { Unread = record.Unread.Append(new UnreadAttribute(name, reason)).OrderBy(unread => unread.Name, StringComparer.Ordinal).ToEquatableArray() };

    public static InputType SetOf(InputType element) => new InputType.Set(element);

    public static EntityTypeSignature Type(string name, params (string Name, InputType Type)[] attributes) => new(name, Record(attributes));
}
