using AgentPolicy.FirstCall;

return args switch
{
    [FirstCalls.Prepared] => FirstCalls.Run(isPrepared: true),
    [FirstCalls.Unprepared] => FirstCalls.Run(isPrepared: false),
    [] => Comparison.Run(Console.Out),
    _ => Comparison.Explain(Console.Error),
};
