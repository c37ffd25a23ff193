using System.Collections.Concurrent;
using System.Text.Json;
using AgentPolicy.Conformance.Reporting;
using AgentPolicy.Language.Syntax;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Conformance.Corpus;

/// <summary>Runs the tests of a corpus, in parallel; a JSON file is a test, and passes when all its requests do.</summary>
internal static class CorpusRunner
{
    public static void Run(FileSystemInfo path, Report report)
    {
        CorpusFiles files;
        try
        {
            files = CorpusFiles.Open(path);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            report.AddUnusable(path.Name, exception.Message);
            return;
        }

        var paths = files.JsonPaths.Where(file => !file.EndsWith(".entities.json", StringComparison.Ordinal)).ToArray();
        var results = new TestResult?[paths.Length];
        Parallel.ForEach(Partitioner.Create(0, paths.Length, 16), range =>
        {
            for (var i = range.Item1; i < range.Item2; i++)
                results[i] = RunTest(files, paths[i]);
        });
        report.Add(path.Name, [.. results.OfType<TestResult>()]);
    }

    /// <summary>Null where the file is no test.</summary>
    private static TestResult? RunTest(CorpusFiles files, string path)
    {
        var policies = "";
        try
        {
            using var json = TestJson.Parse(files.Read(path));
            if (!CorpusTest.IsTest(json.RootElement))
                return null;
            var test = CorpusTest.Read(files, path, json.RootElement);
            policies = test.Policies;
            return RunTest(path, test);
        }
        catch (Exception exception)
        {
            // Whatever a test runs into is that test's failure; the others are run all the same.
            return TestResult.Failed(FailureText.Of(path, policies, exception));
        }
    }

    private static TestResult RunTest(string path, CorpusTest test)
    {
        var schema = CedarSchema.Parse(test.Schema, "schema");
        using var entities = TestJson.Parse(test.Entities);
        if (SkipReason.Of(ParsePolicies(test.Policies), schema.Model, entities.RootElement, test.Requests) is { } reason)
            return TestResult.Skipped(reason);
        var policies = PolicySet.Parse(test.Policies, new PolicySetOptions { ErrorMode = ErrorMode.Cedar, Schema = schema });
        var engine = new PolicyEngine(policies, EntityStore.FromJson(test.Entities, schema));
        var mismatches = new List<string>();
        foreach (var (index, request) in test.Requests.Index())
        {
            var differences = AnswerCheck.Differences(engine, ReadRequest(request, schema), ExpectedAnswer.Read(request));
            if (differences.Count > 0)
                mismatches.Add(FailureText.OfRequest(index, request, differences));
        }

        return mismatches.Count == 0
            ? TestResult.Passed(test.Requests.Count)
            : TestResult.Failed(FailureText.Of(path, test.Policies, mismatches), test.Requests.Count);
    }

    /// <summary>The syntax alone: the compiler would refuse what is to be skipped.</summary>
    private static PolicyFileSyntax ParsePolicies(string text)
    {
        var bag = new DiagnosticBag();
        var syntax = CedarParser.Parse(new SourceFile("policies", text), bag);
        return bag.HasErrors ? throw new FormatException(string.Join('\n', bag.Diagnostics)) : syntax;
    }

    private static PolicyRequest ReadRequest(JsonElement json, CedarSchema schema)
    {
        var action = TestJson.Uid(json, "action");
        var typedBy = schema.Model.FindAction(action) is null ? null : schema;
        var context = PolicyRecord.FromCedarJson(TestJson.Required(json, "context").GetRawText(), typedBy, action);
        return new PolicyRequest(TestJson.Uid(json, "principal"), action, TestJson.Uid(json, "resource"), context);
    }
}
