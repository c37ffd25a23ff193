using AgentPolicy.Conformance;

return ConformanceCommand.Create().Parse(args).Invoke();
