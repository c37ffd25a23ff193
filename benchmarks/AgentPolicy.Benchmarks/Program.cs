using AgentPolicy.Benchmarks;
using AgentPolicy.Benchmarks.Gate;
using AgentPolicy.Benchmarks.Report;
using BenchmarkDotNet.Running;

if (args is [GateCommand.Name, ..])
    return GateCommand.Create().Parse(args[1..]).Invoke();
if (args is [ReportCommand.Name, ..])
    return ReportCommand.Create().Parse(args[1..]).Invoke();

BenchmarkSwitcher.FromAssembly(typeof(BankTools).Assembly).Run(args.Length == 0 ? ["--filter", "*"] : args);
return 0;
