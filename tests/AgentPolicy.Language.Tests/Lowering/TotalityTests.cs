using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Lowering;
using AgentPolicy.Language.Program;
using AgentPolicy.Language.Syntax;
using AgentPolicy.Language.Tests.Values;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Tests.Lowering;

/// <summary>Feeds every kind of node and operator to every pass that tells kinds apart, so that a new kind cannot be forgotten in one.</summary>
public sealed class TotalityTests
{
    private static readonly ProgramExpr s_one = new ConstantExpr(1L);
    private static readonly ProgramExpr s_context = new VariableExpr(CedarVariable.Context);
    private static readonly ExprSyntax s_oneSyntax = new LongLiteralSyntax(1);
    private static readonly EntityLiteralSyntax s_entity = new(new EntityUid("Action", "a"));

    private static readonly ProgramExpr[] s_programs =
    [
        s_one,
        .. Enum.GetValues<CedarVariable>().Select(variable => new VariableExpr(variable)),
        new IfExpr(s_one, s_context, s_one),
        new AndExpr(EquatableArray.Of(s_one, s_context)),
        new OrExpr(EquatableArray.Of(s_one, s_context)),
        .. Enum.GetValues<UnaryOperator>().SelectMany(@operator => new ProgramExpr[] { new UnaryExpr(@operator, s_one), new UnaryExpr(@operator, s_context) }),
        .. Enum.GetValues<BinaryOperator>().SelectMany(@operator => new ProgramExpr[] { new BinaryExpr(@operator, s_one, s_one), new BinaryExpr(@operator, s_context, s_one) }),
        new GetAttributeExpr(s_context, new AttributeName("a")),
        new HasAttributeExpr(s_context, EquatableArray.Of(new AttributeName("a"), new AttributeName("b"))),
        new LikeExpr(s_one, new LikePattern(EquatableArray.Of("a", ""))),
        new IsExpr(s_one, "T"),
        new IsInExpr(s_context, "T", s_one),
        new SetExpr(EquatableArray.Of(s_one, s_context)),
        new RecordExpr(EquatableArray.Of(new RecordField(new AttributeName("a"), s_one), new RecordField(new AttributeName("b"), s_context))),
        .. Enum.GetValues<ExtensionFunction>().SelectMany(function => Enumerable.Range(0, 4).Select(
            count => new ExtensionCallExpr(function, Enumerable.Repeat(s_one, count).ToEquatableArray()))),
    ];

    private static readonly ExprSyntax[] s_syntax =
    [
        new BoolLiteralSyntax(true),
        s_oneSyntax,
        new StringLiteralSyntax("a"),
        new EntityExprSyntax(new EntityUid("T", "a")),
        .. Enum.GetValues<CedarVariable>().Select(variable => new VariableSyntax(variable)),
        new IfSyntax(s_oneSyntax, new BoolLiteralSyntax(true), new StringLiteralSyntax("a")),
        new OrSyntax(EquatableArray.Of(s_oneSyntax, new BoolLiteralSyntax(true))),
        new AndSyntax(EquatableArray.Of(s_oneSyntax, new BoolLiteralSyntax(true))),
        .. Enum.GetValues<BinarySyntaxOperator>().Select(@operator => new BinarySyntax(@operator, s_oneSyntax, new BoolLiteralSyntax(true))),
        .. Enum.GetValues<UnarySyntaxOperator>().Select(@operator => new UnarySyntax(@operator, new BoolLiteralSyntax(true))),
        new HasSyntax(s_oneSyntax, EquatableArray.Of("a", "b")),
        new LikeSyntax(s_oneSyntax, new LikePattern(EquatableArray.Of("a", ""))),
        new IsSyntax(s_oneSyntax, new NameSyntax("T"), null),
        new IsSyntax(s_oneSyntax, new NameSyntax("T"), new BoolLiteralSyntax(true)),
        new MemberSyntax(s_oneSyntax, "a"),
        .. CedarFunctions.All.Where(function => function.Style == CedarCallStyle.Method).Select(
            function => new MethodCallSyntax(s_oneSyntax, function.Name, Enumerable.Repeat<ExprSyntax>(new BoolLiteralSyntax(true), function.ArgumentCount).ToEquatableArray())),
        .. CedarFunctions.All.Where(function => function.Style == CedarCallStyle.Function).Select(
            function => new FunctionCallSyntax(function.Name, Enumerable.Repeat<ExprSyntax>(new BoolLiteralSyntax(true), function.ArgumentCount).ToEquatableArray())),
        new SetSyntax(EquatableArray.Of(s_oneSyntax, new BoolLiteralSyntax(true))),
        new RecordSyntax(EquatableArray.Of(new RecordFieldSyntax("a", s_oneSyntax), new RecordFieldSyntax("b", new BoolLiteralSyntax(true)))),
    ];

