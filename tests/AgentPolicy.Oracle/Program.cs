using AgentPolicy.Oracle;

return OracleCommand.Create().Parse(args).Invoke();
