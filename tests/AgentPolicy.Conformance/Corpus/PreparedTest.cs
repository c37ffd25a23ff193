using System.Text.Json;
using AgentPolicy.Conformance.Reporting;
using AgentPolicy.Language.Syntax;
using AgentPolicy.Language.Text;
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
            return FindSkipReason(test) is { } reason
                ? new PreparedTest(path, json, null, TestResult.Skipped(reason))
                : new PreparedTest(path, json, test, null);
        }
        catch (Exception exception)
        {
            // Whatever a test runs into is that test's failure; the others are run all the same.
            return new PreparedTest(path, json, null, TestResult.Failed(FailureText.Of(path, policies, exception)));
        }
    }

    public void Dispose() => _json?.Dispose();

    private static string? FindSkipReason(CorpusTest test)
    {
        var schema = CedarSchema.Parse(test.Schema, PolicySource.SchemaPath);
        using var entities = TestJson.Parse(test.Entities);
        return SkipReason.Of(ParsePolicies(test.Policies), schema.Model, entities.RootElement, test.Requests);
    }

    /// <summary>The syntax alone: the compiler would refuse what is to be skipped.</summary>
    private static PolicyFileSyntax ParsePolicies(string text)
    {
        var bag = new DiagnosticBag();
        var syntax = CedarParser.Parse(new SourceFile(PolicySource.Path, text), bag);
        return bag.HasErrors ? throw new FormatException(string.Join('\n', bag.Diagnostics)) : syntax;
    }
}
