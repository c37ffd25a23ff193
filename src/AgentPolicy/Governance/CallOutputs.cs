using AgentPolicy.Compiled;

namespace AgentPolicy.Governance;

/// <summary>What a call gave, as <c>context.output</c>.</summary>
internal interface ICallOutput
{
    PolicyValue Read(PolicyScratch scratch);
}

/// <summary>What a call gave, made of its result.</summary>
internal interface ICallOutput<TSelf, TResult> : ICallOutput
    where TSelf : struct, ICallOutput<TSelf, TResult>
{
    static abstract TSelf Of(TResult result);
}

/// <summary>Nothing: the call has not run yet, or its method returns nothing.</summary>
internal readonly struct NoOutput : ICallOutput
{
    public PolicyValue Read(PolicyScratch scratch) => default;
}

/// <summary>A result that policies can read.</summary>
internal readonly struct ReadOutput<TArguments, TResult>(TResult result) : ICallOutput<ReadOutput<TArguments, TResult>, TResult>
    where TArguments : struct, IToolOutput<TResult>
{
    private readonly TResult _result = result;

    public static ReadOutput<TArguments, TResult> Of(TResult result) => new(result);

    public PolicyValue Read(PolicyScratch scratch) => TArguments.ReadOutput(_result, scratch);
}

/// <summary>A result of a type that policies cannot read. An error, not absent: a rule on the output must not take it for harmless.</summary>
internal readonly struct UnreadOutput<TResult> : ICallOutput<UnreadOutput<TResult>, TResult>
{
    public static UnreadOutput<TResult> Of(TResult result) => default;

    public PolicyValue Read(PolicyScratch scratch) => PolicyValue.Unreadable("the tool's result is of a type that no policy can read");
}
