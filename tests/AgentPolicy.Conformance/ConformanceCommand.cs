using System.CommandLine;
using AgentPolicy.Conformance.Corpus;
using AgentPolicy.Conformance.Reporting;
using AgentPolicy.Conformance.Workloads;

namespace AgentPolicy.Conformance;

/// <summary>The command line.</summary>
internal static class ConformanceCommand
{
    private const int Success = 0;
    private const int Failure = 1;

    public static RootCommand Create()
    {
        var corpora = new Option<FileSystemInfo[]>("--corpus")
        {
            Description = "Tests in the format of cedar-integration-tests: a folder, or a .tar.gz that is read in memory.",
            AllowMultipleArgumentsPerToken = true,
        }.AcceptExistingOnly();
        var workloads = new Option<FileInfo[]>("--workload")
        {
            Description = "Files of policies and requests with their answers; every request counts as a test.",
            AllowMultipleArgumentsPerToken = true,
        }.AcceptExistingOnly();
        var engine = new Option<EngineKind>("--engine") { Description = "What evaluates. The default is the interpreter; 'both' also compares the two." };
        var command = new RootCommand("Compares AgentPolicy's answers with the reference engine's.") { corpora, workloads, engine };
        command.SetAction(parsed => Run(parsed.GetValue(corpora) ?? [], parsed.GetValue(workloads) ?? [], parsed.GetValue(engine)));
        return command;
    }

    private static int Run(FileSystemInfo[] corpora, FileInfo[] workloads, EngineKind engine)
    {
        if (corpora.Length + workloads.Length == 0)
            Console.Error.WriteLine("There is nothing to check: name a corpus (--corpus) or a workload (--workload).");
        var report = new Report(Console.Out);
        foreach (var corpus in corpora)
            CorpusRunner.Run(corpus, engine, report);
        foreach (var workload in workloads)
            WorkloadRunner.Run(workload, engine, report);
        report.WriteSummary();
        return report.IsSuccess ? Success : Failure;
    }
}
