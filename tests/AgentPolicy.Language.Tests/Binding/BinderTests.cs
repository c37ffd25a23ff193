using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Program;
using AgentPolicy.Language.Syntax;
using AgentPolicy.Language.Tests.Lowering;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Tests.Binding;

public sealed class BinderTests
{
    private const string Any = "permit(principal, action, resource);";
    private const string Template = "permit(principal == ?principal, action, resource);";

    private static readonly BindingOptions s_cedar = new(true, default);

    [Fact]
    public void Ids_WithoutAnnotation_GoByPositionAcrossFilesTemplatesIncluded()
    {
        var (program, _) = Compiling.Compile(s_cedar, Any + Template, "", Any + "@id(\"named\")" + Any + Any);
        Assert.Equal(["policy0", "policy2", "named", "policy4"], program!.Policies.Select(policy => policy.Id));
        Assert.Equal(["policy0", "policy2", "policy3", "policy4"], program.Policies.Select(policy => policy.PositionalId));
        Assert.Equal(["file0.cedar", "file2.cedar", "file2.cedar", "file2.cedar"], program.Policies.Select(policy => policy.Path));
        Assert.Equal(["policy1"], program.Templates.Select(template => template.Id));
    }

    [Fact]
    public void Reason_Annotation_IsCarried()
    {
        Assert.Equal("no \"way\"", Compiling.Policy("@reason(\"no \\\"way\\\"\")" + Any).Reason);
        Assert.Null(Compiling.Policy(Any).Reason);
    }

    [Theory]
    [InlineData("@id(\"a\")" + Any + "\n@id(\"a\")" + Any, 2, 1, "'a' is used twice", "file0.cedar(1)")]
    [InlineData(Any + "\n @id(\"policy0\")" + Any, 2, 2, "'policy0' is used twice", "file0.cedar(1)")]
    [InlineData("@id(\"policy1\")" + Any + "\n\n" + Any, 3, 1, "'policy1' is used twice", "file0.cedar(1)")]
    public void Ids_UsedTwice_AreRefused(string text, int line, int column, string message, string first)
    {
        var error = Assert.Single(Compiling.Errors(text));
        Assert.Equal(("AGP0201", line, column), (error.Id, error.Line, error.Column));
        Assert.Contains(message, error.Message);
        Assert.Contains(first, error.Message);
    }

    [Fact]
    public void Ids_UsedTwiceInDifferentFiles_AreRefusedThoseThatDifferInCaseAreNot()
    {
        var (_, errors) = Compiling.Compile(null, "@id(\"a\")" + Any, "// nothing", "\n@id(\"a\")" + Any);
        var error = Assert.Single(errors);
        Assert.Equal(("AGP0201", "file2.cedar", 2), (error.Id, error.Path, error.Line));
        Assert.Contains("file0.cedar(1)", error.Message);
        Assert.Equal(3, Compiling.Program("@id(\"a\")" + Any + "@id(\"A\")" + Any + "@id(\"a \")" + Any).Policies.Count);
    }

    [Fact]
    public void Ids_ThatLookLikeAnothersPositionButCollideWithNone_AreAccepted()
    {
        var program = Compiling.Program("@id(\"policy1\")" + Any + "@id(\"policy0\")" + Any + "@id(\"policy7\")" + Any);
        Assert.Equal(["policy1", "policy0", "policy7"], program.Policies.Select(policy => policy.Id));
    }

    [Theory]
    [InlineData("severity")]
    [InlineData("mode")]
    [InlineData("approval")]
    [InlineData("rate_limit")]
    [InlineData("budget")]
    [InlineData("redact")]
    [InlineData("label")]
    [InlineData("audit")]
    public void Annotations_NotBuiltYet_AreRefusedEvenIfDeclared(string name)
    {
        foreach (var annotation in new[] { $"@{name}", $"@{name}(\"x\")" })
        {
            foreach (var options in new[] { BindingOptions.Default, Declare(name) })
            {
                var error = Assert.Single(Compiling.Errors("\n  " + annotation + "\n" + Any, options));
                Assert.Equal(("AGP0203", 2, 3, annotation.Length), (error.Id, error.Line, error.Column, error.Length));
                Assert.Contains($"'@{name}'", error.Message);
            }
        }
    }

    [Theory]
    [InlineData("aproval", "; did you mean 'approval'?")]
    [InlineData("Id", "; did you mean 'id'?")]
    [InlineData("resaon", "; did you mean 'reason'?")]
    [InlineData("ownr", "; did you mean 'owner'?")]
    [InlineData("something_else", "")]
    public void Annotations_Unknown_AreRefusedWithWhatWasProbablyMeant(string name, string suggestion)
    {
        var error = Assert.Single(Compiling.Errors($"@{name}(\"x\")" + Any, Declare("owner", "team")));
        Assert.Equal(("AGP0202", 1, 1), (error.Id, error.Line, error.Column));
        Assert.StartsWith($"unknown annotation '@{name}'{suggestion}; declare it", error.Message);
    }

