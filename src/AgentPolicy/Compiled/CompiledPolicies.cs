using System.ComponentModel;
using AgentPolicy.Governance;
using AgentPolicy.Language.Indexing;
using AgentPolicy.Language.Program;

namespace AgentPolicy.Compiled;

/// <summary>The code that a generator made of a policy set. Immutable; safe for concurrent use.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class CompiledPolicies
{
    private ProgramIndex? _index;

    /// <summary>
    /// Evaluates a policy's condition, on any request whose action is what the policy's head in the index asks for: that is not asked again. An error is told to the frame. What
    /// it rents from the scratch need not be given back.
    /// </summary>
    /// <param name="policy">The policy's position in the set.</param>
    /// <param name="frame">The request.</param>
    public abstract PolicyAnswer Evaluate(int policy, PolicyFrame frame);

    /// <summary>The index of the policies, as the generator writes it; nothing where every policy is to be asked at every decision.</summary>
    protected virtual ReadOnlySpan<byte> IndexText => default;

    /// <summary>What must hold for each policy to matter, and the attributes that <see cref="PolicyFrame.Get"/> reads; null where that is not known.</summary>
    /// <exception cref="FormatException">It is another version's.</exception>
    internal virtual ProgramIndex? Index => _index ??= IndexText.IsEmpty ? null : IndexReader.Read(IndexText);

    /// <summary>Whether a policy may ask for <c>context.system</c>: only then is the time of a governed call taken. Where it was not, asking is an error.</summary>
    public virtual bool ReadsTime => false;

    /// <summary>The decision made for one tool, where the generator saw it; otherwise null, and its calls are decided as any request is.</summary>
    public virtual CompiledTool? FindTool(string name) => null;

    /// <summary>The names of the tools that <see cref="FindTool"/> finds.</summary>
    public virtual string[] ToolNames => [];
}

/// <summary>The part of a compiled set that decides on one tool's calls.</summary>
/// <param name="shape">The tool's inputs as the generator saw them: see <see cref="ToolDescriptor.Shape"/>.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class CompiledTool(string shape)
{
    internal string Shape { get; } = shape;

    /// <summary>Whether it decides only where the policies that could matter can be looked up.</summary>
    internal virtual bool NeedsIndex => false;

    /// <summary>Has all that decides on a call compiled and its constants made, so that the first call need not wait for it. Runs no tool, and tells nobody.</summary>
    internal abstract void Prepare(PolicyEngine engine);
}

/// <summary>The part of a compiled set that decides on the calls of a tool with these arguments.</summary>
/// <typeparam name="TArguments">The arguments, read by slot.</typeparam>
/// <param name="shape">The tool's inputs as the generator saw them: see <see cref="ToolDescriptor.Shape"/>.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class CompiledTool<TArguments>(string shape) : CompiledTool(shape)
    where TArguments : struct, IToolArguments
{
    /// <summary>Hands the verdict the answers of the policies that could matter before a call, forbids first, until it is settled.</summary>
    public abstract void Decide(in TArguments arguments, ref PolicyQuery query, ref PolicyVerdict verdict);

    /// <summary>As <see cref="Decide"/>, after the call, of the policies on its output: <see cref="PolicyFrame.Output"/>.</summary>
    public virtual void DecideOutput(in TArguments arguments, ref PolicyQuery query, ref PolicyVerdict verdict)
    {
    }

    // Decides on a call by nobody, of nothing, twice: the first time finds what the second time knows.
    internal sealed override void Prepare(PolicyEngine engine)
    {
        JitPreparation.Prepare(GetType());
        var arguments = default(TArguments);
        engine.EvaluateCall(arguments, AgentIdentity.Anonymous);
        PolicyEngine.Permits(new EnteredCall(engine.Snapshot, AgentIdentity.Anonymous), arguments);
        GovernedPipeline.PermitsAs(engine: null, arguments, identity: null);
        GovernedPipeline.Permits(engine: null, arguments);
    }
}
