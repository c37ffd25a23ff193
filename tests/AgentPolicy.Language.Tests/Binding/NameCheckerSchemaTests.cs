using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Tests.Lowering;
using AgentPolicy.Language.Tests.Syntax;

namespace AgentPolicy.Language.Tests.Binding;

/// <summary>Names against a schema, alone and with the code.</summary>
public sealed class NameCheckerSchemaTests
{
    public static TheoryData<string, string, string, string> MistakesBySchema => new()
    {
        { "principal, action == Action::\"gret\", resource", "true", "AGP0208@1:29", "'gret'|did you mean 'greet'?" },
        { "principal, action == Action::\"get_balance\", resource", "true", "AGP0208@1:29", "'get_balance'" },
        { "principal, action == Inner::Action::\"tuch\", resource", "true", "AGP0208@1:29", "'Inner::Action::\"tuch\"'|did you mean 'touch'?" },
        { "principal, action == Action::\"touch\", resource", "true", "AGP0208@1:29", "did you mean 'Inner::Action::\"touch\"'?" },
        { "principal is Custmer, action, resource", "true", "AGP0209@1:21", "did you mean 'Customer'?" },
        { "principal is Thing, action, resource", "true", "AGP0209@1:21", "'Thing'" },
        { "principal, action, resource", "principal is Outer::Action", "AGP0209@2:21", "'Outer::Action'" },
        { "principal == Color::\"gren\", action, resource", "true", "AGP0210@1:21", "'Color' has no entity of the id 'gren'; did you mean 'green'?" },
        { "principal, action, resource", "resource in [Color::\"blue\"]", "AGP0210@2:21", "'blue'" },
        { "principal, action == Action::\"greet\", resource", "context.langage == \"\"", "AGP0214@2:16", "'langage' in the context of the action 'greet'; did you mean 'language'?" },
        { "principal, action == Action::\"greet\", resource", "context.input.nme == \"\"", "AGP0218@2:22", "'context.input' has no 'nme' in the action 'greet'; did you mean 'name'?" },
        { "principal, action in Action::\"payments\", resource", "context.order.sum > 1", "AGP0218@2:22", "any of the actions 'schedule_payment' and 'send_money'" },
        { "principal, action in [Action::\"greet\", Action::\"payments\"], resource", "context.language == \"\"", "AGP0212@2:16", "the actions 'schedule_payment' and 'send_money'" },
        { "principal, action, resource", "context.force > 1", "AGP0212@2:16", "the actions 'greet', 'schedule_payment' and 'send_money'" },
        { "principal is Customer, action, resource", "principal.sinc > 1", "AGP0219@2:18", "the type 'Customer'; did you mean 'since'?" },
        { "principal, action, resource", "principal.friend.friend.sinc > 1", "AGP0219@2:32", "the type 'Customer'" },
        { "principal, action, resource", "principal.home.stret == \"\"", "AGP0218@2:23", "'principal.home' has no 'stret'" },
        { "principal is Role, action, resource", "principal has name", "AGP0219@2:22", "'name' in the type 'Role'" },
        { "principal is Agent, action, resource", "principal.payees == []", "AGP0219@2:18", "the type 'Agent'" },
        { "principal, action, resource", "principal has payees", "AGP0219@2:22", "any of the types 'Color', 'Customer', 'Inner::Thing' and 2 more" },
        { "principal, action, resource is Inner::Thing", "resource.sze == 1", "AGP0219@2:17", "did you mean 'size'?" },
    };

    /// <summary>A comparison with a group: no call's action is one.</summary>
    public static TheoryData<string, string, string, string> MistakesAboutGroups => new()
    {
        { "principal, action == Action::\"call_tool\", resource", "true", "AGP0221@1:29", "'call_tool' is a group|action in Action::\"call_tool\"" },
        { "principal, action == Action::\"payments\", resource", "true", "AGP0221@1:29", "'payments' is a group" },
        { "principal, action, resource", "action == Action::\"call_tool\"", "AGP0221@2:18", "'call_tool'" },
        { "principal, action, resource", "Action::\"payments\" != action", "AGP0221@2:8", "'payments'" },
        { "principal, action, resource", "!(action == Action::\"everything\" || principal == principal)", "AGP0221@2:20", "'everything'" },
    };