    [Theory]
    [InlineData("@owner(\"x\") @team @id(\"a\")")]
    [InlineData("@owner(\"\")")]
    [InlineData("@owner")]
    public void Annotations_Declared_AreAcceptedWithAnyText(string annotations) => Compiling.Program(annotations + " " + Any, Declare("owner", "team"));

    [Theory]
    [InlineData("@Owner")]
    [InlineData("@owner_")]
    public void Annotations_DeclaredInAnotherSpelling_AreRefused(string annotation) => Assert.Equal("AGP0202", Assert.Single(Compiling.Errors(annotation + " " + Any, Declare("owner"))).Id);

    [Theory]
    [InlineData("@id")]
    [InlineData("@id(\"\")")]
    [InlineData("@reason")]
    [InlineData("@reason(\"\")")]
    public void Annotations_ThatNeedAText_AreRefusedWithout(string annotation)
    {
        var error = Assert.Single(Compiling.Errors(annotation + " " + Any));
        Assert.Equal(("AGP0204", 1, 1), (error.Id, error.Line, error.Column));
    }

    [Fact]
    public void CedarMode_AnyAnnotationsAndIds_AreCarried()
    {
        var program = Compiling.Program(
            "@id(\"a\") @severity @aproval(\"x\")" + Any + "@id(\"a\") @mode(\"monitor\")" + Any + "@id(\"\")" + Any + "@id " + Any + "@reason " + Any + "@id(\"policy0\")" + Any, s_cedar);
        Assert.Equal(["a", "a", "policy2", "policy3", "policy4", "policy0"], program.Policies.Select(policy => policy.Id));
        Assert.All(program.Policies, policy => Assert.True(string.IsNullOrEmpty(policy.Reason)));
    }

    [Theory]
    [InlineData("context.output")]
    [InlineData("context[\"output\"]")]
    [InlineData("(context).output")]
    [InlineData("((context))[\"output\"]")]
    [InlineData("context.\toutput")]
    [InlineData("context[\"\\u{6f}utput\"]")]
    [InlineData("context // c\n .output")]
    [InlineData("context.output.x.y")]
    [InlineData("context.output.contains(1)")]
    [InlineData("context has output")]
    [InlineData("context has \"output\"")]
    [InlineData("context has output.x")]
    [InlineData("(context) has output")]
    [InlineData("principal.x && (1 + context.output < 2 || false)")]
    [InlineData("[{a: context.output}].isEmpty()")]
    [InlineData("principal is T in context.output")]
    [InlineData("decimal(context.output).lessThan(decimal(\"1.0\"))")]
    [InlineData("principal.getTag(context.output)")]
    [InlineData("(if true then context else context).output")]
    [InlineData("(if principal.x then principal else context).output")]
    [InlineData("(if principal.x then principal else (if principal.y then context else resource)) has output")]
    [InlineData("{c: context}.c.output")]
    [InlineData("{c: context} has c.output")]
    [InlineData("{c: context}.c has output.x")]
    [InlineData("{\"c\": {d: context}}.c.d[\"output\"]")]
    [InlineData("(if true then {c: context} else {c: 1}).c.output")]
    [InlineData("{c: if true then context else {}}.c.output")]
    [InlineData("{c: {d: context}.d}.c.output")]
    public void Output_InAnySpelling_IsRefusedInAPermitAndDecidesAfterTheCallInAForbid(string condition)
    {
        foreach (var clause in new[] { "when", "unless" })
        {
            var permit = $"permit(principal, action, resource) when {{ true }} {clause} {{ {condition} }};";
            var forbid = permit.Replace("permit", "forbid", StringComparison.Ordinal);
            var errors = Compiling.Errors(permit);
            Assert.All(errors, error => Assert.Equal("AGP0206", error.Id));
            Assert.NotEmpty(errors);
            Assert.Equal(PolicyPhase.Output, Compiling.Policy(forbid).Phase);
            Assert.All(new[] { permit, forbid }, text => Assert.Equal(PolicyPhase.Input, Compiling.Policy(text, s_cedar).Phase));
        }
    }

    [Theory]
    [InlineData("context.input.output")]
    [InlineData("context.input[\"output\"]")]
    [InlineData("context has input.output")]
    [InlineData("context.input has output")]
    [InlineData("context.Output")]
    [InlineData("context[\"output \"]")]
    [InlineData("context has outputs")]
    [InlineData("principal.output")]
    [InlineData("resource has output")]
    [InlineData("(if context.a then principal else resource).output")]
    [InlineData("{output: context.a}.output")]
    [InlineData("{output: principal} has output.output")]
    [InlineData("principal.context.output")]
    [InlineData("context == {output: 1}")]
    [InlineData("context.a == \"output\"")]
    public void Output_OfAnythingElse_IsAccepted(string condition) => Compiling.Program($"permit(principal, action, resource) when {{ {condition} }};");

