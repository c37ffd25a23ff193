namespace AgentPolicy.Tests.Compilation;

/// <summary>A policy set as text.</summary>
internal sealed record PolicySource(string Policies, string? Schema = null, ErrorMode ErrorMode = ErrorMode.FailClosed)
{
    /// <summary>The name that the policies have in either back end.</summary>
    public const string Path = "policies.cedar";

    /// <summary>The name of the schema.</summary>
    public const string SchemaPath = "schema.cedarschema";

    /// <summary>The same set, made ready for the interpreter.</summary>
    public PolicySet Interpret() => PolicySet.Parse(
        Policies, new PolicySetOptions { ErrorMode = ErrorMode, Schema = Schema is null ? null : CedarSchema.Parse(Schema, SchemaPath) }, Path);
}