    public static TheoryData<string, string, string, string> MistakesByBoth => new()
    {
        { "principal, action == Action::\"send_money\", resource", "context.order.total > 1", "AGP0214@2:16", "no 'order' in the context of the tool 'send_money'|and nothing else, whatever a schema declares" },
        { "principal, action == Action::\"send_money\", resource", "context has order", "AGP0214@2:20", "the tool 'send_money'" },
        { "principal, action == Action::\"get_balance\", resource", "context has order", "AGP0214@2:20", "the tool 'get_balance'" },
        { "principal, action in Action::\"everything\", resource", "context.order.total > 1", "AGP0214@2:16", "any of the tools 'get_balance', 'read_file', 'schedule_payment' and 1 more" },
        { "principal, action, resource", "context.input.amount == 1", "AGP0212@2:16 AGP0212@2:22", "the action '" },
        { "principal, action in Action::\"call_tool\", resource", "context.input.amount == 1", "AGP0212@2:22", "the tools 'get_balance' and 'read_file'" },
        { "principal, action in Action::\"payments\", resource", "context.input.day == 1", "AGP0212@2:22", "the tool 'send_money'" },
        { "principal, action in [Action::\"send_money\", Action::\"greet\"], resource", "context.input.name == \"\"", "AGP0212@2:22", "'name'|missing in the tool 'send_money'" },
        { "principal, action in [Action::\"send_money\", Action::\"greet\"], resource", "context.language == \"\"", "AGP0212@2:16", "missing in the tool 'send_money'" },
        { "principal, action in [Action::\"send_money\", Action::\"greet\"], resource", "context.session.id == \"\"", "AGP0212@2:16", "missing in the action 'greet'" },
        { "principal, action in [Action::\"send_money\", Action::\"greet\"], resource", "context.system.now == 1", "AGP0212@2:16", "missing in the action 'greet'" },
        { "principal, action, resource", "principal has nothing_alike", "AGP0219@2:22", "any of the types 'Agent', 'Staff', 'Color' and 3 more" },
    };

    public static TheoryData<string, string> AcceptedBySchema => new()
    {
        { "principal, action == Action::\"greet\", resource", "context.language == context.input.name && context.input.nick == \"\"" },
        { "principal, action in Action::\"everything\", resource", "context has order && context.order.total > 1" },
        { "principal, action in Action::\"everything\", resource", "context.order.total > 1" },
        { "principal, action in Action::\"payments\", resource", "context.order.total > 1" },
        { "principal, action in Action::\"call_tool\", resource", "context.anything" },
        { "principal, action == Inner::Action::\"touch\", resource", "context.force > 1 && principal is Inner::Thing && action in Inner::Action::\"touch\"" },
        { "principal, action, resource", "principal.friend.home.street == \"\" && principal.since > 1 && resource.size > 1 && principal.user.since > 1" },
        { "principal == Color::\"red\", action, resource == Color::\"green\"", "resource in [Color::\"red\", Role::\"any\"]" },
        { "principal is User, action, resource is Tool", "principal.anything == resource.anything" },
        { "principal, action, resource", "principal is Inner::Action" },
    };

    [Theory]
    [MemberData(nameof(MistakesBySchema))]
    public void Names_MistakenByTheSchema_AreReported(string head, string condition, string expected, string parts) =>
        NameCheckerTests.AssertErrors(head, condition, Shop.SchemaOnly, expected, parts);

    [Theory]
    [MemberData(nameof(MistakesAboutGroups))]
    public void Groups_ComparedWithTheAction_AreReported(string head, string condition, string expected, string parts)
    {
        NameCheckerTests.AssertErrors(head, condition, Shop.Both, expected, parts);
        NameCheckerTests.AssertErrors(head, condition, Shop.SchemaOnly, expected, parts);
        Compiling.Program($"forbid({head}) when {{ {condition} }};".Replace("==", "in").Replace("Action::\"payments\" != action", "!(action in Action::\"payments\")"), Shop.Both);
    }

    [Theory]
    [MemberData(nameof(MistakesByBoth))]
    public void Names_MistakenByCodeAndSchema_AreReported(string head, string condition, string expected, string parts) =>
        NameCheckerTests.AssertErrors(head, condition, Shop.Both, expected, parts);

    [Theory]
    [MemberData(nameof(AcceptedBySchema))]
    public void Names_OfTheSchema_AreAccepted(string head, string condition) => Compiling.Program($"forbid({head}) when {{ {condition} }};", Shop.SchemaOnly);

