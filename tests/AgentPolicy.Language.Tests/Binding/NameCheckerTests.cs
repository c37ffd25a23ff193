using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Tests.Lowering;

namespace AgentPolicy.Language.Tests.Binding;

public sealed class NameCheckerTests
{
    /// <summary>Against the code: head, condition, what must be found (id@line:column) and parts of its message.</summary>
    public static TheoryData<string, string, string, string> Mistakes => new()
    {
        // Actions
        { "principal, action == Action::\"send_mony\", resource", "true", "AGP0208@1:29", "no tool is called 'send_mony'|did you mean 'send_money'?" },
        { "principal, action in [Action::\"send_money\", Action::\"get_balanc\"], resource", "true", "AGP0208@1:52", "'get_balanc'|'get_balance'" },
        { "principal, action in Action::\"call_tools\", resource", "true", "AGP0208@1:29", "did you mean 'call_tool'?" },
        { "principal, action == X::Action::\"send_money\", resource", "true", "AGP0208@1:29", "'X::Action::\"send_money\"'|did you mean 'Action::\"send_money\"'?" },
        { "principal, action, resource", "action == Action::\"nothing_alike\"", "AGP0208@2:18", "'nothing_alike', and" },
        { "principal, action, resource", "[Action::\"send_mony\"].contains(action)", "AGP0208@2:9", "'send_mony'" },

        // Entity types
        { "principal == Agnt::\"a\", action, resource", "true", "AGP0209@1:21", "'Agnt'|did you mean 'Agent'?|entity Agnt;|[PolicyEntity(\"Agnt\")]" },
        { "principal in Role::\"a\", action, resource", "true", "AGP0209@1:21", "'Role'|entity Role;" },
        { "principal is Stafff, action, resource", "true", "AGP0209@1:21", "did you mean 'Staff'?" },
        { "principal is Agent in Role::\"a\", action, resource", "true", "AGP0209@1:30", "'Role'" },
        { "principal, action, resource is Fil", "true", "AGP0209@1:39", "did you mean 'File'?" },
        { "principal, action, resource", "principal in Role::\"a\"", "AGP0209@2:21", "'Role'" },
        { "principal, action, resource", "principal is Stafff in Agent::\"x\"", "AGP0209@2:21", "'Stafff'" },

        // Inputs
        { "principal, action == Action::\"send_money\", resource", "context.input.amout > 1", "AGP0211@2:22", "no input 'amout' in the tool 'send_money'; did you mean 'amount'?" },
        { "principal, action == Action::\"send_money\", resource", "context[\"input\"][\"amout\"] > 1", "AGP0211@2:8", "'amout'" },
        { "principal, action == Action::\"send_money\", resource", "context.input has amout", "AGP0211@2:26", "did you mean 'amount'?" },
        { "principal, action == Action::\"send_money\", resource", "context has input.amout", "AGP0211@2:26", "did you mean 'amount'?" },
        { "principal, action == Action::\"send_money\", resource", "context.input has \"amout\"", "AGP0211@2:8", "'amout'" },
        { "principal, action == Action::\"send_money\", resource", "context.input has day", "AGP0211@2:26", "'day' in the tool 'send_money'" },
        { "principal, action in [Action::\"send_money\", Action::\"schedule_payment\"], resource", "context.input has dya", "AGP0211@2:26", "any of the tools 'schedule_payment' and 'send_money'; did you mean 'day'?" },
        { "principal, action, resource", "context.input has dya", "AGP0211@2:26", "any of the tools 'get_balance', 'read_file', 'schedule_payment' and 1 more; did you mean 'day'?" },
        { "principal, action == Action::\"send_money\", resource", "context.input has amout && context.input.amout > 1", "AGP0211@2:26 AGP0211@2:49", "'amout'" },

        // Inputs that some of the tools lack
        { "principal, action in [Action::\"send_money\", Action::\"schedule_payment\"], resource", "context.input.day > 1", "AGP0212@2:22", "'day' is read in every call|missing in the tool 'send_money'|'context.input has day && …'" },
        { "principal, action, resource", "context.input.amount > 1", "AGP0212@2:22", "the tools 'get_balance' and 'read_file'" },
        { "principal, action in Action::\"call_tool\", resource", "context.input.amount > 1", "AGP0212@2:22", "'get_balance' and 'read_file'" },
        { "principal, action in Action::\"call_tool\", resource", "context.input.path == \"\"", "AGP0212@2:22", "the tools 'get_balance', 'schedule_payment' and 'send_money'" },
        { "principal, action, resource", "context.input has day || context.input.day > 1", "AGP0212@2:47", "'day'" },
        { "principal, action, resource", "(context.input has day || true) && context.input.day > 1", "AGP0212@2:57", "'day'" },
        { "principal, action, resource", "(context.input has day || context.input has amount) && context.input.day > 1", "AGP0212@2:77", "'day'" },
        { "principal, action, resource", "context.input.day > 1 && context.input has day", "AGP0212@2:22", "'day'" },
        { "principal, action, resource", "!(context.input has day) && context.input.day > 1", "AGP0212@2:50", "'day'" },
        { "principal, action, resource", "(if context.input has day then true else context.input.day > 1)", "AGP0212@2:63", "'day'" },
        { "principal, action, resource", "(if context.input has day then true else true) && context.input.day > 1", "AGP0212@2:72", "'day'" },
        { "principal, action, resource", "[context.input has day].contains(true) && context.input.day > 1", "AGP0212@2:64", "'day'" },
        { "principal, action, resource", "!(context.input has day && context.input has amount) || true && context.input.path == \"\"", "AGP0212@2:86", "'path'" },
        { "principal, action, resource", "!(!(context.input has day) && context.input has path) && context.input.day > 1", "AGP0212@2:79", "'day'" },
        { "principal, action, resource", "(context.input has day && true) == true && context.input.day > 1", "AGP0212@2:65", "'day'" },
        { "principal, action, resource", "{a: context.input}.a.day > 1", "AGP0212@2:29", "'day'" },

        // What cannot be read
        { "principal, action == Action::\"read_file\", resource", "context.input.body == 1", "AGP0213@2:22", "'body' of the tool 'read_file' is a System.IO.Stream" },
        { "principal, action, resource", "context.input has body", "AGP0213@2:26", "'body' of the tool 'read_file' is a System.IO.Stream" },
        { "principal, action, resource", "context.system.later == 1", "AGP0218@2:23", "'context.system' has no 'later'" },
        { "principal, action, resource", "context.sytem.now == 1", "AGP0214@2:16", "did you mean 'system'?" },
        { "principal, action, resource", "context.system.now.day == 1", "AGP0217@2:27", "'context.system.now' is a datetime, which has no attributes" },
        { "principal, action == Action::\"get_balance\", resource", "context.output == 1", "AGP0216@2:16", "the result of the tool 'get_balance'" },
        { "principal, action in [Action::\"get_balance\", Action::\"read_file\"], resource", "context has output", "AGP0216@2:20", "any of the tools 'get_balance' and 'read_file'" },
        { "principal, action in [Action::\"get_balance\", Action::\"send_money\"], resource", "context.output.id == \"\"", "AGP0212@2:16", "'output'|the tool 'get_balance'" },

        // The context, records and values
        { "principal, action, resource", "context.inptu.amount > 1", "AGP0214@2:16", "'inptu' in the context of any of the tools|did you mean 'input'?" },
        { "principal, action, resource", "context has order", "AGP0214@2:20", "'order'" },
        { "principal, action, resource", "context.session.labels == []", "AGP0218@2:24", "'context.session' has no 'labels'" },
        { "principal, action, resource", "context.session has ide", "AGP0218@2:28", "did you mean 'id'?" },
        { "principal, action == Action::\"send_money\", resource", "context.input.address.cty == \"\"", "AGP0218@2:30", "'context.input.address' has no 'cty' in the tool 'send_money'; did you mean 'city'?" },
        { "principal, action == Action::\"send_money\", resource", "context.input.address.geo.long == 1", "AGP0218@2:34", "'context.input.address.geo' has no 'long'" },
        { "principal, action == Action::\"send_money\", resource", "context has input.address.geo.latt", "AGP0218@2:38", "'context has input.address.geo'|did you mean 'lat'?" },
        { "principal, action == Action::\"send_money\", resource", "context.output.idd == \"\"", "AGP0218@2:23", "did you mean 'id'?" },
        { "principal, action == Action::\"send_money\", resource", "context.input.amount.value == 1", "AGP0217@2:29", "'context.input.amount' is a decimal, which has no attributes, so 'value'" },
        { "principal, action == Action::\"send_money\", resource", "context.input.tags.first == 1", "AGP0217@2:27", "is a set" },
        { "principal, action == Action::\"send_money\", resource", "context.input.recipient has length", "AGP0217@2:36", "is a String" },
        { "principal, action == Action::\"schedule_payment\", resource", "context.output.id == \"\"", "AGP0217@2:23", "is a String" },
        { "principal, action in [Action::\"send_money\", Action::\"schedule_payment\"], resource", "context.input.address.city == \"\"", "AGP0212@2:30", "'city'|the tool 'schedule_payment'" },
        { "principal, action, resource", "{amount: 1}.amout == 1", "AGP0220@2:20", "no 'amout'; did you mean 'amount'?" },
        { "principal, action, resource", "{amount: {a: 1}} has amount.b", "AGP0220@2:36", "no 'b'" },

        // Principals and resources
        { "principal, action, resource", "principal.payes.contains(\"\")", "AGP0219@2:18", "'payes' in any of the types 'Agent' and 'Staff'; did you mean 'payees'?" },
        { "principal, action, resource", "principal has payes", "AGP0219@2:22", "did you mean 'payees'?" },
        { "principal is Staff, action, resource", "principal.payees.contains(\"\")", "AGP0219@2:18", "'payees' in the type 'Staff'" },
        { "principal == Agent::\"a\", action, resource", "principal.grade > 1", "AGP0219@2:18", "'grade' in the type 'Agent'" },
        { "principal is Agent in Agent::\"a\", action, resource", "principal has grade", "AGP0219@2:22", "the type 'Agent'" },
        { "principal, action, resource is Staff", "resource.grad > 1", "AGP0219@2:17", "did you mean 'grade'?" },
        { "principal, action, resource == Staff::\"a\"", "resource has ownr", "AGP0219@2:21", "'ownr'" },
        { "principal, action, resource", "principal.address.street == \"\"", "AGP0218@2:26", "'principal.address' has no 'street' in the type 'Agent'" },
        { "principal, action, resource", "principal.payees.size > 1", "AGP0217@2:25", "is a set" },
        { "principal is Staff, action, resource", "principal.usr.name == \"\"", "AGP0219@2:18", "did you mean 'user'?" },
        { "principal, action, resource is Staff", "resource.user.name == \"\"", "AGP0219@2:17", "'user'" },
        { "principal is Agent, action, resource", "principal.user.grad > 1", "AGP0219@2:23", "'grad' in the type 'Staff'; did you mean 'grade'?" },
        { "principal is Agent, action, resource", "principal has user.payees", "AGP0219@2:27", "'payees' in the type 'Staff'" },
        { "principal, action, resource", "principal.user.payes == []", "AGP0219@2:23", "any of the types 'Agent' and 'Staff'; did you mean 'payees'?" },
        { "principal, action == Action::\"send_money\", resource", "context.input.owner.grad > 1", "AGP0219@2:28", "any of the types 'Agent' and 'Staff'; did you mean 'grade'?" },
        { "principal, action == Action::\"send_money\", resource", "context.input has owner.address.town", "AGP0218@2:40", "'town'" },
        { "principal, action, resource", "Staff::\"a\".payees == 1", "AGP0219@2:19", "the type 'Staff'" },
        { "principal, action, resource", "(if true then principal else Staff::\"a\").payees == 1", "AGP0219@2:49", "the type 'Staff'" },
        { "principal, action, resource", "(if true then context else {}).input has amount", "AGP0220@2:39", "'input'" },
        { "principal, action, resource", "(if true then {a: principal} else {a: context}).a has grad", "AGP0219@2:62", "did you mean 'grade'?" },
    };

