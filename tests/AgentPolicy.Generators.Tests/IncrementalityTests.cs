using AgentPolicy.Tests.Compilation;

namespace AgentPolicy.Generators.Tests;

/// <summary>What an edit makes run again. That nothing does without one, every <see cref="PolicySetRun"/> asserts.</summary>
public sealed class IncrementalityTests
{
    private const string Sets = "[AgentPolicy.PolicySet(\"a\")] partial class A; [AgentPolicy.PolicySet(\"b\")] partial class B;";

    private static readonly PolicyText s_first = new("a/x.cedar", "permit(principal, action, resource);");
    private static readonly PolicyText s_second = new("b/x.cedar", "forbid(principal, action, resource);");

    [Fact]
    public void Edit_OfOtherCode_RunsNothingAgain()
    {
        var run = PolicySetRun.Of(Sets, s_first, s_second);
        run.AddFile("class Unrelated { int x = 1; }");
        run.AssertUnchanged(TrackingNames.All);
    }

    [Fact]
    public void Edit_AboveTheClass_LeavesSetsAndCodeAlone()
    {
        var run = PolicySetRun.Of(Sets, s_first, s_second);
        run.Edit("// A comment.\n\n" + Sets);
        Assert.True(run.HasChanged(TrackingNames.Classes));
        run.AssertUnchanged(
            TrackingNames.Declarations, TrackingNames.Inputs, TrackingNames.Sets, TrackingNames.Sources, TrackingNames.SetErrors, TrackingNames.ClassErrors, TrackingNames.FileErrors);
    }

    [Fact]
    public void Edit_OfAPolicyFile_CompilesItsSetAgainAndNoOther()
    {
        var run = PolicySetRun.Of(Sets, s_first, s_second);
        var before = run.Result.GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString());
        run.Replace(s_first, new PolicyText("a/x.cedar", "permit(principal, action, resource) when { context.n == 1 };"));
        var changed = run.Result.GeneratedSources.Where(source => before[source.HintName] != source.SourceText.ToString());
        Assert.Matches(@"^A\.[0-9a-f]{16}\.PolicySet\.g\.cs$", Assert.Single(changed).HintName);
        Assert.True(run.HasChanged(TrackingNames.Sources));
        run.AssertUnchanged(TrackingNames.Declarations, TrackingNames.FileErrors, TrackingNames.ClassErrors);
        var outputs = run.Result.TrackedSteps[TrackingNames.Sources].SelectMany(step => step.Outputs).Select(output => output.Reason.ToString());
        Assert.Equal(["Cached", "Modified"], outputs.Order());
    }

    [Fact]
    public void Edit_ThatGivesTheSameText_CompilesNothingAgain()
    {
        var run = PolicySetRun.Of(Sets, s_first, s_second);
        run.Replace(s_first, new PolicyText("a/x.cedar", "permit(principal, action, resource);"));
        run.AssertUnchanged(TrackingNames.All);
    }

    [Fact]
    public void Edit_OfTheErrorMode_CompilesAgain()
    {
        var run = PolicySetRun.Of(Sets, s_first, s_second);
        run.Edit(Sets.Replace("(\"a\")", "(\"a\", ErrorMode = AgentPolicy.ErrorMode.Cedar)"));
        Assert.True(run.HasChanged(TrackingNames.Declarations));
        Assert.True(run.HasChanged(TrackingNames.Sources));
    }
}
