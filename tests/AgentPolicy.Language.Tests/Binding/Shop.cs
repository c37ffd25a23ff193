using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Tests.Syntax;

namespace AgentPolicy.Language.Tests.Binding;

/// <summary>The code and the schema that the tests of names check policies against.</summary>
internal static class Shop
{
    public static readonly ToolSchema Code = Tools.Schema(
        [
            Tools.Tool(
                "send_money",
                Tools.Record(
                    ("amount", Tools.Decimal),
                    ("recipient", Tools.String),
                    ("note?", Tools.String),
                    ("tags?", Tools.SetOf(Tools.String)),
                    ("address", Tools.Record(("city", Tools.String), ("geo", Tools.Record(("lat", Tools.Decimal))))),
                    ("payload", Tools.Dynamic),
                    ("owner", Tools.Entity)),
                Tools.Record(("id", Tools.String), ("secret?", Tools.Bool))),
            Tools.Tool("schedule_payment", Tools.Record(("amount", Tools.Decimal), ("recipient", Tools.String), ("day", Tools.Long), ("address", Tools.String)), Tools.String),
            Tools.Tool("get_balance", Tools.Record(("account?", Tools.String))),
            Tools.Tool("read_file", Tools.Record(("path", Tools.String)).WithUnread("body", "is a System.IO.Stream, which no policy can read"), resource: "File"),
        ],
        Tools.Type("Agent", ("payees", Tools.SetOf(Tools.String)), ("address", Tools.Record(("city", Tools.String)))),
        Tools.Type("Staff", ("grade", Tools.Long)));

    public static readonly SchemaModel Schema = SchemaSource.Compile(
        """
        entity Role;
        entity Color enum ["red", "green"];
        entity Customer in [Role] = { since: Long, friend?: Customer, home: { street: String } };
        action payments in [everything];
        action everything;
        action call_tool in [everything];
        action send_money, schedule_payment in [payments] appliesTo { principal: Customer, resource: Customer, context: { input: {}, order?: { total: Long } } };
        action greet appliesTo { principal: Customer, resource: Customer, context: { input: { name: String, nick?: String }, language: String } };
        """,
        """
        namespace Inner { entity Thing = { size: Long }; action touch appliesTo { principal: Thing, resource: Thing, context: { force: Long } }; }
        """);

    public static readonly BindingOptions CodeOnly = new(false, EquatableArray<string>.Empty, Code);

    public static readonly BindingOptions SchemaOnly = new(false, EquatableArray<string>.Empty, null, Schema);

    public static readonly BindingOptions Both = new(false, EquatableArray<string>.Empty, Code, Schema);
}
