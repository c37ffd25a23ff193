using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Syntax;

namespace AgentPolicy.Tests.Json;

/// <summary>Makes valid schemas out of everything that JSON can say: each namespace with names of its own, types made of earlier ones, names that built-in types have too.</summary>
internal sealed class RandomSchema
{
    private static readonly (string Namespace, string[] Entities, string[] Commons, string[] Actions)[] s_namespaces =
    [
        ("", ["A", "B", "String2"], ["T", "U"], ["p", "q in"]),
        ("N", ["C", "D", "W"], ["V", "W", "EntityOrCommon"], ["a", "in", "é\"\n"]),
        ("N::M", ["C", "ipaddr"], ["V", "X"], ["a", "Action"]),
        ("M", ["F", "Bool"], ["Y", "decimal"], ["a", "c"]),
    ];

    private static readonly string[] s_texts = ["", "x", "a b", "\"\\", "\n\t\0\u007F", "é😀", "in", "__cedar", "<&'>", "\u2028"];

    private readonly Random _random;
    private readonly List<string> _entities = [];
    private readonly List<string> _commons = [];
    private readonly List<string> _records = [];

    private RandomSchema(int seed) => _random = new Random(seed);

    public static SchemaSyntax Create(int seed) => new RandomSchema(seed).Create();

    private SchemaSyntax Create()
    {
        var used = s_namespaces.Where(_ => Chance(60)).ToArray();
        foreach (var (name, entities, _, _) in used)
            _entities.AddRange(entities.Select(entity => Qualify(name, entity)));
        var parts = used.Select(part => (part.Namespace, Declarations: Declare(part.Namespace, part.Entities, part.Commons, part.Actions).ToEquatableArray())).ToList();
        return new SchemaSyntax(
            parts.Where(part => part.Namespace.Length > 0).Select(part => new SchemaNamespaceSyntax(Annotations(), Name(part.Namespace), part.Declarations)).ToEquatableArray(),
            parts.Where(part => part.Namespace.Length == 0).SelectMany(part => part.Declarations).ToEquatableArray());
    }

    private List<SchemaDeclarationSyntax> Declare(string container, string[] entities, string[] commons, string[] actions)
    {
        var declarations = new List<SchemaDeclarationSyntax>();
        foreach (var common in commons)
        {
            SchemaTypeSyntax type = Chance(60) ? Record(container, 1) : Type(container, 1);
            declarations.Add(new SchemaCommonTypeSyntax(Annotations(), new SchemaLabelSyntax(common), type));
            _commons.Add(Qualify(container, common));
            if (type is SchemaRecordTypeSyntax)
                _records.Add(Qualify(container, common));
        }

        foreach (var entity in entities)
            declarations.Add(Entity(container, entity));
        for (var i = 0; i < actions.Length; i++)
            declarations.Add(Action(container, actions, i));
        return declarations;
    }

    private SchemaDeclarationSyntax Entity(string container, string name)
    {
        var label = EquatableArray.Of(new SchemaLabelSyntax(name));
        if (Chance(15))
            return new SchemaEnumSyntax(Annotations(), label, Several(1, 3, () => new SchemaLabelSyntax(Pick(s_texts))));
        SchemaTypeSyntax? shape = Chance(30) ? null : Chance(30) && _records.Count > 0 ? Common(container, _records) : Record(container, 1);
        return new SchemaEntitySyntax(Annotations(), label, Names(container, 0), shape, Chance(20) ? Type(container, 1) : null);
    }

    private SchemaActionSyntax Action(string container, string[] names, int index)
    {
        var groups = index == 0 ? default : Several(0, 2, () => Group(container, names[_random.Next(index)]));
        SchemaTypeSyntax? context = Chance(40) ? null : Chance(40) && _records.Count > 0 ? Common(container, _records) : Record(container, 1);
        var appliesTo = Chance(30) ? null : new SchemaAppliesToSyntax(Names(container, 1), Names(container, 1), context);
        return new SchemaActionSyntax(Annotations(), EquatableArray.Of(new SchemaLabelSyntax(names[index])), groups, appliesTo);
    }

    private SchemaActionReferenceSyntax Group(string container, string id) =>
        new(Chance(50) ? null : Chance(50) ? Name("Action") : Name(Qualify(container, "Action")), id);

    private SchemaTypeSyntax Type(string container, int depth) => _random.Next(depth > 3 ? 5 : 8) switch
    {
        0 or 1 => new SchemaNamedTypeSyntax(Name("__cedar::" + Pick("Bool", "Long", "String", "decimal", "ipaddr", "datetime", "duration"))),
        2 or 3 => new SchemaNamedTypeSyntax(Reference(container, _entities), SchemaNameKind.Entity),
        4 when _commons.Count > 0 => Common(container, _commons),
        5 => new SchemaSetTypeSyntax(Type(container, depth + 1)),
        6 or 7 => Record(container, depth),
        _ => new SchemaNamedTypeSyntax(Name(Pick("ipaddr", "Bool", "duration")), SchemaNameKind.Common),
    };

    private SchemaNamedTypeSyntax Common(string container, List<string> names)
    {
        var name = Reference(container, names);
        return new SchemaNamedTypeSyntax(name, Chance(50) || name.FullName == "EntityOrCommon" ? SchemaNameKind.EntityOrCommon : SchemaNameKind.Common);
    }

    private SchemaRecordTypeSyntax Record(string container, int depth)
    {
        var names = s_texts.Where(_ => Chance(25)).ToArray();
        return new SchemaRecordTypeSyntax(
            names.Select(name => new SchemaAttributeSyntax(Annotations(), new SchemaLabelSyntax(name), Chance(60), Type(container, depth + 1))).ToEquatableArray());
    }

    private EquatableArray<AnnotationSyntax> Annotations()
    {
        var names = new[] { "doc", "if", "__cedar" }.Where(_ => Chance(10));
        return names.Select(name => new AnnotationSyntax(name, Chance(30) ? null : Pick(s_texts))).ToEquatableArray();
    }

    private EquatableArray<SchemaNameSyntax> Names(string container, int atLeast) => Several(atLeast, 2, () => Reference(container, _entities));

    private SchemaNameSyntax Reference(string container, List<string> fullNames)
    {
        var full = fullNames[_random.Next(fullNames.Count)];
        var isOwn = container.Length > 0 && full.StartsWith(container + "::", StringComparison.Ordinal) && !full[(container.Length + 2)..].Contains("::", StringComparison.Ordinal);
        return Name(isOwn && Chance(60) ? full[(container.Length + 2)..] : full);
    }

    private EquatableArray<T> Several<T>(int least, int most, Func<T> make) => Enumerable.Range(0, _random.Next(least, most + 1)).Select(_ => make()).ToEquatableArray();

    private bool Chance(int percent) => _random.Next(100) < percent;

    private string Pick(params string[] items) => items[_random.Next(items.Length)];

    private static string Qualify(string container, string name) => container.Length == 0 ? name : container + "::" + name;

    private static SchemaNameSyntax Name(string full)
    {
        var end = full.LastIndexOf("::", StringComparison.Ordinal);
        return end < 0 ? new SchemaNameSyntax("", full) : new SchemaNameSyntax(full[..end], full[(end + 2)..]);
    }
}
