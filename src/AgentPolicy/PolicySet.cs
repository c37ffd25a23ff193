using AgentPolicy.Compiled;
using AgentPolicy.Indexing;
using AgentPolicy.Interpretation;
using AgentPolicy.Language;
using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Indexing;
using AgentPolicy.Language.Program;
using AgentPolicy.Language.Text;

namespace AgentPolicy;

/// <summary>A set of policies, compiled and ready to decide. Immutable; safe for concurrent use.</summary>
public sealed partial class PolicySet
{
    private readonly int[][] _ofKind;
    private readonly ToolBindings _tools;
    private readonly PolicyTemplate[] _templates;
    private readonly LinkedPolicy[] _links;
    private readonly PolicyTexts? _texts;

    private PolicySet(
        CompiledPolicies code, PolicyInfo[] policies, PolicyTemplate[] templates, ErrorMode mode, CedarSchema? schema, string version, PolicyTexts? texts, ToolBindings? tools = null, LinkedPolicy[]? links = null)
    {
        Code = code;
        Policies = policies;
        ErrorMode = mode;
        Schema = schema;
        Version = version;
        Templates = Array.ConvertAll(templates, template => template.Info);
        _templates = templates;
        _links = links ?? [];
        _texts = texts;
        _ofKind = [.. Enum.GetValues<PolicyKind>().Select(kind => Enumerable.Range(0, policies.Length).Where(policy => policies[policy].Kind == kind).ToArray())];
        if (code.Index is { } index)
        {
            if (index.Heads.Count != policies.Length)
                throw new FormatException("The index is of other policies.");
            (Heads, Paths) = (index.Heads, [.. index.Paths]);
        }

        _tools = tools ?? new ToolBindings(code);
        ReadsTime = code.ReadsTime;
    }

    /// <summary>The policies, in the order in which they are named when several determine a decision: files by ordinal path, then position, then those that were linked.</summary>
    public IReadOnlyList<PolicyInfo> Policies { get; }

    /// <summary>What an error in a condition does.</summary>
    public ErrorMode ErrorMode { get; }

    /// <summary>The schema that types contexts and entities, or null.</summary>
    public CedarSchema? Schema { get; }

    /// <summary>Identifies what decides: the first 16 hexadecimal digits of a SHA-256 over the policies, their paths, the schema, the error mode and the links.</summary>
    public string Version { get; }

    /// <summary>The templates, in the order of the set. They decide nothing until a policy is linked to them.</summary>
    public IReadOnlyList<PolicyInfo> Templates { get; }

    private bool HasIndex { get; init; } = true;

    /// <summary>What evaluates the policies.</summary>
    internal CompiledPolicies Code { get; }

    /// <summary>Makes what finds the policies that could matter; null where all have to be asked.</summary>
    internal PolicyIndex? MakeIndex() => HasIndex && Code.Index is not null ? new PolicyIndex(Heads, [.. Policies]) : null;

    /// <summary>What must hold for each policy to matter; empty where that is not known.</summary>
    internal EquatableArray<PolicyHead> Heads { get; }

    /// <summary>The attributes that are read once a decision.</summary>
    internal ProgramPath[] Paths { get; } = [];

    /// <summary>Whether a governed call has to take the time.</summary>
    internal bool ReadsTime { get; }

    internal bool HasOutputPolicies => OfKind(PolicyKind.OutputForbid).Length > 0;

