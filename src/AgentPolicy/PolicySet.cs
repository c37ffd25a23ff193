using AgentPolicy.Compiled;
using AgentPolicy.Interpretation;
using AgentPolicy.Language;
using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Program;
using AgentPolicy.Language.Text;

namespace AgentPolicy;

/// <summary>A set of policies, compiled and ready to decide. Immutable; safe for concurrent use.</summary>
public sealed class PolicySet
{
    private readonly int[] _inputs;
    private readonly int[] _inputForbids;
    private readonly int[] _outputForbids;
    private readonly int[] _permits;
    private readonly ToolBindings _tools;

    private PolicySet(CompiledPolicies code, PolicyInfo[] policies, ErrorMode mode, CedarSchema? schema, string version, int templateCount)
    {
        Code = code;
        Policies = policies;
        ErrorMode = mode;
        Schema = schema;
        Version = version;
        TemplateCount = templateCount;
        _inputs = Where(policy => policy.Phase == PolicyPhase.Input);
        _inputForbids = Where(policy => policy is { Phase: PolicyPhase.Input, Effect: PolicyEffect.Forbid });
        _outputForbids = Where(policy => policy.Phase == PolicyPhase.Output);
        _permits = Where(policy => policy is { Phase: PolicyPhase.Input, Effect: PolicyEffect.Permit });
        _tools = new ToolBindings(code);
        ReadsTime = code.ReadsTime;
    }

    /// <summary>The policies, in the order in which they are named when several determine a decision: files by ordinal path, then position.</summary>
    public IReadOnlyList<PolicyInfo> Policies { get; }

    /// <summary>What an error in a condition does.</summary>
    public ErrorMode ErrorMode { get; }

    /// <summary>The schema that types contexts and entities, or null.</summary>
    public CedarSchema? Schema { get; }

    /// <summary>Identifies what decides: the first 16 hexadecimal digits of a SHA-256 over the policies, their paths, the schema and the error mode.</summary>
    public string Version { get; }

    /// <summary>Templates that are carried in <see cref="ErrorMode.Cedar"/>. They decide nothing.</summary>
    public int TemplateCount { get; }

    /// <summary>What evaluates the policies.</summary>
    internal CompiledPolicies Code { get; }

    internal ReadOnlySpan<int> Permits => _permits;

    /// <summary>Whether a governed call has to take the time.</summary>
    internal bool ReadsTime { get; }

    internal bool HasOutputPolicies => _outputForbids.Length > 0;

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
        return Compile([new SourceFile(path, text)], options ?? new PolicySetOptions());
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
            return Compile(folder.Policies, options);
        if (options.Schema is not null)
            throw new ArgumentException($"The options name a schema, and the folder holds one too ({folder.Schemas[0].Path}); use one of the two.", nameof(options));
        return Compile(folder.Policies, options with { Schema = CedarSchema.CompileByName(folder.Schemas) });
    }

    /// <summary>Wraps the code that a generator made. For generated code.</summary>
    internal static PolicySet FromCode(CompiledPolicies code, PolicyInfo[] policies, ErrorMode mode, CedarSchema? schema, string version, int templateCount) =>
        new(code, policies, mode, schema, version, templateCount);

    internal ReadOnlySpan<int> ForbidsIn(PolicyPhase phase) => phase == PolicyPhase.Input ? _inputForbids : _outputForbids;

    internal ReadOnlySpan<int> InPhase(PolicyPhase phase) => phase == PolicyPhase.Input ? _inputs : _outputForbids;

    /// <summary>The code made for a tool, if any; false where that code was made for another tool than this one.</summary>
    internal bool TryBind(ToolDescriptor tool, out CompiledTool? code) => _tools.TryBind(tool, out code);

    private int[] Where(Func<PolicyInfo, bool> predicate) => [.. Enumerable.Range(0, Policies.Count).Where(position => predicate(Policies[position]))];

    private static PolicySet Compile(IReadOnlyList<SourceFile> files, PolicySetOptions options)
    {
        var bag = new DiagnosticBag();
        var binding = new BindingOptions(options.ErrorMode == ErrorMode.Cedar, options.Annotations.ToEquatableArray());
        var program = PolicyCompiler.Compile(files, binding, bag);
        if (program is null || bag.HasErrors)
            throw new PolicySetException(bag.Diagnostics);
        try
        {
            var policies = program.Policies.Select(policy => new PolicyInfo(policy.Id, policy.PositionalId, policy.Effect, policy.Phase, policy.Reason, policy.Path, policy.Line));
            var version = SourceVersion.Of(files, options.ErrorMode.ToString(), options.Schema?.Version ?? "");
            return new PolicySet(new PolicyInterpreter(program), [.. policies], options.ErrorMode, options.Schema, version, program.TemplateCount);
        }
        catch (InsufficientExecutionStackException)
        {
            bag.Report(files[0], default, DiagnosticRules.StackTooSmall);
            throw new PolicySetException(bag.Diagnostics);
        }
    }
}
