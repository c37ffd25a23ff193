using Microsoft.CodeAnalysis;

namespace AgentPolicy.Generators.Diagnostics;

/// <summary>
/// What is wrong in the use of <c>[Governed]</c> and <c>[PolicyEntity]</c>. All are errors that cannot be configured: each stands for a call that would not be
/// decided on, or not on what it then runs with.
/// </summary>
internal static class GovernedDiagnostics
{
    public static readonly DiagnosticDescriptor NotPartial = New("AGP0401", "A governed method is partial",
        "'{0}' is governed but not partial; write 'partial' before its return type, end it with ';' and move what it does to 'private … {0}Core'");

    public static readonly DiagnosticDescriptor TypeNotPartial = New("AGP0402", "The types around a governed method are partial",
        "'{0}' contains the governed '{1}' but is not partial; write 'partial {2} {0}'");

    public static readonly DiagnosticDescriptor ImplementedByHand = New("AGP0403", "The body of a governed method is generated",
        "'{0}' has a body of its own; move it to 'private … {0}Core' and leave the declaration with [Governed]: the governed body is generated");

    public static readonly DiagnosticDescriptor Overridable = New("AGP0404", "A governed method cannot be overridden",
        "'{0}' is {1}; remove '{1}': a governed method that can be overridden, or that overrides one, can be run ungoverned");

    public static readonly DiagnosticDescriptor CoreMissing = New("AGP0405", "A governed method has a Core",
        "'{0}' has no '{1}'; what the tool does stands in '{2}'");

    public static readonly DiagnosticDescriptor CoreSignature = New("AGP0406", "The Core has the signature of its governed method",
        "'{0}' does not fit the governed '{1}'; it has to be '{2}', and may take a GovernedCall before the other parameters");

    public static readonly DiagnosticDescriptor CoreNotPrivate = New("AGP0407", "The Core is private",
        "'{0}' is {1}, so that it could be called ungoverned; make it private");

    public static readonly DiagnosticDescriptor CoreIsTool = New("AGP0408", "The Core is no tool",
        "'{0}' bears [{1}], which would hand it out ungoverned; move the attribute to '{2}'");

    public static readonly DiagnosticDescriptor CoreReferenced = New("AGP0409", "The Core is called by its governed method only",
        "'{0}' is used here, past the policies; use '{1}'");

    public static readonly DiagnosticDescriptor DuplicateTool = New("AGP0410", "A tool's name is its own",
        "there is another tool '{0}' ({1}); give each a name of its own: [Governed(\"…\")]");

    public static readonly DiagnosticDescriptor RefParameter = New("AGP0411", "An input is passed by value",
        "the parameter '{0}' of '{1}' is passed by '{2}', so that it could change after the decision; pass it by value");

    public static readonly DiagnosticDescriptor RefLikeType = New("AGP0412", "No pointer or by-ref-like type is governed",
        "'{0}' of '{1}' is of type '{2}', which lives on the stack or points elsewhere; use an array or another type that can be copied");

    public static readonly DiagnosticDescriptor LazySequence = New("AGP0413", "No lazily evaluated sequence is governed",
        "'{0}' of '{1}' is of type '{2}', which is evaluated after the decision; use an array");

    public static readonly DiagnosticDescriptor UnknownAwaitable = New("AGP0414", "A governed method's result is a value, a task or a stream",
        "'{0}' returns '{1}'; return a value, Task, Task<T>, ValueTask, ValueTask<T> or IAsyncEnumerable<T>");

    public static readonly DiagnosticDescriptor RefReturn = New("AGP0415", "A governed method returns no reference",
        "'{0}' returns by reference; return the value");

    public static readonly DiagnosticDescriptor NoAccessibility = New("AGP0416", "A governed method says who may call it",
        "'{0}' has no accessibility modifier, so that the compiler would silently drop it and its calls; write 'public' (or another) before 'partial'");

    public static readonly DiagnosticDescriptor McpByHand = New("AGP0417", "MCP's attribute is generated",
        "'{0}' bears [{1}], which collides with MCP's own generator; remove it and write [Governed(…, Mcp = true)]");

    public static readonly DiagnosticDescriptor McpMissing = New("AGP0418", "Mcp = true needs MCP's package",
        "'{0}' says 'Mcp = true', but there is no type 'ModelContextProtocol.Server.McpServerToolAttribute'; reference the package ModelContextProtocol.Core");

    public static readonly DiagnosticDescriptor InterfaceMethod = New("AGP0419", "A method of an interface is not governed",
        "'{0}' is a method of the interface '{1}', which cannot be governed; put [Governed] on the method of the class");

    public static readonly DiagnosticDescriptor ToolName = New("AGP0420", "A tool's name can be used",
        "'{0}' is no name for a tool; use one that is not empty and not 'call_tool', the group of all tools");

