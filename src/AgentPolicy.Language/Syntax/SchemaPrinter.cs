using System.Text;
using AgentPolicy.Language.Collections;

namespace AgentPolicy.Language.Syntax;

/// <summary>
/// Prints a schema in Cedar's human-readable syntax. What it prints parses to an equal tree, provided the tree is one that the syntax can write: shapes are records, every action
/// that applies to something has principals and resources, and names are of the kind that their place says.
/// </summary>
internal sealed class SchemaPrinter
{
    private const int IndentLength = 4;

    // Deeper parts are indented no further, so that indenting them does not outgrow what is printed.
    private const int DeepestIndent = 16;

    private readonly StringBuilder _output = new();
    private int _indent;

    private SchemaPrinter()
    {
    }

    /// <exception cref="InvalidOperationException">The text would be too long to be read back.</exception>
    /// <exception cref="InsufficientExecutionStackException">The thread's stack is too small for how deep the types nest.</exception>
    public static string Print(SchemaSyntax schema)
    {
        var printer = new SchemaPrinter();
        printer.AppendDeclarations(schema.Declarations);
        foreach (var declared in schema.Namespaces)
            printer.AppendNamespace(declared);
        return printer._output.ToString();
    }

    private void AppendNamespace(SchemaNamespaceSyntax declared)
    {
        StartPart();
        AppendAnnotations(declared.Annotations);
        AppendIndent();
        _output.Append("namespace ").Append(declared.Name.FullName).Append(" {\n");
        _indent++;
        AppendDeclarations(declared.Declarations);
        _indent--;
        _output.Append("}\n");
    }

    private void AppendDeclarations(EquatableArray<SchemaDeclarationSyntax> declarations)
    {
        for (var i = 0; i < declarations.Count; i++)
        {
            // The first of a namespace stands right below its brace.
            if (i > 0)
                StartPart();
            AppendDeclaration(declarations[i]);
            if (_output.Length > Limits.MaxSourceLength)
                throw new InvalidOperationException(FormattableString.Invariant($"The schema would be longer than {Limits.MaxSourceLength} characters, so that nothing could read it."));
        }
    }

    private void StartPart() => _output.Append(_output.Length > 0 ? "\n" : "");

    private void AppendDeclaration(SchemaDeclarationSyntax declaration)
    {
        AppendAnnotations(declaration.Annotations);
        AppendIndent();
        switch (declaration)
        {
            case SchemaEntitySyntax entity:
                AppendEntity(entity);
                break;
            case SchemaEnumSyntax enumeration:
                AppendList("entity ", enumeration.Names, name => name.Text, " enum [");
                AppendList("", enumeration.Ids, id => CedarText.Quote(id.Text), "]");
                break;
            case SchemaActionSyntax action:
                AppendAction(action);
                break;
            case SchemaCommonTypeSyntax common:
                _output.Append("type ").Append(common.Name.Text).Append(" = ");
                AppendType(common.Type);
                break;
            default:
                throw new InvalidOperationException("unknown syntax of a declaration: " + declaration.GetType());
        }

        _output.Append(";\n");
    }

    private void AppendEntity(SchemaEntitySyntax entity)
    {
        AppendList("entity ", entity.Names, name => name.Text, "");
        if (!entity.MemberOf.IsEmpty)
            AppendList(" in [", entity.MemberOf, name => name.FullName, "]");
        if (entity.Shape is not null)
        {
            _output.Append(' ');
            AppendType(entity.Shape);
        }

        if (entity.Tags is null)
            return;
        _output.Append(" tags ");
        AppendType(entity.Tags);
    }

    private void AppendAction(SchemaActionSyntax action)
    {
        AppendList("action ", action.Names, name => NameOrText(name.Text), "");
        if (!action.MemberOf.IsEmpty)
            AppendList(" in [", action.MemberOf, Describe, "]");
        if (action.AppliesTo is not { } appliesTo)
            return;

        _output.Append(" appliesTo {\n");
        _indent++;
        AppendIndent();
        AppendList("principal: [", appliesTo.Principals, name => name.FullName, "],\n");
        AppendIndent();
        AppendList("resource: [", appliesTo.Resources, name => name.FullName, "],\n");
        if (appliesTo.Context is not null)
        {
            AppendIndent();
            _output.Append("context: ");
            AppendType(appliesTo.Context);
            _output.Append(",\n");
        }

        _indent--;
        AppendIndent();
        _output.Append('}');
    }

    private static string Describe(SchemaActionReferenceSyntax reference) =>
        reference.Type is null ? NameOrText(reference.Id) : reference.Type.FullName + "::" + CedarText.Quote(reference.Id);

    private void AppendType(SchemaTypeSyntax type)
    {
        if (!StackGuard.HasRoom())
            throw new InsufficientExecutionStackException();
        switch (type)
        {
            case SchemaNamedTypeSyntax named:
                _output.Append(named.Name.FullName);
                break;
            case SchemaSetTypeSyntax set:
                _output.Append("Set<");
                AppendType(set.Element);
                _output.Append('>');
                break;
            case SchemaRecordTypeSyntax record:
                AppendRecord(record);
                break;
            default:
                throw new InvalidOperationException("unknown syntax of a type: " + type.GetType());
        }
    }

    private void AppendRecord(SchemaRecordTypeSyntax record)
    {
        if (record.Attributes.IsEmpty)
        {
            _output.Append("{}");
            return;
        }

        _output.Append("{\n");
        _indent++;
        foreach (var attribute in record.Attributes)
        {
            AppendAnnotations(attribute.Annotations);
            AppendIndent();
            _output.Append(NameOrText(attribute.Name.Text)).Append(attribute.IsRequired ? ": " : "?: ");
            AppendType(attribute.Type);
            _output.Append(",\n");
        }

        _indent--;
        AppendIndent();
        _output.Append('}');
    }

    private void AppendAnnotations(EquatableArray<AnnotationSyntax> annotations)
    {
        foreach (var annotation in annotations)
        {
            AppendIndent();
            _output.Append('@').Append(annotation.Name);
            if (annotation.Value is not null)
                _output.Append('(').Append(CedarText.Quote(annotation.Value)).Append(')');
            _output.Append('\n');
        }
    }

    private void AppendList<T>(string before, EquatableArray<T> items, Func<T, string> text, string after)
    {
        _output.Append(before);
        for (var i = 0; i < items.Count; i++)
            _output.Append(i > 0 ? ", " : "").Append(text(items[i]));
        _output.Append(after);
    }

    private void AppendIndent() => _output.Append(' ', IndentLength * Math.Min(_indent, DeepestIndent));

    private static string NameOrText(string text) => CedarText.IsIdentifier(text) ? text : CedarText.Quote(text);
}