    private static readonly ScopeSyntax[] s_scopes =
    [
        new AnyScopeSyntax(),
        new EqualScopeSyntax(s_entity),
        new InScopeSyntax(s_entity),
        new InSetScopeSyntax(EquatableArray.Of(s_entity)),
        new IsScopeSyntax(new NameSyntax("T")),
        new IsInScopeSyntax(new NameSyntax("T"), s_entity),
    ];

    [Fact]
    public void Samples_EveryKind_HasOne()
    {
        AssertComplete(s_programs);
        AssertComplete(s_syntax);
        AssertComplete(s_scopes);
        AssertComplete<EntityReferenceSyntax>([s_entity, new SlotSyntax(CedarVariable.Principal)]);
    }

    [Fact]
    public void Programs_EveryKind_PassesThroughEveryPass()
    {
        foreach (var sample in s_programs)
        {
            var folded = ConstantFolder.Fold(sample);
            var (expected, actual) = (ReferenceEvaluator.Evaluate(sample), ReferenceEvaluator.Evaluate(folded));
            Assert.True(expected.IsError ? expected.ErrorKind == actual.ErrorKind : Intrinsics.Equal(expected, actual, new PolicyScratch()).IsTrue, ProgramText.Of(sample));
            Assert.Equal(sample, sample with { });
            Assert.Equal(sample.GetHashCode(), (sample with { }).GetHashCode());
            Assert.Single(s_programs, other => other.Equals(sample));
        }
    }

    [Fact]
    public void Folding_EveryKind_FoldsItsParts()
    {
        // A part that can be folded: 1 + 1.
        ProgramExpr sum = new BinaryExpr(BinaryOperator.Add, s_one, s_one), two = new ConstantExpr(2L);
        foreach (var sample in s_programs.Where(sample => sample is not (ConstantExpr or VariableExpr)))
        {
            var (before, after) = (Replace(sample, sum), Replace(sample, two));
            Assert.NotEqual(before, after);
            Assert.Equal(ProgramText.Of(ConstantFolder.Fold(after)), ProgramText.Of(ConstantFolder.Fold(before)));
        }
    }

    [Fact]
    public void Programs_EveryKind_TellsWhatItHolds()
    {
        foreach (var sample in s_programs)
        {
            Assert.Equal(sample is ConstantExpr or VariableExpr || sample is ExtensionCallExpr { Arguments.IsEmpty: true }, !ProgramFacts.Children(sample).Any());

            // Who holds the context as a whole may ask it for the time; who asks for something else does not.
            var holdsContext = sample is not (GetAttributeExpr or HasAttributeExpr) && ProgramFacts.Children(sample).Contains(s_context);
            Assert.Equal(holdsContext || sample.Equals(s_context), ReadsTime(sample));
        }

        Assert.True(ReadsTime(new GetAttributeExpr(s_context, new AttributeName("system"))));
        Assert.True(ReadsTime(new HasAttributeExpr(s_context, EquatableArray.Of(new AttributeName("system"), new AttributeName("now")))));
        Assert.False(ReadsTime(new HasAttributeExpr(s_context, EquatableArray.Of(new AttributeName("input"), new AttributeName("system")))));

        static bool ReadsTime(ProgramExpr condition) => ProgramFacts.ReadsTime(
            new PolicyProgram(EquatableArray.Of(new ProgramPolicy("policy0", "policy0", default, default, condition, null, "a.cedar", 1, "")), default, ProgramIndex.Empty));
    }

    [Fact]
    public void Functions_EveryOne_IsEvaluatedWithItsArityAndNoOther()
    {
        foreach (var function in Enum.GetValues<ExtensionFunction>())
            Assert.Single(Enumerable.Range(0, 5), count => Intrinsics.Call(function, Enumerable.Repeat<PolicyValue>(1L, count).ToArray(), new PolicyScratch()).ErrorKind != PolicyErrorKind.WrongArity);
    }

    [Fact]
    public void Syntax_EveryKind_PassesThroughEveryPass()
    {
        foreach (var sample in s_syntax)
        {
            Assert.NotEmpty(CedarPrinter.Print(sample));
            Assert.Equal(CountParts(sample), SyntaxWalker.Children(sample).Count());
            Assert.Single(s_syntax, other => other.Equals(sample));
            Assert.NotEmpty(ProgramText.Of(ConditionLowering.Lower(sample)));
        }
    }

    [Fact]
    public void Scopes_EveryKind_PassesThroughEveryPass()
    {
        foreach (var sample in s_scopes)
        {
            var conditions = new List<ProgramExpr>();
            ScopeLowering.Lower(CedarVariable.Action, sample, conditions);
            Assert.Equal(sample is AnyScopeSyntax ? 0 : 1, conditions.Count);
            Assert.NotEmpty(CedarPrinter.Print(Policy(sample)));
            Assert.Single(s_scopes, other => other.Equals(sample));
        }

        foreach (var slot in new ScopeSyntax[] { new EqualScopeSyntax(Slot()), new InScopeSyntax(Slot()), new IsInScopeSyntax(new NameSyntax("T"), Slot()) })
        {
            Assert.Throws<InvalidOperationException>(() => ScopeLowering.Lower(CedarVariable.Principal, slot, []));
            Assert.Single(Bind(Policy(slot), out _).Templates);
        }

        static SlotSyntax Slot() => new(CedarVariable.Principal);
    }

