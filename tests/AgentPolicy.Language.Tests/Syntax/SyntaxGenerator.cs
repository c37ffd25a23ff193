using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Syntax;
using FsCheck;
using FsCheck.Fluent;

namespace AgentPolicy.Language.Tests.Syntax;

/// <summary>Generates whole policies: every kind of node in every place that the grammar has for it.</summary>
public static class SyntaxGenerator
{
    private static readonly Gen<string> Identifier = Gen.Elements(
        "a", "b", "_", "__", "a1", "X_y9", "permit", "forbid", "when", "unless", "principal", "action", "resource", "context", "contains", "ip", "decimal", "iff", "trueish");

    private static readonly Gen<string> AnyWord = Gen.OneOf(Identifier, Gen.Elements("if", "in", "true", "has", "__cedar"));

    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.Elements("", "plain", "*", "a*b", "\\*", "\"", "\\", "\\n", "\0", "\r\n\t", "'", "//", "é", "😀", "\U0010FFFF", "\u2028", "\uFEFF", "\u007F", "${x}", "{", "if"),
        Gen.Elements("a", "*", "\\", "\"", "\0", "ß", "𝄞", " ").ListOf().Select(string.Concat));

    private static readonly Gen<string> TypeName = Gen.OneOf(Identifier, Identifier.Two().Select(x => x.Item1 + "::" + x.Item2), Gen.Constant("A::B::C::D"));

    private static readonly Gen<string> ActionType = Gen.Elements("Action", "Ns::Action", "Action::Action");

    private static readonly Gen<EntityUid> Uid = Both(TypeName, Text, (type, id) => new EntityUid(type, id));

    private static readonly Gen<EntityLiteralSyntax> ActionLiteral = Both(ActionType, Text, (type, id) => new EntityLiteralSyntax(new EntityUid(type, id)));

    private static readonly Gen<ExprSyntax> Leaf = Gen.OneOf<ExprSyntax>(
        Gen.Elements(true, false).Select(x => (ExprSyntax)new BoolLiteralSyntax(x)),
        Gen.OneOf(Gen.Elements(0L, 1, -1, long.MaxValue, long.MinValue), Gen.Choose(-100, 100).Select(x => (long)x)).Select(x => (ExprSyntax)new LongLiteralSyntax(x)),
        Text.Select(x => (ExprSyntax)new StringLiteralSyntax(x)),
        Uid.Select(x => (ExprSyntax)new EntityExprSyntax(x)),
        Gen.Elements(Enum.GetValues<CedarVariable>()).Select(x => (ExprSyntax)new VariableSyntax(x)),
        Gen.Constant<ExprSyntax>(new SetSyntax(default)),
        Gen.Constant<ExprSyntax>(new RecordSyntax(default)));

    public static Arbitrary<PolicyFileWrapper> Files() => Arb.From(Few(Policy(), 0, 4).Select(policies => new PolicyFileWrapper(new PolicyFileSyntax(policies))));

    public static Arbitrary<ExpressionWrapper> Expressions() => Arb.From(Gen.Sized(size => Expression(size)).Select(x => new ExpressionWrapper(x)));

    private static Gen<PolicySyntax> Policy() =>
        from annotations in Few(Both(AnyWord, Gen.OneOf(Text.Select(x => (string?)x), Gen.Constant<string?>(null)), (n, v) => new AnnotationSyntax(n, v)), 0, 4)
        from effect in Gen.Elements(PolicyEffect.Permit, PolicyEffect.Forbid)
        from principal in Scope(CedarVariable.Principal)
        from action in ActionScope()
        from resource in Scope(CedarVariable.Resource)
        from conditions in Few(Condition(), 0, 3)
        select new PolicySyntax(Distinct(annotations, x => x.Name), effect, principal, action, resource, conditions);

    private static Gen<ConditionSyntax> Condition() =>
        Both(Gen.Elements(true, false), Gen.Sized(size => Expression(size / 3)), (isUnless, body) => new ConditionSyntax(isUnless, body));

    private static Gen<ScopeSyntax> Scope(CedarVariable variable)
    {
        var reference = Gen.OneOf(
            Uid.Select(x => (EntityReferenceSyntax)new EntityLiteralSyntax(x)), Gen.Constant<EntityReferenceSyntax>(new SlotSyntax(variable)));
        var type = TypeName.Select(x => new NameSyntax(x));
        return Gen.OneOf(
            Gen.Constant<ScopeSyntax>(new AnyScopeSyntax()),
            reference.Select(x => (ScopeSyntax)new EqualScopeSyntax(x)),
            reference.Select(x => (ScopeSyntax)new InScopeSyntax(x)),
            type.Select(x => (ScopeSyntax)new IsScopeSyntax(x)),
            Both(type, reference, (x, y) => (ScopeSyntax)new IsInScopeSyntax(x, y)));
    }

    private static Gen<ScopeSyntax> ActionScope() => Gen.OneOf(
        Gen.Constant<ScopeSyntax>(new AnyScopeSyntax()),
        ActionLiteral.Select(x => (ScopeSyntax)new EqualScopeSyntax(x)),
        ActionLiteral.Select(x => (ScopeSyntax)new InScopeSyntax(x)),
        Few(ActionLiteral, 0, 3).Select(x => (ScopeSyntax)new InSetScopeSyntax(x)));

    private static Gen<ExprSyntax> Expression(int size)
    {
        if (size <= 0)
            return Leaf;
        var part = Expression(size / 2);
        return Gen.OneOf(
            Leaf,
            from x in part from y in part from z in part select (ExprSyntax)new IfSyntax(x, y, z),
            Few(part, 2, 4).Select(x => (ExprSyntax)new OrSyntax(x)),
            Few(part, 2, 4).Select(x => (ExprSyntax)new AndSyntax(x)),
            from x in part from o in Gen.Elements(Enum.GetValues<BinarySyntaxOperator>()) from y in part select (ExprSyntax)new BinarySyntax(o, x, y),
            Prefixed(part),
            Both(part, Few(Identifier, 1, 3), (x, path) => (ExprSyntax)new HasSyntax(x, path)),
            Both(part, Text, (x, name) => (ExprSyntax)new HasSyntax(x, EquatableArray.Of(name))),
            Both(part, Few(Text, 1, 4), (x, segments) => (ExprSyntax)new LikeSyntax(x, new LikePattern(segments))),
            Both(part, TypeName, (x, type) => (ExprSyntax)new IsSyntax(x, new NameSyntax(type), null)),
            from x in part from type in TypeName from y in part select (ExprSyntax)new IsSyntax(x, new NameSyntax(type), y),
            Both(part, Gen.OneOf(Identifier, Text), (x, name) => (ExprSyntax)new MemberSyntax(x, name)),
            Call(part),
            Few(part, 0, 3).Select(x => (ExprSyntax)new SetSyntax(x)),
            Few(Both(Gen.OneOf(AnyWord, Text), part, (n, x) => new RecordFieldSyntax(n, x)), 0, 3).Select(x => (ExprSyntax)new RecordSyntax(Distinct(x, y => y.Name))));
    }

    private static Gen<ExprSyntax> Prefixed(Gen<ExprSyntax> part) =>
        from x in part
        from operation in Gen.Elements(Enum.GetValues<UnarySyntaxOperator>())
        from count in Gen.Choose(1, 9)
        select Enumerable.Range(0, count).Aggregate(x, (y, _) => new UnarySyntax(operation, y));

    private static Gen<ExprSyntax> Call(Gen<ExprSyntax> part) =>
        from function in Gen.Elements(CedarFunctions.All.ToArray())
        from target in part
        from arguments in Few(part, function.IsExtension ? 0 : function.ArgumentCount, function.IsExtension ? 2 : function.ArgumentCount)
        select function.Style == CedarCallStyle.Function
            ? (ExprSyntax)new FunctionCallSyntax(function.Name, arguments)
            : new MethodCallSyntax(target, function.Name, arguments);

    private static Gen<TResult> Both<T1, T2, TResult>(Gen<T1> first, Gen<T2> second, Func<T1, T2, TResult> combine) =>
        from x in first from y in second select combine(x, y);

    private static Gen<EquatableArray<T>> Few<T>(Gen<T> item, int least, int most) =>
        Gen.Choose(least, most).SelectMany(count => item.ListOf(count)).Select(items => items.ToEquatableArray());

    private static EquatableArray<T> Distinct<T>(EquatableArray<T> items, Func<T, string> key) => Enumerable.DistinctBy(items, key).ToEquatableArray();
}

/// <summary>Public, as test methods' parameters must be, around what is internal.</summary>
public sealed class PolicyFileWrapper
{
    internal PolicyFileWrapper(PolicyFileSyntax file) => File = file;

    internal PolicyFileSyntax File { get; }

    public override string ToString() => CedarPrinter.Print(File);
}

public sealed class ExpressionWrapper
{
    internal ExpressionWrapper(ExprSyntax expression) => Expression = expression;

    internal ExprSyntax Expression { get; }

    public override string ToString() => CedarPrinter.Print(Expression);
}
