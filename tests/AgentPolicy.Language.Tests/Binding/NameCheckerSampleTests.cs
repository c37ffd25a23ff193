using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Tests.Syntax;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Tests.Binding;

/// <summary>The policies of the sample bank name nothing that is not there; and a parameter renamed is found.</summary>
public sealed class NameCheckerSampleTests
{
    private static readonly string s_folder = Path.Combine(Root(), "samples", "BankAgent", "policies");
    private static readonly SchemaModel s_schema = SchemaSource.Compile(File.ReadAllText(Path.Combine(s_folder, "bank.cedarschema")));

    [Fact]
    public void Bank_ItsToolsAndSchema_AreWhatItsPoliciesName()
    {
        AssertAccepted(Bank("recipient"), s_schema);
        AssertAccepted(Bank("recipient", withAgent: false), s_schema);
        AssertAccepted(null, s_schema);
    }

    [Fact]
    public void Bank_ParameterRenamed_IsAnErrorInEachPolicyThatNamesIt()
    {
        var errors = Errors(Bank("recipient_iban"), s_schema);
        Assert.All(errors, error => Assert.Equal("payments.cedar", error.Path));
        Assert.All(errors, error => Assert.Contains("'recipient'", error.Message));
        Assert.Equal([13, 23, 23, 33, 33], errors.Select(error => error.Line));
    }

    private static void AssertAccepted(ToolSchema? tools, SchemaModel? schema) => Assert.Empty(Errors(tools, schema));

    private static IReadOnlyList<PolicyDiagnostic> Errors(ToolSchema? tools, SchemaModel? schema)
    {
        var bag = new DiagnosticBag();
        var files = Directory.GetFiles(s_folder, "*.cedar").Order(StringComparer.Ordinal).Select(path => new SourceFile(Path.GetFileName(path), File.ReadAllText(path)));
        PolicyCompiler.Compile(files.ToArray(), new BindingOptions(false, EquatableArray<string>.Empty, tools, schema), bag);
        return bag.Diagnostics;
    }

    private static ToolSchema Bank(string recipient, bool withAgent = true) => Tools.Schema(
        [
            Tools.Tool("get_iban", Tools.Record()),
            Tools.Tool("get_balance", Tools.Record()),
            Tools.Tool("get_scheduled_transactions", Tools.Record()),
            Tools.Tool("get_user_info", Tools.Record()),
            Tools.Tool("get_most_recent_transactions", Tools.Record(("n?", Tools.Long))),
            Tools.Tool("read_file", Tools.Record(("file_path", Tools.String))),
            Tools.Tool("send_money", Tools.Record((recipient, Tools.String), ("amount", Tools.Decimal), ("subject", Tools.String), ("date", Tools.String))),
            Tools.Tool("schedule_transaction", Tools.Record((recipient, Tools.String), ("amount", Tools.Decimal), ("subject", Tools.String), ("date", Tools.String), ("recurring", Tools.Bool))),
            Tools.Tool(
                "update_scheduled_transaction",
                Tools.Record(
                    ("id", Tools.Long), (recipient + "?", Tools.String), ("amount?", Tools.Decimal), ("subject?", Tools.String), ("date?", Tools.String), ("recurring?", Tools.Bool),
                    ("order?", Tools.Record(("recurring", Tools.Bool), ("amount", Tools.Decimal))))),
            Tools.Tool("update_user_info", Tools.Record(("first_name?", Tools.String), ("last_name?", Tools.String), ("street?", Tools.String), ("city?", Tools.String))),
            Tools.Tool("update_password", Tools.Record(("password", Tools.String))),
        ],
        withAgent ? [Tools.Type("Agent", ("payees", Tools.SetOf(Tools.String)))] : []);

    private static string Root()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "AgentPolicy.sln")))
            root = root.Parent;
        Assert.True(root is not null, "no repository above " + AppContext.BaseDirectory);
        return root.FullName;
    }
}
