namespace AgentPolicy.Packaging.Checks;

/// <summary>Policy files that cannot be used, or would be overlooked.</summary>
internal static class PolicyFileChecks
{
    public static IReadOnlyList<Check> List { get; } =
    [
        new("A syntax error fails the build at its file, line and column", SyntaxErrorHasItsPlace),
        new("A name that a tool does not have fails the build at its file, line and column", WrongNameHasItsPlace),
        new("Policies without a policy set fail the build", PoliciesNeedASet),
        new("A policy set without policies fails the build", SetNeedsPolicies),
        new("A mistyped ending of a policy file fails the build", MistypedEndingFails),
        new("Every annotation that a project declares is known", DeclaredAnnotationsAreKnown),
        new("A policy from outside the project goes by its Link", LinkedPolicyIsNamedByItsLink),
    ];

    private static void SyntaxErrorHasItsPlace(Workspace workspace) => workspace.CreateProject("Bank")
        .Write("policies/limits.cedar", "// A comment.\nforbid (principal, action resource);\n")
        .Build().ShouldFail().ShouldSay(@"policies[/\\]limits\.cedar\(2,27\): error AGP01\d\d: ");

    private static void WrongNameHasItsPlace(Workspace workspace) => workspace.CreateProject("Bank")
        .Replace("policies/limits.cedar", "context.input.amount", "context.input.amuont")
        .Build().ShouldFail().ShouldSay(@"policies[/\\]limits\.cedar\(3,\d+\): error AGP02\d\d: .*amount");

    private static void PoliciesNeedASet(Workspace workspace) => workspace.CreateProject("Bank")
        .Replace("BankPolicies.cs", "[PolicySet]", "")
        .Build().ShouldFail().ShouldSay("error AGP0");

    private static void SetNeedsPolicies(Workspace workspace) => workspace.CreateProject("Bank")
        .Delete("policies/limits.cedar")
        .Delete("policies/payments.cedar")
        .Build().ShouldFail().ShouldSay(@"BankPolicies\.cs\(\d+,\d+\): error AGP0");

    private static void MistypedEndingFails(Workspace workspace) => workspace.CreateProject("Bank")
        .Write("policies/more/limits.ceder", "")
        .Build().ShouldFail().ShouldSay(@"limits\.ceder\s*: error AGP0521: ");

    private static void DeclaredAnnotationsAreKnown(Workspace workspace) => workspace.CreateProject("Bank")
        .Replace("Bank.csproj", "  <ItemGroup>", "  <ItemGroup><AgentPolicyAnnotation Include=\"owner\" /><AgentPolicyAnnotation Include=\"ticket\" />")
        .Write("policies/owned.cedar", "@owner(\"risk\")\n@ticket(\"17\")\nforbid (principal, action, resource) when { false };\n")
        .Build().ShouldSucceed();

    private static void LinkedPolicyIsNamedByItsLink(Workspace workspace)
    {
        var bank = workspace.CreateProject("Bank")
            .Write("../common/no-strangers.cedar", "forbid (principal, action, resource) when { context.input has recipient && context.input.recipient == \"XX99\" };")
            .Replace("Bank.csproj", "  <ItemGroup>", "  <ItemGroup><AgentPolicy Include=\"../common/*.cedar\" Link=\"policies/common/no-strangers.cedar\" />")
            .Replace("Program.cs", "var services", "Console.WriteLine(string.Join(' ', BankPolicies.Policies.Policies.Select(policy => policy.Path)));\nvar services");
        bank.Build().ShouldSucceed();
        bank.Run("XX99", "1.00").ShouldSucceed().ShouldSay("^policies/common/no-strangers.cedar policies/limits.cedar policies/payments.cedar");
    }
}
