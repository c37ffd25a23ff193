namespace AgentPolicy;

/// <summary>May <paramref name="principal"/> do <paramref name="action"/> on <paramref name="resource"/>, in this context? Nothing of it is copied.</summary>
/// <param name="principal">Who acts.</param>
/// <param name="action">What is to be done.</param>
/// <param name="resource">On what.</param>
/// <param name="context">The circumstances: by default an empty record.</param>
/// <param name="entities">What is known of entities for this request alone; an entity here stands in for one of the same uid in the engine's store.</param>
public readonly struct PolicyRequest(EntityUid principal, EntityUid action, EntityUid resource, PolicyRecord context = default, EntityStore? entities = null)
{
    /// <summary>Who acts.</summary>
    public EntityUid Principal { get; } = principal;

    /// <summary>What is to be done.</summary>
    public EntityUid Action { get; } = action;

    /// <summary>On what.</summary>
    public EntityUid Resource { get; } = resource;

    /// <summary>The circumstances.</summary>
    public PolicyRecord Context { get; } = context;

    /// <summary>What is known of entities for this request alone.</summary>
    public EntityStore? Entities { get; } = entities;

    /// <summary>
    /// Which policies are asked: by default those that decide before a call; <see cref="PolicyPhase.Output"/> for those that mention <c>context.output</c>, which
    /// the context then holds. <see cref="ErrorMode.Cedar"/> knows no phases: all policies are of the first.
    /// </summary>
    public PolicyPhase Phase { get; init; }
}

/// <summary>A request whose context is a struct or class of the caller's.</summary>
/// <typeparam name="TContext">The context's type; a struct is not boxed.</typeparam>
/// <param name="principal">Who acts.</param>
/// <param name="action">What is to be done.</param>
/// <param name="resource">On what.</param>
/// <param name="context">The circumstances.</param>
/// <param name="entities">What is known of entities for this request alone; an entity here stands in for one of the same uid in the engine's store.</param>
public readonly struct PolicyRequest<TContext>(EntityUid principal, EntityUid action, EntityUid resource, TContext context, EntityStore? entities = null)
    where TContext : IPolicyRecord
{
    /// <summary>Who acts.</summary>
    public EntityUid Principal { get; } = principal;

    /// <summary>What is to be done.</summary>
    public EntityUid Action { get; } = action;

    /// <summary>On what.</summary>
    public EntityUid Resource { get; } = resource;

    /// <summary>The circumstances.</summary>
    public TContext Context { get; } = context;

    /// <summary>What is known of entities for this request alone.</summary>
    public EntityStore? Entities { get; } = entities;

    /// <summary>
    /// Which policies are asked: by default those that decide before a call; <see cref="PolicyPhase.Output"/> for those that mention <c>context.output</c>, which
    /// the context then holds. <see cref="ErrorMode.Cedar"/> knows no phases: all policies are of the first.
    /// </summary>
    public PolicyPhase Phase { get; init; }
}
