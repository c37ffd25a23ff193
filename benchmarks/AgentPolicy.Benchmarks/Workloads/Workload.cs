namespace AgentPolicy.Benchmarks.Workloads;

/// <summary>Policies, the tools they govern, and requests with the decisions that are right.</summary>
/// <param name="Name">The family: workloads of one name differ in their number of policies.</param>
/// <param name="Size">The number of policies.</param>
/// <param name="Policies">The policies, as Cedar.</param>
/// <param name="Caller">Who acts, as C#.</param>
/// <param name="Tools">What is called.</param>
/// <param name="Principals">Who asks, in the order that requests count them.</param>
/// <param name="Requests">The requests.</param>
internal sealed record Workload(
    string Name,
    int Size,
    string Policies,
    CallerType Caller,
    IReadOnlyList<Tool> Tools,
    IReadOnlyList<WorkloadPrincipal> Principals,
    IReadOnlyList<WorkloadRequest> Requests)
{
    /// <summary>C# that the rules written by hand refer to.</summary>
    public string HandMembers { get; init; } = "";

    /// <summary>A schema beside the policies, as Cedar, where they need one.</summary>
    public string? Schema { get; init; }

    public override string ToString() => FormattableString.Invariant($"{Name} {Size:N0}");
}

/// <summary>The type of whoever acts.</summary>
/// <param name="EntityType">Its name in Cedar.</param>
/// <param name="Attributes">Its attributes beside its id.</param>
internal sealed record CallerType(string EntityType, IReadOnlyList<Input> Attributes);

/// <summary>A governed method.</summary>
/// <param name="Action">Its name in Cedar.</param>
/// <param name="Method">Its name in C#.</param>
/// <param name="Inputs">Its parameters.</param>
/// <param name="HandBody">The rules written by hand: statements that read <c>principal</c> and the parameters, and return a decision.</param>
internal sealed record Tool(string Action, string Method, IReadOnlyList<Input> Inputs, string HandBody)
{
    /// <summary>The parameter that is what the call is about, and its type in Cedar; else that is the class of the tools.</summary>
    public (string Input, string Type)? Resource { get; init; }
}

/// <summary>A parameter or an attribute: its name and its type in C#.</summary>
internal sealed record Input(string Name, string Type)
{
    /// <summary>Whether it may be absent.</summary>
    public bool IsOptional => Type.EndsWith('?');
}

/// <summary>Somebody who acts, with the values of the attributes.</summary>
internal sealed record WorkloadPrincipal(string Id, IReadOnlyList<object?> Attributes);

/// <summary>One call: who, which tool (by their positions), with what, and whether it is right to let it run.</summary>
internal sealed record WorkloadRequest(int Principal, int Tool, IReadOnlyList<object?> Inputs, bool IsAllowed);
