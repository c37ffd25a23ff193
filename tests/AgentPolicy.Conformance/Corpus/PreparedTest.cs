using System.Text.Json;
using AgentPolicy.Conformance.Reporting;
using AgentPolicy.Tests.Compilation;

namespace AgentPolicy.Conformance.Corpus;

/// <summary>A test that was read, before its policies are compiled; or its result, where it cannot be run.</summary>
internal sealed class PreparedTest : IDisposable
{
    private readonly JsonDocument? _json;

    private PreparedTest(string path, JsonDocument? json, CorpusTest? test, TestResult? result) => (Path, _json, Test, Result) = (path, json, test, result);

    public string Path { get; }

    /// <summary>The test, where it can be run.</summary>
    public CorpusTest? Test { get; }

    /// <summary>The result, where it cannot.</summary>
    public TestResult? Result { get; }

    public PolicySource Source => new(Test!.Policies, Test.Schema, ErrorMode.Cedar);

    /// <summary>Null where the file is no test.</summary>
    public static PreparedTest? Read(CorpusFiles files, string path)
    {
        var policies = "";
        JsonDocument? json = null;
        try
        {
            json = TestJson.Parse(files.Read(path));
            if (!CorpusTest.IsTest(json.RootElement))
                return null;
            var test = CorpusTest.Read(files, path, json.RootElement);
            policies = test.Policies;
            return new PreparedTest(path, json, test, null);
        }
        catch (Exception exception)
        {
            // Whatever a test runs into is that test's failure; the others are run all the same.
            return new PreparedTest(path, json, null, TestResult.Failed(FailureText.Of(path, policies, exception)));
        }
    }

    public void Dispose() => _json?.Dispose();
}
