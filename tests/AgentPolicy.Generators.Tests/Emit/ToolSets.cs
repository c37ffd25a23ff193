using System.Reflection;
using AgentPolicy.Generators.Emit;
using AgentPolicy.Generators.Models;
using AgentPolicy.Language;
using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Text;
using AgentPolicy.Tests.Compilation;

namespace AgentPolicy.Generators.Tests.Emit;

/// <summary>Compiles policies for two tools whose arguments are written by hand, and asks compiled and interpreted engines about the same calls.</summary>
internal static class ToolSets
{
    private static readonly InputType s_any = new InputType.Dynamic();

    private static readonly ToolShape s_payShape = new(
        new InputType.Record(
            EquatableArray.Of(
                new InputAttribute("amount", new InputType.Decimal(), false), new InputAttribute("note", new InputType.String(), true), new InputAttribute("recipient", new InputType.String(), false),
                new InputAttribute("tags", new InputType.Set(new InputType.String()), true)),
            EquatableArray<UnreadAttribute>.Empty),
        new InputAttribute("", new InputType.String(), true));

    private static readonly ToolShape s_readShape = new(
        new InputType.Record(
            EquatableArray.Of(new InputAttribute("path", s_any, false)),
            EquatableArray.Of(new UnreadAttribute("body", "is a Body"), new UnreadAttribute("ct", "is no input", IsPresent: false), new UnreadAttribute("rest", "is a Rest"))),
        null);

    public static readonly ToolSchema Schema = new(
        EquatableArray.Of(new ToolSignature("pay", "Tool", "global::PayArguments", s_payShape), new ToolSignature("read \"x\"", "Tool", "global::ReadArguments", s_readShape)),
        EquatableArray<EntityTypeSignature>.Empty);

    private static string Arguments => $$"""
        using AgentPolicy;
        using AgentPolicy.Compiled;

        public readonly struct PayArguments(decimal amount, string? note, string? recipient, string[]? tags) : IToolArguments, IToolOutput<string>
        {
            private static readonly string[] s_names = ["amount", "note", "recipient", "tags"];
            private static readonly ToolDescriptor s_tool = new(1, "pay", new EntityUid("Tool", "bank"), {{CSharpText.Literal(ToolShapeText.Write(s_payShape))}});
            private readonly decimal _amount = amount;
            private readonly string? _note = note;
            private readonly string? _recipient = recipient;
            private readonly string[]? _tags = tags;
            public static ToolDescriptor Tool => s_tool;
            public EntityUid Resource => s_tool.Resource;
            public int SlotCount => 4;
            public string GetName(int slot) => s_names[slot];
            public int FindSlot(string name) => System.Array.IndexOf(s_names, name);
            public PolicyValue GetValue(int slot, PolicyScratch scratch) => slot switch
            {
                0 => PolicyValue.FromDecimal(_amount),
                1 => _note,
                2 => _recipient is null ? PolicyValue.Unreadable("null") : _recipient,
                3 => scratch.Read(_tags),
                _ => default,
            };
            public ScalarRead Read(int slot, out PolicyScalar scalar) => slot switch
            {
                0 => ToolScalars.Decimal(_amount, out scalar),
                1 => ToolScalars.Text(_note, out scalar),
                2 => ToolScalars.RequiredText(_recipient, out scalar),
                _ => ToolScalars.None(out scalar),
            };
            public static PolicyValue ReadOutput(in string result, PolicyScratch scratch) => result;
        }

        public readonly struct ReadArguments(string path) : IToolArguments
        {
            private static readonly ToolDescriptor s_tool = new(1, "read \"x\"", new EntityUid("Tool", "files"), {{CSharpText.Literal(ToolShapeText.Write(s_readShape))}});
            private readonly string _path = path;
            public static ToolDescriptor Tool => s_tool;
            public EntityUid Resource => s_tool.Resource;
            private static readonly string[] s_names = ["path", "body", "rest"];
            public int SlotCount => 3;
            public string GetName(int slot) => s_names[slot];
            public int FindSlot(string name) => System.Array.IndexOf(s_names, name);
            public ScalarRead Read(int slot, out PolicyScalar scalar) => slot == 0 ? ToolScalars.Text(_path, out scalar) : ToolScalars.None(out scalar);
            public PolicyValue GetValue(int slot, PolicyScratch scratch) => slot == 0 ? _path : PolicyValue.Unreadable("'" + s_names[slot] + "', which is unread");
        }

        public static class Calls
        {
            public static string[] Decide(PolicySet policies)
            {
                var engine = new PolicyEngine(policies);
                var identity = new AgentIdentity(new EntityUid("Agent", "a"));
                var calls = new System.Collections.Generic.List<string>();
                foreach (var pay in new PayArguments[] { new(5m, null, "x", null), new(1.00001m, "n", "y", ["t"]), new(5000m, "secret", null, ["t", "u"]), new(-1m, "", "", []) })
                    calls.Add("pay: " + Describe(GovernedPipeline.Begin(engine, in pay, identity).Decision));
                foreach (var read in new ReadArguments[] { new("a"), new("secret") })
                    calls.Add("read: " + Describe(GovernedPipeline.Begin(engine, in read, identity).Decision));
                return calls.ToArray();
            }

            public static long Bytes(PolicySet policies)
            {
                var engine = new PolicyEngine(policies);
                var identity = new AgentIdentity(new EntityUid("Agent", "a"));
                var pay = new PayArguments(5m, null, "x", ["t", "u"]);
                var least = long.MaxValue;
                for (var round = 0; round < 8; round++)
                {
                    var before = System.GC.GetAllocatedBytesForCurrentThread();
                    for (var i = 0; i < 500; i++)
                        GovernedPipeline.Begin(engine, in pay, identity);
                    least = System.Math.Min(least, System.GC.GetAllocatedBytesForCurrentThread() - before);
                    if (round > 1)
                        System.Threading.Thread.Sleep(30);
                }
                return least;
            }

            private static string Describe(PolicyDecision d) => $"{d.Cause} by {d.Policy.PositionalId}, {d.Error.Kind}: {d.Message}";
        }
        """;