    [Fact]
    public void Names_OfEither_AreAcceptedOfBoth()
    {
        var options = Options(
            Tools.Schema([], Tools.Type("Agent", ("payees", Tools.Long)), Tools.Type("Agent", ("limit", Tools.Long))),
            "entity Agent = { user?: Staff, level: Long }; entity Staff = { grade: Long };");
        Compiling.Program("permit(principal is Agent, action, resource) when { principal.payees + principal.limit + principal.level + principal.user.grade > 1 };", options);
        NameCheckerTests.AssertErrors("principal is Agent, action, resource", "principal.user.grad > 1", options, "AGP0219@2:23", "the type 'Staff'");
    }

    [Fact]
    public void Actions_WithNeitherToolsNorActions_AreNotChecked()
    {
        var options = Options(null, "entity Role;");
        Compiling.Program("permit(principal in Role::\"a\", action in [Action::\"x\", X::Action::\"y\"], resource) when { context.anything && X::Action::\"z\" in action };", options);
        NameCheckerTests.AssertErrors("principal in Rol::\"a\", action == Action::\"x\", resource", "true", options, "AGP0209@1:21", "did you mean 'Role'?");
    }

    [Fact]
    public void Resources_OfTypesThatNobodyDeclares_AreNotChecked()
    {
        var options = Options(Tools.Schema([Tools.Tool("read", Tools.Record(), resource: "Docs::File")]), null);
        Compiling.Program("permit(principal, action, resource) when { resource.anything };", options);
        Compiling.Program("permit(principal, action, resource is Docs::File) when { resource has anything };", options);
        NameCheckerTests.AssertErrors("principal, action, resource", "principal.anything", options, "AGP0219@2:18", "the type 'Agent'");
    }

    [Fact]
    public void Users_WhereNoOtherTypeIsDeclared_AreNotChecked()
    {
        const string Permit = "permit(principal, action, resource) when { principal.user.anything.deeper && context.input.owner.anything };";
        var tool = Tools.Tool("read", Tools.Record(("owner", Tools.Entity)));
        foreach (var schema in new[] { "entity Agent = { level: Long };", "entity Agent; entity Tool;" })
            Compiling.Program(Permit, Options(Tools.Schema([tool]), schema));
        Compiling.Program(Permit, Options(Tools.Schema([tool]), null));
        var options = Options(Tools.Schema([tool]), "entity Agent; entity User = { name: String };");
        NameCheckerTests.AssertErrors("principal, action, resource", "principal.user.nme == \"\"", options, "AGP0219@2:23", "did you mean 'name'?");
        NameCheckerTests.AssertErrors("principal, action, resource", "context.input.owner has nme", options, "AGP0219@2:32", "did you mean 'name'?");
    }

    [Fact]
    public void Resources_WithoutATypeInTheHead_AreWhatTheCallsLetInAreAbout()
    {
        const string Schema =
            """
            entity Customer = { since: Long }; entity Folder = { depth: Long };
            action open in [visit] appliesTo { principal: Customer, resource: Folder }; action visit;
            """;
        var options = Options(
            Tools.Schema(
                [Tools.Tool("read", Tools.Record(), resource: "File"), Tools.Tool("send", Tools.Record(), resource: "Customer"), Tools.Tool("list", Tools.Record(), resource: "Share")],
                Tools.Type("File", ("owner", Tools.String))),
            Schema);
        NameCheckerTests.AssertErrors("principal, action == Action::\"read\", resource", "resource.ownr == \"\"", options, "AGP0219@2:17", "'ownr' in the type 'File'; did you mean 'owner'?");
        NameCheckerTests.AssertErrors("principal, action == Action::\"read\", resource", "resource has since", options, "AGP0219@2:21", "'since' in the type 'File'");
        NameCheckerTests.AssertErrors("principal, action in [Action::\"read\", Action::\"send\"], resource", "resource.depth > 1", options, "AGP0219@2:17", "any of the types 'File' and 'Customer'");
        NameCheckerTests.AssertErrors("principal, action in Action::\"visit\", resource in Customer::\"a\"", "resource has owner", options, "AGP0219@2:21", "the type 'Folder'");
        Compiling.Program("permit(principal, action in [Action::\"read\", Action::\"send\"], resource) when { resource has owner && resource.since > 1 };", options);

        // Nobody declares what this one is about.
        Compiling.Program("permit(principal, action in [Action::\"read\", Action::\"list\"], resource) when { resource.anything };", options);
        Compiling.Program("permit(principal, action, resource) when { resource.anything };", options);
    }

    private static BindingOptions Options(ToolSchema? tools, string? schema) =>
        new(false, EquatableArray<string>.Empty, tools, schema is null ? null : SchemaSource.Compile(schema));
}