    /// <summary>Compiles policies from text.</summary>
    /// <param name="text">Cedar policies, any number.</param>
    /// <param name="options">How they are compiled and evaluated, or null for the defaults.</param>
    /// <param name="path">The name that diagnostics and decisions show.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> or <paramref name="path"/> is null.</exception>
    /// <exception cref="PolicySetException">The policies have errors; all of them are listed.</exception>
    public static PolicySet Parse(string text, PolicySetOptions? options = null, string path = "")
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(path);
        return Compile(new PolicyTexts([new SourceFile(path, text)], IsJson: false), options ?? new PolicySetOptions());
    }

    /// <summary>Compiles policies from Cedar's JSON form: <c>{"staticPolicies": {…}, "templates": {…}, "templateLinks": […]}</c>.</summary>
    /// <param name="json">
    /// The policy set. A policy's key is its <see cref="PolicyInfo.PositionalId"/>, and its name too unless it has an <c>@id</c>; links name templates by their keys. The order of
    /// the set is that of the text: policies first, then links.
    /// </param>
    /// <param name="options">How they are compiled and evaluated, or null for the defaults.</param>
    /// <param name="path">The name that diagnostics and decisions show.</param>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> or <paramref name="path"/> is null.</exception>
    /// <exception cref="PolicySetException">
    /// The text is no JSON, has a key that is unknown or stands twice or a null that means nothing, or the policies or links have errors; all of them are listed, with line, column
    /// and path.
    /// </exception>
    /// <remarks>Source: Cedar language specification, "JSON policy format".</remarks>
    public static PolicySet ParseJson(string json, PolicySetOptions? options = null, string path = "")
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(path);
        return Compile(new PolicyTexts([new SourceFile(path, json)], IsJson: true), options ?? new PolicySetOptions());
    }

    /// <summary>
    /// Compiles every <c>.cedar</c> file under a folder, with every <c>.cedarschema</c> and <c>.cedarschema.json</c> file there as the schema. Files are UTF-8.
    /// </summary>
    /// <param name="path">The folder.</param>
    /// <param name="options">How the policies are compiled and evaluated, or null for the defaults. Names no schema if the folder holds one.</param>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="ArgumentException">Both the options and the folder have a schema.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="PolicySetException">There are no policy files, or they or the schema have errors; all of them are listed.</exception>
    public static PolicySet LoadDirectory(string path, PolicySetOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        options ??= new PolicySetOptions();
        var folder = PolicyFolder.Read(path);
        if (folder.Schemas.Count == 0)
            return Compile(new PolicyTexts(folder.Policies, IsJson: false), options);
        if (options.Schema is not null)
            throw new ArgumentException($"The options name a schema, and the folder holds one too ({folder.Schemas[0].Path}); use one of the two.", nameof(options));
        return Compile(new PolicyTexts(folder.Policies, IsJson: false), options with { Schema = CedarSchema.CompileByName(folder.Schemas) });
    }

    /// <summary>Wraps the code that a generator made. For generated code.</summary>
    /// <exception cref="InsufficientExecutionStackException">The thread's stack is too small for how deep a template nests.</exception>
    internal static PolicySet FromCode(
        CompiledPolicies code, PolicyInfo[] policies, IEnumerable<ProgramTemplate> templates, ErrorMode mode, CedarSchema? schema, string version) =>
        new(code, policies, MakeReady(templates, code.Index), mode, schema, version, texts: null);

    /// <summary>This set, of which every policy is asked at every decision. Decides alike.</summary>
    internal PolicySet WithoutIndex() => new(Code, [.. Policies], _templates, ErrorMode, Schema, Version, _texts, _tools, _links) { HasIndex = false };

    /// <summary>All policies of a kind, in the order of the set.</summary>
    internal ReadOnlySpan<int> OfKind(PolicyKind kind) => _ofKind[(int)kind];

    /// <summary>The code made for a tool, if any; false where that code was made for another tool than this one.</summary>
    internal bool TryBind(ToolDescriptor tool, out CompiledTool? code)
    {
        var fits = _tools.TryBind(tool, out code);

        // Made without the links, it would leave them out.
        if (_links.Length > 0)
            code = null;
        return fits;
    }

    private static PolicyTemplate[] MakeReady(IEnumerable<ProgramTemplate> templates, ProgramIndex? index)
    {
        var paths = new AttributePaths(index?.Paths ?? default);
        return [.. templates.Select(template => new PolicyTemplate(template, paths))];
    }

    private static PolicySet Compile(PolicyTexts texts, PolicySetOptions options)
    {
        var bag = new DiagnosticBag();
        var binding = new BindingOptions(options.ErrorMode == ErrorMode.Cedar, options.Annotations.ToEquatableArray());
        var parsed = texts.Parse(bag);
        var program = PolicyCompiler.Compile(parsed.Policies, binding, bag);
        if (program is null || bag.HasErrors)
            throw new PolicySetException(bag.Diagnostics);
        try
        {
            var policies = program.Policies.Select(policy => new PolicyInfo(policy.Id, policy.PositionalId, policy.Effect, policy.Phase, policy.Reason, policy.Path, policy.Line));
            var version = SourceVersion.Of(texts.Files, options.ErrorMode.ToString(), options.Schema?.Version ?? "");
            var set = new PolicySet(new PolicyInterpreter(program), [.. policies], MakeReady(program.Templates, program.Index), options.ErrorMode, options.Schema, version, texts);
            return parsed.Links.Count == 0 ? set : set.Link(texts.Files[0], parsed.Links);
        }
        catch (InsufficientExecutionStackException)
        {
            bag.Report(texts.Files[0], default, DiagnosticRules.StackTooSmall);
            throw new PolicySetException(bag.Diagnostics);
        }
    }
}
