using System.Runtime.InteropServices;

namespace AgentPolicy.Packaging.Checks;

/// <summary>Applications that are published without what they do not use.</summary>
internal static class PublishingChecks
{
    public static IReadOnlyList<Check> List { get; } =
    [
        new("A trimmed application decides as any other", workspace => Decides(workspace, "-p:PublishTrimmed=true", "--self-contained")),
        new("An application compiled ahead of time decides as any other", workspace => Decides(workspace, "-p:PublishAot=true")),
    ];

    private static void Decides(Workspace workspace, params IEnumerable<string> arguments)
    {
        var bank = workspace.CreateProject("Bank");
        bank.Publish(["-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-p:TrimmerSingleWarn=false", .. arguments]).ShouldSucceed().ShouldNotSay(@"\bIL\d{4}\b");
        bank.RunPublished("UK12", "98.70").ShouldSucceed().ShouldSay("^sent to UK12");
        bank.RunPublished("UK12", "1000.01").ShouldSucceed().ShouldSay(@"^denied by 'payment-limit': More than 1,000 needs a person\.");
    }
}
