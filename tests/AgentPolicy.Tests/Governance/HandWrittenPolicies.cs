using AgentPolicy.Compiled;
using AgentPolicy.Language;
using AgentPolicy.Language.Program;

namespace AgentPolicy.Tests.Governance;

/// <summary>A policy set as the generator compiles it, by hand: it knows <c>send_money</c>, and no other tool.</summary>
internal sealed class HandWrittenPolicies : ICompiledPolicySet
{
    public const string Text =
        """
        @id("pay") permit(principal, action == Action::"send_money", resource) when { context.input.recipient == "shop" };
        @id("limit") @reason("More than 1,000 needs a person.")
        forbid(principal, action == Action::"send_money", resource) when { context.input.amount.greaterThan(decimal("1000.0")) };
        @id("private") forbid(principal, action == Action::"send_money", resource) when { context.output.id like "secret*" };
        @id("read") permit(principal, action == Action::"read_file", resource == File::"a.txt");
        @id("ping") permit(principal, action in Action::"call_tool", resource == Tool::"NetTools");
        @id("let") permit(principal == ?principal, action == Action::"send_money", resource) when { context.input.recipient != "enemy" };
        @id("stop") @reason("Stopped.") forbid(principal == ?principal, action, resource) when { context.input.amount.greaterThan(decimal("10.0")) };
        @id("hide") forbid(principal == ?principal, action == Action::"send_money", resource) when { context.output.id == "hidden" };
        """;

    public static PolicySet Policies { get; } = Compile(SendMoneyArguments.Shape);

    public static PolicySet Interpreted { get; } = PolicySet.Parse(Text);

    public static PolicySet Compile(string shape, Action? decided = null)
    {
        var set = PolicySet.Parse(Text);
        return PolicySet.FromCode(new Code(set.Code, shape, decided), [.. set.Policies], set.LinkableTemplates.Select(template => template.Program), set.ErrorMode, null, set.Version);
    }

    private sealed class Code(CompiledPolicies any, string shape, Action? decided) : CompiledPolicies
    {
        private readonly SendMoneyCode _sendMoney = new(shape, decided);

        internal override ProgramIndex? Index => any.Index;

        public override PolicyAnswer Evaluate(int policy, PolicyFrame frame) => any.Evaluate(policy, frame);

        public override CompiledTool? FindTool(string name) => name == "send_money" ? _sendMoney : null;

        public override string[] ToolNames => ["send_money"];
    }

    private sealed class SendMoneyCode(string shape, Action? decided) : CompiledTool<SendMoneyArguments>(shape)
    {
        private static readonly AttributeName s_id = new("id");

        public override void Decide(in SendMoneyArguments arguments, ref PolicyQuery query, ref PolicyVerdict verdict)
        {
            decided?.Invoke();
            var frame = query.Frame;
            if (verdict.Forbid(1, PolicyChecks.Of(Exceeds(arguments.GetValue(0, frame.Scratch)), frame), frame))
                return;
            verdict.Permit(0, PolicyChecks.Of(arguments.GetValue(2, frame.Scratch).Text.SequenceEqual("shop")), frame);
        }

        public override void DecideOutput(in SendMoneyArguments arguments, ref PolicyQuery query, ref PolicyVerdict verdict)
        {
            var frame = query.Frame;
            var receipt = frame.Output;
            if (receipt.Kind == PolicyValueKind.Absent)
                verdict.Forbid(2, frame.Fail(PolicyValue.Error(PolicyErrorKind.AttributeMissing, "output")), frame);
            else
                verdict.Forbid(2, PolicyChecks.Of(Language.Records.Get(receipt, s_id, frame.Scratch).Text.ToString().StartsWith("secret", StringComparison.Ordinal)), frame);
        }

        private static PolicyValue Exceeds(in PolicyValue amount) => amount.IsError ? amount : amount.DecimalDigits > 10_000_000;
    }
}
