using AgentPolicy.Benchmarks;
using BenchmarkDotNet.Running;

BenchmarkSwitcher.FromAssembly(typeof(BankTools).Assembly).Run(args.Length == 0 ? ["--filter", "*"] : args);
