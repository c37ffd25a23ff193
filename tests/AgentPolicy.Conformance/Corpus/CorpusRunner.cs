using System.Collections.Concurrent;
using System.Text.Json;
using AgentPolicy.Conformance.Reporting;
using AgentPolicy.Tests.Compilation;

namespace AgentPolicy.Conformance.Corpus;

/// <summary>Runs the tests of a corpus, in parallel; a JSON file is a test, and passes when all its requests do, in every back end.</summary>
internal static class CorpusRunner
{
    /// <summary>How many tests' policies are compiled at once.</summary>
    private const int BatchSize = 256;

    public static void Run(FileSystemInfo path, EngineKind engine, Report report)
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
        Parallel.ForEach(Partitioner.Create(0, paths.Length, BatchSize), range => RunBatch(files, paths[range.Item1..range.Item2], engine, results.AsSpan(range.Item1)));
        report.Add(path.Name, [.. results.OfType<TestResult>()]);
    }

    private static void RunBatch(CorpusFiles files, string[] paths, EngineKind engine, Span<TestResult?> results)
    {
        var tests = Array.ConvertAll(paths, path => PreparedTest.Read(files, path));
        var runnable = Array.FindAll(tests, test => test?.Test is not null);
        using var backEnds = new BackEnds(engine, Array.ConvertAll(runnable, test => test!.Source));
        for (var i = 0; i < tests.Length; i++)
        {
            using var test = tests[i];
            results[i] = test?.Test is null ? test?.Result : RunTest(test, test.Test, () => backEnds.SetsOf(Array.IndexOf(runnable, test)));
        }
    }

    private static TestResult RunTest(PreparedTest prepared, CorpusTest test, Func<IEnumerable<(string Name, PolicySet Policies)>> sets)
    {
        try
        {
            var schema = CedarSchema.Parse(test.Schema, PolicySource.SchemaPath);
            var entities = EntityStore.FromJson(test.Entities, schema);
            var engines = sets().Select(set => (set.Name, (IPolicyEngine)new PolicyEngine(set.Policies, entities))).ToArray();
            var mismatches = new List<string>();
            foreach (var (index, request) in test.Requests.Index())
            {
                var read = ReadRequest(request, schema);
                var differences = AnswerCheck.Differences(engines, read, ExpectedAnswer.Read(request));
                if (IsValid(request))
                    differences.AddRange(schema.Validate(read, ErrorMode.Cedar).Select(violation => $"the request is valid, but: {violation}"));
                if (differences.Count > 0)
                    mismatches.Add(FailureText.OfRequest(index, request, differences));
            }

            return mismatches.Count == 0
                ? TestResult.Passed(test.Requests.Count)
                : TestResult.Failed(FailureText.Of(prepared.Path, test.Policies, mismatches), test.Requests.Count);
        }
        catch (Exception exception)
        {
            return TestResult.Failed(FailureText.Of(prepared.Path, test.Policies, exception));
        }
    }

    // The reference checked such a request by the schema before it answered.
    private static bool IsValid(JsonElement request) => !request.TryGetProperty("validateRequest"u8, out var validated) || validated.GetBoolean();

    private static PolicyRequest ReadRequest(JsonElement json, CedarSchema schema)
    {
        var action = TestJson.Uid(json, "action");
        var typedBy = schema.Model.FindAction(action) is null ? null : schema;
        var context = PolicyRecord.FromCedarJson(TestJson.Required(json, "context").GetRawText(), typedBy, action);
        return new PolicyRequest(TestJson.Uid(json, "principal"), action, TestJson.Uid(json, "resource"), context);
    }
}
