namespace AgentPolicy.Language.Text;

/// <summary>AGP0301 to AGP0399: limits.</summary>
internal static partial class DiagnosticRules
{
    public static readonly DiagnosticRule NestingTooDeep =
        new("AGP0301", "this is nested more than {0} levels deep; make it flatter, or split it into several parts");

    public static readonly DiagnosticRule SourceTooLong = new("AGP0302", "the text has {0} characters; at most {1} are read");

    public static readonly DiagnosticRule TooManyPolicies = new("AGP0303", "more than {0} policies in one set");

    public static readonly DiagnosticRule TooManyLinkedPolicies = new("AGP0308", "{0}with this link there are more than {1} policies and templates in one set");

    public static readonly DiagnosticRule LiteralTooLong = new("AGP0304", "this literal has {0} characters; at most {1} are allowed");

    public static readonly DiagnosticRule NotUtf8 = new("AGP0305", "the file is not valid UTF-8; save it as UTF-8 (a U+FFFD that is meant is written \\u{{fffd}})");

    public static readonly DiagnosticRule StackTooSmall =
        new("AGP0307", "this is nested too deeply for the stack of the thread that compiles it; make it flatter, or use a thread with a larger stack");

    public static readonly DiagnosticRule NoPolicyFiles = new("AGP0306", "there is no .cedar file under '{0}'; a set without policies would deny everything");

    public static readonly DiagnosticRule SchemaTypeTooDeep =
        new("AGP0310", "this type is nested more than {0} levels deep once the common types it names are filled in; make it flatter");

    public static readonly DiagnosticRule SchemaTooLarge =
        new("AGP0311", "here the schema grows larger than {0} types and attributes, each common type counted wherever it is named; make it smaller");

    public static readonly DiagnosticRule ActionGroupsTooLarge =
        new("AGP0312", "with '{0}' the action groups have more than {1} members, direct and indirect; use fewer or smaller groups");
}
