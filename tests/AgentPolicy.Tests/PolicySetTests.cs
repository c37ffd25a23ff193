namespace AgentPolicy.Tests;

public sealed class PolicySetTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("agentpolicy-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Parse_SeveralErrors_ReportsAllWithPositions()
    {
        var error = Assert.Throws<PolicySetException>(() => PolicySet.Parse("permit(principal, action, resource) when { 1 + };\n@aproval(\"x\")\npermit(principal, action, resource);"));
        Assert.Equal(2, error.Diagnostics.Count);
        Assert.Equal([(1, true), (2, true)], error.Diagnostics.Select(diagnostic => (diagnostic.Line, diagnostic.Column > 0)));
        Assert.Contains("did you mean 'approval'?", error.Message);
    }

    [Fact]
    public void LoadDirectory_FilesInSubfolders_AreOrderedByOrdinalPath()
    {
        Write("b.cedar", "@id(\"b\") permit(principal, action, resource);");
        Write("B.cedar", "@id(\"B\") permit(principal, action, resource);");
        Write("a/z.cedar", "@id(\"a/z\") permit(principal, action, resource);");
        Write(".hidden.cedar", "@id(\"hidden\") forbid(principal, action, resource);");
        Write("notes.txt", "no policy");
        var set = PolicySet.LoadDirectory(_folder);
        Assert.Equal(["hidden", "B", "a/z", "b"], set.Policies.Select(policy => policy.Id));
        Assert.Equal([".hidden.cedar", "B.cedar", "a/z.cedar", "b.cedar"], set.Policies.Select(policy => policy.Path));
        Assert.Equal(["policy0", "policy1", "policy2", "policy3"], set.Policies.Select(policy => policy.PositionalId));
    }

    [Fact]
    public void LoadDirectory_Schema_TypesTheContext()
    {
        Write("p.cedar", "permit(principal, action, resource) when { context.amount.lessThan(decimal(\"10.0\")) };");
        Write("p.cedarschema", "entity A; action pay appliesTo { principal: A, resource: A, context: { amount: decimal } };");
        var set = PolicySet.LoadDirectory(_folder);
        var context = System.Text.Json.JsonDocument.Parse("{\"amount\": 9}").RootElement;
        Assert.True(new PolicyEngine(set).Evaluate(new PolicyRequest(new("A", "a"), new("Action", "pay"), new("A", "b"), context)).IsAllowed);
        Assert.Throws<ArgumentException>(() => PolicySet.LoadDirectory(_folder, new() { Schema = set.Schema }));
    }

    [Fact]
    public void LoadDirectory_SchemaInBothSyntaxes_IsOneSchema()
    {
        Write("p.cedar", "permit(principal is N::A, action, resource) when { context.amount.lessThan(decimal(\"10.0\")) };");
        Write("a.cedarschema", "namespace N { entity A; action pay in [all] appliesTo { principal: A, resource: A, context: Payment }; }");
        Write("sub/b.CEDARSCHEMA.json", """{"N": {"entityTypes": {}, "actions": {"all": {}}, "commonTypes": {"Payment": {"type": "Record", "attributes": {"amount": {"type": "decimal"}}}}}}""");
        var set = PolicySet.LoadDirectory(_folder);
        var context = System.Text.Json.JsonDocument.Parse("{\"amount\": 9}").RootElement;
        Assert.True(new PolicyEngine(set).Evaluate(new PolicyRequest(new("N::A", "a"), new("N::Action", "pay"), new("N::A", "b"), context)).IsAllowed);
        Assert.Equal(set.Schema!.Model, CedarSchema.Parse(set.Schema.ToCedar()).Model);
        Assert.Equal(set.Schema.Model, CedarSchema.ParseJson(set.Schema.ToJson()).Model);
    }

    [Fact]
    public void LoadDirectory_SchemaErrorInJson_NamesItsFile()
    {
        Write("p.cedar", "permit(principal, action, resource);");
        Write("a.cedarschema", "entity A;");
        Write("b.cedarschema.json", """{"": {"entityTypes": {"A": {}}, "actions": {}}}""");
        var diagnostic = Assert.Single(Assert.Throws<PolicySetException>(() => PolicySet.LoadDirectory(_folder)).Diagnostics);
        Assert.Equal("b.cedarschema.json(1,24): error AGP0255: the entity type 'A' is declared twice, first at a.cedarschema(1,8); remove one", diagnostic.ToString());
    }

    [Fact]
    public void LoadDirectory_NoPolicyFiles_IsAnError()
    {
        Write("p.cedarschema", "");
        Assert.Equal("AGP0306", Assert.Single(Assert.Throws<PolicySetException>(() => PolicySet.LoadDirectory(_folder)).Diagnostics).Id);
        Assert.Throws<DirectoryNotFoundException>(() => PolicySet.LoadDirectory(Path.Combine(_folder, "gone")));
    }

    [Fact]
    public void LoadDirectory_InvalidUtf8_IsAnErrorNamingTheFile()
    {
        File.WriteAllBytes(Path.Combine(_folder, "bad.cedar"), [.. "permit(principal, action, resource); // "u8, 0xC3, 0x28]);
        var diagnostic = Assert.Throws<PolicySetException>(() => PolicySet.LoadDirectory(_folder)).Diagnostics[0];
        Assert.Equal(("AGP0305", "bad.cedar"), (diagnostic.Id, diagnostic.Path));
    }

    [Fact]
    public void LoadDirectory_ByteOrderMark_IsSkipped()
    {
        File.WriteAllText(Path.Combine(_folder, "bom.cedar"), "permit(principal, action, resource);", new System.Text.UTF8Encoding(true));
        Assert.Single(PolicySet.LoadDirectory(_folder).Policies);
    }

    [Fact]
    public void LoadDirectory_SamePolicyIdInTwoFiles_IsAnError()
    {
        Write("a.cedar", "@id(\"x\") permit(principal, action, resource);");
        Write("b.cedar", "\n@id(\"x\") permit(principal, action, resource);");
        var diagnostic = Assert.Single(Assert.Throws<PolicySetException>(() => PolicySet.LoadDirectory(_folder)).Diagnostics);
        Assert.Equal("b.cedar(2,1): error AGP0201: the policy id 'x' is used twice; it was first used at a.cedar(1)", diagnostic.ToString());
    }

    [Fact]
    public void Version_OfTwoSets_DiffersWithTheText()
    {
        var one = PolicySet.Parse("permit(principal, action, resource);");
        Assert.Equal(16, one.Version.Length);
        Assert.Equal(one.Version, PolicySet.Parse("permit(principal, action, resource);").Version);
        Assert.NotEqual(one.Version, PolicySet.Parse("permit(principal, action, resource); ").Version);
    }

    [Fact]
    public void Version_OfOneText_DiffersWithSchemaModeAndPath()
    {
        const string Text = "permit(principal, action, resource);";
        var versions = new[]
        {
            PolicySet.Parse(Text),
            PolicySet.Parse(Text, new() { ErrorMode = ErrorMode.Cedar }),
            PolicySet.Parse(Text, new() { Schema = CedarSchema.Parse("entity A;") }),
            PolicySet.Parse(Text, new() { Schema = CedarSchema.Parse("entity B;") }),
            PolicySet.Parse(Text, path: "a.cedar"),
        }.Select(set => set.Version).ToArray();
        Assert.Equal(versions.Length, versions.Distinct().Count());
    }

    [Fact]
    public void Parse_WithAPath_NamesItInDiagnosticsAndDecisions()
    {
        Assert.StartsWith("x.cedar(1,1): error", Assert.Throws<PolicySetException>(() => PolicySet.Parse("nonsense", path: "x.cedar")).Message);
        Assert.Equal("x.cedar", PolicySet.Parse("permit(principal, action, resource);", path: "x.cedar").Policies[0].Path);
    }

    [Fact]
    public void LoadDirectory_EndingInCapitals_IsNotLost()
    {
        Write("limit.CEDAR", "@id(\"limit\") forbid(principal, action, resource);");
        Assert.Equal(["limit"], PolicySet.LoadDirectory(_folder).Policies.Select(policy => policy.Id));
    }

    [Fact]
    public void Parse_Template_TakesAPositionAndDecidesNothing()
    {
        foreach (var mode in Enum.GetValues<ErrorMode>())
        {
            var set = PolicySet.Parse("permit(principal == ?principal, action, resource); @id(\"b\") forbid(principal, action, resource == ?resource); permit(principal, action, resource is T);", new() { ErrorMode = mode });
            Assert.Equal(["policy0", "b"], set.Templates.Select(template => template.Id));
            Assert.Equal("policy2", Assert.Single(set.Policies).PositionalId);
            Assert.Equal(DecisionCause.NotPermitted, new PolicyEngine(set).Evaluate(new PolicyRequest(new("A", "a"), new("Action", "a"), new("B", "b"))).Cause);
        }
    }

    private void Write(string path, string text)
    {
        var full = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
