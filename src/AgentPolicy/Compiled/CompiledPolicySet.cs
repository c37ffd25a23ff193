using System.ComponentModel;
using AgentPolicy.Language;
using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Program;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Compiled;

/// <summary>Makes policy sets of generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CompiledPolicySet
{
    /// <summary>Wraps the code of a policy set. Never throws: what cannot be used denies everything and says why.</summary>
    /// <param name="code">What evaluates the policies.</param>
    /// <param name="mode">What an error in a condition does.</param>
    /// <param name="version">Identifies the texts: see <see cref="PolicySet.Version"/>.</param>
    /// <param name="templates">The templates, as written.</param>
    /// <param name="schema">The schema's files, or none.</param>
    /// <param name="policies">The policies in the order of the set, as the generator lists them.</param>
    public static PolicySet Create(
        CompiledPolicies code, ErrorMode mode, string version, (PolicyInfo Info, string Text)[] templates, (string Path, string Text)[] schema, ReadOnlySpan<byte> policies)
    {
        try
        {
            var list = PolicyList.Read(policies);
            try
            {
                return Make();
            }
            catch (InsufficientExecutionStackException)
            {
                return OwnStack.Run(Make);
            }

            PolicySet Make()
            {
                var model = schema.Length == 0 ? null : CedarSchema.Compile([.. schema.Select(file => new SourceFile(file.Path, file.Text))]);
                return PolicySet.FromCode(code, list, templates.Select(Read), mode, model, version);
            }
        }
        catch (Exception exception) when (exception is PolicySetException or InsufficientExecutionStackException or FormatException)
        {
            // Deny: the generator wrote these texts, so the library is another than the policies were compiled for.
            return DenyAll($"Denied: what the compiled policies carry (their list, their index, a schema or a template) cannot be read: {exception.Message}");
        }
    }

    /// <summary>Describes a policy.</summary>
    /// <param name="id">What <c>@id</c> says, or the positional id.</param>
    /// <param name="positionalId">The id that Cedar gives by position.</param>
    /// <param name="effect">What it does when satisfied.</param>
    /// <param name="phase">When it is evaluated.</param>
    /// <param name="reason">What <c>@reason</c> says, or null.</param>
    /// <param name="path">The file.</param>
    /// <param name="line">The 1-based line.</param>
    public static PolicyInfo Describe(string id, string positionalId, PolicyEffect effect, PolicyPhase phase, string? reason, string path, int line) =>
        new(id, positionalId, effect, phase, reason, path, line);

    /// <summary>Reads which code is whose: a policy's shape, and its row among those of the shape.</summary>
    /// <exception cref="FormatException">It is no such list.</exception>
    public static PolicyShape[] ReadShapes(ReadOnlySpan<byte> text)
    {
        var reader = new TokenReader(text);
        var shapes = new PolicyShape[reader.ReadCount()];
        var rows = new Dictionary<int, int>();
        for (var policy = 0; policy < shapes.Length;)
        {
            var (shape, count) = (reader.ReadCount(), reader.ReadCount());
            if (count == 0 || count > shapes.Length - policy)
                throw new FormatException("There are other policies than shapes.");
            var row = rows.GetValueOrDefault(shape);
            rows[shape] = row + count;
            for (var end = policy + count; policy < end; policy++)
                shapes[policy] = new PolicyShape(shape, row++);
        }

        return reader.IsAtEnd ? shapes : throw new FormatException("The list of shapes goes on behind its end.");
    }

    /// <summary>A set that denies everything, in place of one that could not be compiled.</summary>
    /// <param name="reason">What callers are told.</param>
    public static PolicySet DenyAll(string reason)
    {
        // One for each phase: a call that has run all the same must not hand out its result.
        var policies = new[] { PolicyPhase.Input, PolicyPhase.Output }.Select((phase, position) => Deny(position, phase, reason));
        return PolicySet.FromCode(new DenyAllCode(), [.. policies], [], ErrorMode.FailClosed, null, SourceVersion.Of([], reason));
    }

    // Names and annotations were checked when the set was compiled.
    private static ProgramTemplate Read((PolicyInfo Info, string Text) template)
    {
        var (info, text) = template;
        var bag = new DiagnosticBag();
        var program = PolicyCompiler.Compile([new SourceFile(info.Path, text)], new BindingOptions(IsCedarMode: true, default), bag);
        return program is { Policies.Count: 0, Templates: [var read] }
            ? read with { PositionalId = info.PositionalId, Id = info.Id, Phase = info.Phase, Line = info.Line }
            : throw new PolicySetException(bag.Diagnostics);
    }

    private static PolicyInfo Deny(int position, PolicyPhase phase, string reason) =>
        new("deny-all", $"policy{position}", PolicyEffect.Forbid, phase, reason, "", 0);

    private sealed class DenyAllCode : CompiledPolicies
    {
        public override PolicyAnswer Evaluate(int policy, PolicyFrame frame) => PolicyAnswer.True;
    }
}