    [Fact]
    public void Output_DeeplyHidden_IsFoundInLittleTime()
    {
        const int Depth = 150;
        var text = string.Concat(Enumerable.Repeat("{c: ", Depth)) + "context" + string.Concat(Enumerable.Repeat("}.c", Depth));
        Assert.NotEmpty(Compiling.Errors($"permit(principal, action, resource) when {{ {text}.output }};"));
        var members = string.Concat(Enumerable.Repeat(".output", 400));
        Assert.NotEmpty(Compiling.Errors($"permit(principal, action, resource) when {{ context{members} }};"));
        Compiling.Program($"permit(principal, action, resource) when {{ principal{members} }};");
    }

    [Fact]
    public void Functions_EveryOneOfCedar_IsLoweredAndKnowsItsArguments()
    {
        foreach (var function in CedarFunctions.All)
        {
            var arguments = string.Join(", ", Enumerable.Repeat("1", function.ArgumentCount));
            var call = function.Style == CedarCallStyle.Function ? $"{function.Name}({arguments})" : $"context.{function.Name}({arguments})";
            var condition = Compiling.Policy($"permit(principal, action, resource) when {{ {call} }};").Condition;
            if (!function.IsExtension)
                continue;
            var signature = ExtensionSignature.Find(new TextView(function.Name));
            Assert.NotNull(signature);
            Assert.Equal(function.ArgumentCount + (function.Style == CedarCallStyle.Method ? 1 : 0), signature.Parameters.Count);
            Assert.Contains(SelfAndOperands(condition), expr => expr is ExtensionCallExpr lowered && lowered.Function == signature.Function);
        }
    }

    [Theory]
    [InlineData("permit(principal == ?principal, action, resource);")]
    [InlineData("permit(principal in ?principal, action, resource);")]
    [InlineData("permit(principal is T in ?principal, action, resource);")]
    [InlineData("permit(principal, action,\n resource == ?resource);")]
    [InlineData("permit(principal is T, action, resource is T in\n?resource) when { true };")]
    public void Templates_InEitherMode_AreNoPolicies(string text)
    {
        foreach (var options in new[] { s_cedar, BindingOptions.Default })
        {
            var program = Compiling.Program(text, options);
            Assert.Empty(program.Policies);
            Assert.Equal(("policy0", text), (Assert.Single(program.Templates).Id, program.Templates[0].Text));
        }
    }

    [Fact]
    public void Templates_LikePolicies_AreChecked()
    {
        const string Slot = "(principal == ?principal, action, resource)";
        Assert.Equal("AGP0202", Assert.Single(Compiling.Errors($"@aproval(\"x\") permit{Slot};")).Id);
        Assert.Equal("AGP0206", Assert.Single(Compiling.Errors($"permit{Slot} when {{ context.output == 1 }};")).Id);
        Assert.Equal("AGP0201", Assert.Single(Compiling.Errors($"@id(\"a\") permit{Slot}; @id(\"a\") {Any}")).Id);
        Assert.Equal(PolicyPhase.Output, Assert.Single(Compiling.Program($"forbid{Slot} when {{ context.output == 1 }};").Templates).Phase);
        Assert.Equal("no", Compiling.Program($"@reason(\"no\") forbid{Slot};").Templates[0].Reason);
    }

    [Fact]
    public void Policies_BeyondTheLimit_AreRefused()
    {
        var policy = Assert.Single(Syntax.Parsing.File(Any).Policies);
        var file = new SourceFile("test.cedar", Any);
        Assert.Empty(Bind(Limits.MaxPolicies).Diagnostics);
        Assert.Equal("AGP0303", Assert.Single(Bind(Limits.MaxPolicies + 1).Diagnostics).Id);

        DiagnosticBag Bind(int count)
        {
            var bag = new DiagnosticBag();
            var half = new PolicyFileSyntax(Enumerable.Repeat(policy, count / 2).ToEquatableArray());
            var rest = new PolicyFileSyntax(Enumerable.Repeat(policy, count - (count / 2)).ToEquatableArray());
            var bound = Binder.Bind([new(file, half), new(file, rest)], BindingOptions.Default, bag);
            Assert.Equal(bag.HasErrors ? 0 : count, bound.Policies.Count);
            return bag;
        }
    }

    [Fact]
    public void Errors_OfSeveralPolicies_AreAllReported()
    {
        var errors = Compiling.Errors("@aproval " + Any + "\n@mode " + Any + "\n\npermit(principal, action, resource) when { context.output };");
        Assert.Equal([("AGP0202", 1), ("AGP0203", 2), ("AGP0206", 4)], errors.Select(error => (error.Id, error.Line)));
    }

    private static IEnumerable<ProgramExpr> SelfAndOperands(ProgramExpr expr) => expr is AndExpr and ? and.Operands : [expr];

    private static BindingOptions Declare(params string[] names) => new(false, names.ToEquatableArray());
}