    /// <summary>Compiles the policies and asks about every call in both back ends.</summary>
    public static ToolAnswers Decide(string policies, string? schema = null, ToolSchema? tools = null) => DecideAll([policies], schema, tools)[0];

    /// <summary>As <see cref="Decide"/>, of many sets, which are compiled together.</summary>
    public static ToolAnswers[] DecideAll(string[] sets, string? schema = null, ToolSchema? tools = null)
    {
        var codes = sets.Select((policies, index) => Emit($"S{index}", policies, schema, tools ?? Schema)).ToArray();
        var classes = string.Concat(sets.Select((_, index) => $"public partial class S{index};\n"));
        CompilationHost.Load(CompilationHost.Create("Tools", [classes, Arguments, .. codes]), out var assembly);
        return [.. sets.Select((policies, index) =>
        {
            var compiled = (PolicySet)assembly.GetType($"S{index}")!.GetProperty("Policies")!.GetValue(null)!;
            var interpreted = new PolicySource(policies, schema).Interpret();
            return new ToolAnswers(codes[index], Call<string[]>(assembly, "Decide", interpreted), Call<string[]>(assembly, "Decide", compiled), () => Call<long>(assembly, "Bytes", compiled));
        })];
    }

    // Names are not checked here: the emitter has to be right about inputs that a tool lacks, too.
    private static string Emit(string name, string policies, string? schema, ToolSchema tools)
    {
        var bag = new DiagnosticBag();
        var declaration = new PolicySetDeclaration("", EquatableArray.Of("partial class " + name), name, "", false);
        SourceFile[] files = [new(PolicySource.Path, policies)];
        SourceFile[] schemas = schema is null ? [] : [new(PolicySource.SchemaPath, schema)];
        var model = schema is null ? null : SchemaCompiler.Compile(schemas, bag);
        var program = PolicyCompiler.Compile(files, BindingOptions.Default, bag);
        Assert.Empty(bag.Diagnostics);
        var schemaFiles = schemas.Select(file => new SchemaFileModel(file.Path, file.Text)).ToEquatableArray();
        var version = SourceVersion.Of(files, "FailClosed", schema is null ? "" : SourceVersion.Of(schemas));
        return PolicySetEmitter.Emit(new PolicySetModel(declaration, program!, model, schemaFiles, version, tools.Tools));
    }

    private static T Call<T>(Assembly assembly, string method, PolicySet set) => (T)assembly.GetType("Calls")!.GetMethod(method)!.Invoke(null, [set])!;
}

/// <summary>What both back ends answer to the same calls, and the bytes that a compiled decision allocates.</summary>
internal sealed record ToolAnswers(string Code, string[] Interpreted, string[] Compiled, Func<long> Bytes);