    public static readonly DiagnosticDescriptor ResourceParameter = New("AGP0421", "A resource is a parameter's value",
        "'{0}' is no string parameter of '{1}'; write Resource = nameof(…) with one that is, and its ResourceType");

    public static readonly DiagnosticDescriptor ResourceType = New("AGP0422", "A resource has an entity type",
        "the ResourceType '{0}' of '{1}' is no entity type; write one such as \"File\" or \"Shop::File\" together with Resource");

    public static readonly DiagnosticDescriptor DuplicateName = New("AGP0423", "A name stands for one thing",
        "in '{0}' the name '{1}' stands for more than one property; give one of them another name with [JsonPropertyName]");

    public static readonly DiagnosticDescriptor EngineMissing = New("AGP0424", "A governed method has an engine",
        "'{0}' has no engine to ask; give it a field, property or primary constructor parameter of type IPolicyEngine");

    public static readonly DiagnosticDescriptor EngineAmbiguous = New("AGP0425", "A governed method has one engine",
        "'{0}' has more than one engine ({1}); leave one field, property or parameter of type IPolicyEngine");

    public static readonly DiagnosticDescriptor EngineHidden = New("AGP0426", "A governed method's engine is in view",
        "the parameter '{0}' of '{1}' hides the engine of the same name; rename the parameter");

    public static readonly DiagnosticDescriptor IdentityAmbiguous = New("AGP0427", "One identity calls",
        "'{0}' takes more than one AgentIdentity; leave the one that calls");

    public static readonly DiagnosticDescriptor CallParameter = New("AGP0428", "Only the enforcement point makes a GovernedCall",
        "the parameter '{0}' of '{1}' is a GovernedCall, which callers cannot make; take it in '{1}Core' only, as the first parameter");

    public static readonly DiagnosticDescriptor Unsupported = New("AGP0429", "This kind of method is not governed",
        "'{0}' is {1}, which cannot be governed; make it an ordinary partial method of a partial class");

    public static readonly DiagnosticDescriptor EntityNotPartial = New("AGP0430", "A policy entity is partial",
        "'{0}' is or stands in a policy entity but is not partial; write 'partial {1} {0}'");

    public static readonly DiagnosticDescriptor EntityGeneric = New("AGP0431", "A policy entity is one type",
        "'{0}' is {1}, which cannot be a policy entity; use an ordinary class, record or struct");

    public static readonly DiagnosticDescriptor EntityTypeName = New("AGP0432", "A policy entity has an entity type",
        "'{0}' is no entity type; write one such as \"Agent\" or \"Bank::Agent\"");

    public static readonly DiagnosticDescriptor EntityUser = New("AGP0433", "Whom a principal acts for is no attribute of its own",
        "the property '{0}' of '{1}' has the name 'user', by which policies ask whom a principal acts for; name it otherwise, here or with [JsonPropertyName]");

    public static readonly DiagnosticDescriptor DuplicateEntity = New("AGP0434", "An entity type is described once",
        "there is another [PolicyEntity(\"{0}\")] ({1}); describe an entity type by one C# type");

    public static readonly DiagnosticDescriptor CorePriority = New("AGP0435", "The call of a Core is the Core's",
        "a method '{0}' bears [OverloadResolutionPriority], so that '{1}' could run another method than its Core; remove the attribute or rename the method");

    public static readonly DiagnosticDescriptor OutdatedReference = New("AGP0510", "Referenced tools fit this version",
        "the tools of '{0}' were generated by another version of AgentPolicy; rebuild it with this one");

    private static readonly DiagnosticDescriptor[] s_all =
    [
        NotPartial, TypeNotPartial, ImplementedByHand, Overridable, CoreMissing, CoreSignature, CoreNotPrivate, CoreIsTool, CoreReferenced, DuplicateTool,
        RefParameter, RefLikeType, LazySequence, UnknownAwaitable, RefReturn, NoAccessibility, McpByHand, McpMissing, InterfaceMethod, ToolName,
        ResourceParameter, ResourceType, DuplicateName, EngineMissing, EngineAmbiguous, EngineHidden, IdentityAmbiguous, CallParameter, Unsupported,
        EntityNotPartial, EntityGeneric, EntityTypeName, EntityUser, DuplicateEntity, CorePriority, OutdatedReference,
    ];

    public static IReadOnlyList<DiagnosticDescriptor> All => s_all;

    public static DiagnosticDescriptor Find(string id) => Array.Find(s_all, descriptor => string.Equals(descriptor.Id, id, StringComparison.Ordinal));

    // "Compiler", since what no options switch off, [SuppressMessage] still does, unless it is the compiler's own.
    private static DiagnosticDescriptor New(string id, string title, string message) => new(
        id,
        title,
        message,
        "AgentPolicy",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        customTags: [WellKnownDiagnosticTags.NotConfigurable, WellKnownDiagnosticTags.Compiler]);
}
