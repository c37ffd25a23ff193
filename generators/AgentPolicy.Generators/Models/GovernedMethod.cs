using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Collections;

namespace AgentPolicy.Generators.Models;

/// <summary>How a method gives its result.</summary>
internal enum ReturnShape
{
    Void,
    Value,
    Task,
    TaskOfResult,
    ValueTask,
    ValueTaskOfResult,
    Stream,
}

/// <summary>A governed method that keeps all rules.</summary>
/// <remarks>Cached: structurally equal all the way down, and without anything of Roslyn's.</remarks>
/// <param name="Id">The method's documentation id: unique in the compilation.</param>
/// <param name="ToolName">The id of its action.</param>
/// <param name="ArgumentsName">The name of the struct in <c>AgentPolicy.Generated</c>.</param>
/// <param name="Engine">The expression that gives the engine.</param>
/// <param name="IdentityParameter">The parameter that says who calls, or null.</param>
internal sealed record GovernedMethod(
    string Id,
    TypeHierarchy Type,
    MethodSignature Signature,
    EquatableArray<ParameterModel> Parameters,
    ResultModel Result,
    CoreModel Core,
    string ToolName,
    string ArgumentsName,
    ResourceModel Resource,
    string Engine,
    string? IdentityParameter,
    bool IsMcp,
    ToolShape Shape)
{
    /// <summary>The struct's full name.</summary>
    public string ArgumentsType => "global::AgentPolicy.Generated." + ArgumentsName;
}

/// <param name="Modifiers">All but <c>partial</c>.</param>
/// <param name="TypeParameters"><c>&lt;T&gt;</c> or empty.</param>
/// <param name="Constraints">One a type parameter that has any.</param>
/// <param name="Owner"><c>this</c>, or the type of a static method: no parameter's name can hide what is asked of it.</param>
internal sealed record MethodSignature(string Modifiers, string Name, string TypeParameters, EquatableArray<string> Constraints, string Owner);

/// <param name="Name">The name that policies use.</param>
/// <param name="Identifier">The name in C#, escaped where it is a keyword.</param>
/// <param name="Modifiers"><c>params</c> or <c>this</c>, followed by a blank; or empty.</param>
/// <param name="Value">How it is read; null where it is no input.</param>
internal sealed record ParameterModel(string Name, string Identifier, string TypeName, string Modifiers, ValueModel? Value);

/// <param name="TypeName">What the method returns.</param>
/// <param name="ResultTypeName">What a call gives: the value, a task's result, a stream's element; null where nothing.</param>
/// <param name="Output">How the result is read, or null where no policy can.</param>
internal sealed record ResultModel(ReturnShape Shape, string TypeName, string? ResultTypeName, ValueModel? Output);

internal sealed record CoreModel(string Name, bool TakesCall);

/// <param name="Id">The id, where no parameter gives it.</param>
/// <param name="Parameter">The parameter that gives the id, or null.</param>
internal sealed record ResourceModel(string Type, string Id, string? Parameter);

/// <summary>Where in the source a type stands.</summary>
/// <param name="Namespace">Empty for the global one.</param>
/// <param name="Headers">The declarations from the outermost type inwards: <c>partial class Tools&lt;T&gt;</c>.</param>
/// <param name="HintName">The generated file's name without its ending.</param>
internal sealed record TypeHierarchy(string Namespace, EquatableArray<string> Headers, string HintName)
{
    /// <summary>Whether the innermost type is a struct.</summary>
    public bool IsStruct => Headers.Count > 0 && Headers[Headers.Count - 1].Split(' ').Take(3).Contains("struct");
}
