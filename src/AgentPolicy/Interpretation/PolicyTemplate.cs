using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Indexing;
using AgentPolicy.Language.Lowering;
using AgentPolicy.Language.Program;
using AgentPolicy.Language.Syntax;

namespace AgentPolicy.Interpretation;

/// <summary>A template, ready to be linked. Its conditions are made ready once, whatever the number of links, so that many links to a long template cost no more than their heads.</summary>
internal sealed class PolicyTemplate
{
    private static readonly AttributePaths s_none = new();

    private readonly Evaluator _conditions;
    private readonly HeadReader _heads;

    /// <param name="program">The template.</param>
    /// <param name="paths">The attributes that the set's policies read.</param>
    /// <exception cref="InsufficientExecutionStackException">The thread's stack is too small for conditions nested like these.</exception>
    public PolicyTemplate(ProgramTemplate program, AttributePaths paths)
    {
        Program = program;
        Info = new PolicyInfo(program.Id, program.PositionalId, program.Syntax.Effect, program.Phase, program.Reason, program.Path, program.Line);
        ReadsTime = ProgramFacts.ReadsTime(program.Conditions);
        _conditions = new EvaluatorBuilder(paths).Build(program.Conditions);
        _heads = new HeadReader(paths);
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
        var condition = new ChainEvaluator([new EvaluatorBuilder(s_none).Build(head), _conditions], stopsAt: false);
        var info = new PolicyInfo(link.NewId, link.NewId, Info.Effect, Info.Phase, Info.Reason, Info.Path, Info.Line);
        return new LinkedPolicy(info, condition, _heads.Read(HeadAndConditions(head)), new TemplateLink(Info.PositionalId, link.NewId, link.Principal, link.Resource), this);
    }

    // One chain, as if the policy had been written without slots.
    private AndExpr HeadAndConditions(ProgramExpr head) => new(OperandsOf(head).Concat(OperandsOf(Program.Conditions)).ToEquatableArray());

    private static IEnumerable<ProgramExpr> OperandsOf(ProgramExpr expr) => expr is AndExpr chain ? chain.Operands : [expr];
}