    /// <summary>Against the code: head and condition.</summary>
    public static TheoryData<string, string> Accepted => new()
    {
        { "principal, action == Action::\"send_money\", resource", "context.input.amount.greaterThan(decimal(\"1.0\")) && context.input.note like \"*\"" },
        { "principal, action in [Action::\"send_money\", Action::\"schedule_payment\"], resource", "context.input.amount.greaterThan(decimal(\"1.0\"))" },
        { "principal, action in [], resource", "context.input.whatever" },
        { "principal, action in Action::\"call_tool\", resource", "context has input && context.session has id && context.session.id == \"\"" },
        { "principal is Anonymous, action, resource is Tool", "resource.anything.deeper == principal.whatever" },
        { "principal == User::\"a\", action, resource == File::\"a\"", "resource has anything && principal has whatever.deeper" },
        { "principal is Agent, action, resource", "principal has user && principal.user.grade > 1 && principal.user.getTag(\"a\").b" },
        { "principal is Staff, action, resource", "principal has user.payees && principal.user.address.city == \"\"" },
        { "principal, action, resource", "principal.payees.contains(\"\") && principal.grade > 1 && principal.hasTag(\"a\") && principal.getTag(\"a\").b.c" },
        { "principal, action, resource", "principal in User::\"a\" || principal is Staff || resource is File || action in Action::\"call_tool\"" },
        { "principal, action == Action::\"send_money\", resource", "context.input.payload.anything.deeper && context.input.owner.grade > 1 && context.input.owner.payees == [] && context.input.payload has a.b" },
        { "principal, action == Action::\"send_money\", resource", "context.input.address.geo.lat == decimal(\"1.0\") && context has input.address.city" },
        { "principal, action == Action::\"send_money\", resource", "(if context.input.amount == 1 then context.input else {address: {city: 1}}).address.city == 1" },
        { "principal, action, resource", "[principal].contains(resource) && context == {a: 1} && {a: context}.a.session has id" },
        { "principal, action, resource", "(if true then {a: principal} else {a: context}).a has payees" },
        { "principal, action, resource", "action.anything == 1" },

        // Guards
        { "principal, action, resource", "context.input has day && context.input.day > 1" },
        { "principal, action, resource", "context.input has \"day\" && context[\"input\"][\"day\"] > 1" },
        { "principal, action, resource", "context has input.day && context.input.day > 1" },
        { "principal, action, resource", "true && context.input has day && (true && context.input.day > 1)" },
        { "principal, action, resource", "(context.input has day && context.input has amount) && context.input.day > 1 && context.input.amount == 1" },
        { "principal, action, resource", "(context.input has day || context.input has day) && context.input.day > 1" },
        { "principal, action, resource", "(context.input has day || false) && context.input.day > 1" },
        { "principal, action, resource", "((context.input has day && context.input has amount) || (context.input has path && context.input has day)) && context.input.day > 1" },
        { "principal, action, resource", "!(context.input has day) || context.input.day > 1" },
        { "principal, action, resource", "!(context.input has day && context.input has amount) || context.input.day > 1" },
        { "principal, action, resource", "!(context.input has day) || !(context.input has path) || context.input.day > 1 && context.input.path == \"\"" },
        { "principal, action, resource", "!!(context.input has day) && context.input.day > 1" },
        { "principal, action, resource", "!(!(context.input has day) || false) && context.input.day > 1" },
        { "principal, action, resource", "!(context.input has amount && !(context.input has amount)) || context.input.amount == 1" },
        { "principal, action, resource", "if context.input has day then context.input.day > 1 else true" },
        { "principal, action, resource", "if !(context.input has day) then false else context.input.day > 1" },
        { "principal, action, resource", "(if context.input has day then true else false) && context.input.day > 1" },
        { "principal, action, resource", "(if principal has grade then context.input has day else context.input has day && true) && context.input.day > 1" },
        { "principal, action, resource", "context.input has day } when { context.input.day > 1" },
        { "principal, action, resource", "context.input has day } unless { context.input.day > 1" },
        { "principal, action, resource", "true } unless { !(context.input has day) } when { context.input.day > 1" },
        { "principal, action, resource", "context.input has amount } unless { !(context.input has day) || context.input.day > 1 } when { context.input.amount == 1" },
        { "principal, action, resource", "context has output && context.output == \"\"" },
        { "principal, action in [Action::\"send_money\", Action::\"schedule_payment\"], resource", "context.input.address has city && context.input.address.city == \"\"" },
        { "principal, action, resource", "{a: context.input has day, b: context.input}.b has day" },
        { "principal, action, resource", "context.input has day && {a: context.input}.a.day > 1" },
        { "principal, action, resource", "context.input has day && (if true then context.input else context.input).day > 1" },
        { "principal, action, resource", "false && context.input.day > 1" },
        { "principal, action, resource", "true || context.input.day > 1" },

        // A comparison of the action narrows it.
        { "principal, action, resource", "action == Action::\"schedule_payment\" && context.input.day > 1" },
        { "principal, action, resource", "action in [Action::\"schedule_payment\", Action::\"send_money\"] && context.input.amount == 1" },
        { "principal, action, resource", "action != Action::\"schedule_payment\" || context.input.day > 1" },
        { "principal, action, resource", "if Action::\"schedule_payment\" == action then context.input.day > 1 else false" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Names_Mistaken_AreReportedWhereTheyStand(string head, string condition, string expected, string parts)
    {
        AssertErrors(head, condition, Shop.CodeOnly, expected, parts);
    }

    [Theory]
    [MemberData(nameof(Accepted))]
    public void Names_ThatExist_AreAccepted(string head, string condition)
    {
        var policy = $"forbid({head}) when {{ {condition} }};";
        Compiling.Program(policy, Shop.CodeOnly);
        Compiling.Program(policy);
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Names_WithNothingToCheckThemAgainst_AreAccepted(string head, string condition, string expected, string parts)
    {
        Assert.False(expected.Length == 0 || parts.Length == 0);
        var policy = $"forbid({head}) when {{ {condition} }};";
        Compiling.Program(policy);
        Compiling.Program(policy, Shop.Both with { IsCedarMode = true });
        Compiling.Program(policy, new BindingOptions(false, default, ToolSchema.Empty, SchemaModel.Empty));
    }

    [Fact]
    public void Names_OfSeveralPolicies_AreAllReported()
    {
        const string Text = "permit(principal in Role::\"a\", action, resource);\npermit(principal, action, resource) when { principal.payes == 1 || principal.payes == 2 || Rol::\"b\" in principal };";
        Assert.Equal([("AGP0209", 1, 21), ("AGP0219", 2, 54), ("AGP0219", 2, 78), ("AGP0209", 2, 92)], Compiling.Errors(Text, Shop.CodeOnly).Select(error => (error.Id, error.Line, error.Column)));
    }

    /// <summary>The errors are those (id@line:column), and their messages have these parts.</summary>
    internal static void AssertErrors(string head, string condition, BindingOptions options, string expected, string parts)
    {
        var errors = Compiling.Errors($"forbid({head})\nwhen {{ {condition} }};", options);
        Assert.True(expected == string.Join(' ', errors.Select(error => $"{error.Id}@{error.Line}:{error.Column}")), string.Join('\n', errors));
        Assert.All(errors, error => Assert.All(parts.Split('|'), part => Assert.Contains(part, error.Message)));
        Assert.All(errors, error => Assert.InRange(error.Message.Length, 1, 400));
    }
}