    [Fact]
    public void Values_EveryKind_IsComparedHashedAndWritten()
    {
        PolicyValue[] samples = [true, 1L, PolicyValue.FromDecimal(1m), "a", TestValues.Entity("T", "a"), PolicyValue.FromSet(1L), TestValues.Record(("a", 1L)), default, TestValues.Unreadable,
            TestValues.Ip("::1"), PolicyValue.FromDateTimeMilliseconds(1), PolicyValue.FromDurationMilliseconds(1)];
        Assert.Equal(Enum.GetValues<PolicyValueKind>().Order(), samples.Select(sample => sample.Kind).Order());
        foreach (var sample in samples)
        {
            var nesting = 0;
            var isReadable = sample.Kind is not (PolicyValueKind.Absent or PolicyValueKind.Error);
            Assert.NotEmpty(sample.ToString());
            Assert.Equal(isReadable, ValueHash.TryCompute(sample, new PolicyScratch(), 0, ref nesting, out _, out _));
            Assert.Equal(isReadable, new ValueNumbers().TryGet(sample, new PolicyScratch(), 0, out _, out _));
            foreach (var other in samples)
            {
                var equal = Intrinsics.Equal(sample, other, new PolicyScratch());
                Assert.Equal(isReadable && other.Kind is not (PolicyValueKind.Absent or PolicyValueKind.Error), !equal.IsError);
                Assert.Equal(isReadable && sample.Kind == other.Kind, equal.IsTrue);
            }
        }

        Assert.All(Enum.GetValues<PolicyErrorKind>(), kind => Assert.Equal(kind == PolicyErrorKind.None, PolicyValue.Error(kind, "detail").DescribeError().Length == 0));
    }

    private static void AssertComplete<TNode>(IReadOnlyCollection<TNode> samples)
        where TNode : class
    {
        var kinds = typeof(TNode).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(TNode)) && !type.IsAbstract).ToArray();
        Assert.NotEmpty(kinds);
        Assert.All(kinds, kind => Assert.True(kind.IsSealed, $"{kind.Name} is not sealed."));
        Assert.All(kinds, kind => Assert.True(samples.Any(sample => sample.GetType() == kind), $"There is no sample of {kind.Name}: add one, so that every pass meets it."));
    }

    /// <summary>The sample with another part in place of its part 1.</summary>
    private static ProgramExpr Replace(ProgramExpr sample, ProgramExpr part)
    {
        // A part that is no constant stands beside it wherever there are two, so that nothing but the part can be folded.
        ProgramExpr Part(ProgramExpr old) => ReferenceEquals(old, s_one) ? part : old;
        return sample switch
        {
            IfExpr => new IfExpr(s_context, part, new IfExpr(part, s_context, part)),
            AndExpr => new AndExpr(EquatableArray.Of(s_context, part)),
            OrExpr => new OrExpr(EquatableArray.Of(s_context, part)),
            UnaryExpr node => node with { Operand = part },
            BinaryExpr node => new BinaryExpr(node.Operator, Part(node.Left), part),
            GetAttributeExpr node => node with { Target = part },
            HasAttributeExpr node => node with { Target = part },
            LikeExpr node => node with { Operand = part },
            IsExpr node => node with { Operand = part },
            IsInExpr node => new IsInExpr(part, node.Type, part),
            SetExpr => new SetExpr(EquatableArray.Of(part, s_context)),
            RecordExpr node => new RecordExpr(node.Fields.Select(field => field with { Value = Part(field.Value) }).ToEquatableArray()),
            ExtensionCallExpr node => new ExtensionCallExpr(node.Function, EquatableArray.Of([part, .. node.Arguments, s_context])),
            _ => throw new InvalidOperationException($"Say how {sample.GetType().Name} holds its parts."),
        };
    }

    /// <summary>How many expressions a node holds directly, by its properties.</summary>
    private static int CountParts(ExprSyntax node) => node.GetType().GetProperties().Sum(property => property.GetValue(node) switch
    {
        ExprSyntax => 1,
        EquatableArray<ExprSyntax> parts => parts.Count,
        EquatableArray<RecordFieldSyntax> fields => fields.Count,
        _ => 0,
    });

    private static PolicySyntax Policy(ScopeSyntax scope) => new(default, PolicyEffect.Permit, scope, new AnyScopeSyntax(), new AnyScopeSyntax(), default);

    private static BoundPolicySet Bind(PolicySyntax policy, out DiagnosticBag bag)
    {
        bag = new DiagnosticBag();
        return Binder.Bind([new ParsedPolicies(new SourceFile("test.cedar", ""), new PolicyFileSyntax(EquatableArray.Of(policy)))], BindingOptions.Default, bag);
    }
}
