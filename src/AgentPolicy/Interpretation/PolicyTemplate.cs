using AgentPolicy.Language.Lowering;
using AgentPolicy.Language.Program;
using AgentPolicy.Language.Syntax;

namespace AgentPolicy.Interpretation;

/// <summary>A template, ready to be linked. Its conditions are made ready once, whatever the number of links, so that many links to a long template cost no more than their heads.</summary>
internal sealed class PolicyTemplate
{
    private readonly Evaluator _conditions;

    /// <exception cref="InsufficientExecutionStackException">The thread's stack is too small for conditions nested like these.</exception>
    public PolicyTemplate(ProgramTemplate program)
    {
        Program = program;
        Info = new PolicyInfo(program.Id, program.PositionalId, program.Syntax.Effect, program.Phase, program.Reason, program.Path, program.Line);
        ReadsTime = ProgramFacts.ReadsTime(program.Conditions);
        _conditions = EvaluatorBuilder.Build(program.Conditions);
    }

    public ProgramTemplate Program { get; }

    public PolicyInfo Info { get; }

    /// <summary>Whether the policies that are linked to it may look at the time.</summary>
    public bool ReadsTime { get; }

    public bool HasPrincipalSlot => TemplateSlots.Find(Program.Syntax.Principal) is not null;

    public bool HasResourceSlot => TemplateSlots.Find(Program.Syntax.Resource) is not null;

    /// <summary>The policy that the link describes, which has an entity for each slot.</summary>
    public LinkedPolicy Link(TemplateLink link)
    {
        var head = PolicyLowering.LowerHead(TemplateSlots.Fill(Program.Syntax, link.Principal, link.Resource));
        var condition = new ChainEvaluator([EvaluatorBuilder.Build(head), _conditions], stopsAt: false);
        var info = new PolicyInfo(link.NewId, link.NewId, Info.Effect, Info.Phase, Info.Reason, Info.Path, Info.Line);
        return new LinkedPolicy(info, condition, new TemplateLink(Info.PositionalId, link.NewId, link.Principal, link.Resource), this);
    }
}
