using AgentPolicy.Oracle.Reference;

namespace AgentPolicy.Oracle.Tests;

/// <summary>The reference engine, for tests. Where it is missing they are skipped; on a build server they fail, lest nobody notice.</summary>
internal static class Reference
{
    // Compiling its code takes seconds.
    private static readonly Lazy<ReferenceModule> s_module = new(() => ReferenceModule.Load(ReferenceFile.Find()!));

    public static CedarReference Require()
    {
        if (ReferenceFile.Find() is null)
        {
            if (Environment.GetEnvironmentVariable("CI") == "true")
                Assert.Fail(ReferenceFile.Missing);
            Skip.If(true, ReferenceFile.Missing);
        }

        return new CedarReference(s_module.Value);
    }
}
