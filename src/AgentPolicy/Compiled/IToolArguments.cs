using System.ComponentModel;

namespace AgentPolicy.Compiled;

/// <summary>
/// The arguments of one call of a governed method: <c>context.input</c>. A slot is the position of an input's name among those of the tool's inputs that can be read, sorted
/// ordinally, so that code compiled against the tool's shape reads an argument by a number, and code that knows only its name finds that number. Inputs that cannot be read
/// have the slots after these, in the same order, and their values are errors: what is there never looks absent.
/// </summary>
/// <remarks>Implemented by generated structs. An absent value is an optional argument that was left null; a null that the method's signature rules out is an error value.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IToolArguments : IPolicyRecord
{
    /// <summary>The tool that these are arguments of.</summary>
    static abstract ToolDescriptor Tool { get; }

    /// <summary>The entity that the call is about, where an argument names it (<c>[Governed(Resource = …)]</c>); otherwise <see cref="ToolDescriptor.Resource"/>.</summary>
    EntityUid Resource { get; }

    /// <summary>
    /// Reads the argument in <paramref name="slot"/> in place where it is a boolean, an integer, a decimal, a datetime, a duration or a text. Agrees with <see cref="IPolicyRecord.GetValue"/>: whatever is
    /// an error there, or no such argument, is <see cref="ScalarRead.ByValue"/>.
    /// </summary>
    /// <param name="slot">0 to <see cref="IPolicyRecord.SlotCount"/> − 1.</param>
    /// <param name="scalar">What was read.</param>
    ScalarRead Read(int slot, out PolicyScalar scalar);
}

/// <summary>Arguments of a method whose result policies can read: <c>context.output</c>.</summary>
/// <typeparam name="TResult">What the call gives, a stream's element or a task's result.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IToolOutput<TResult>
{
    /// <summary>The result as policies see it: absent where it is null.</summary>
    static abstract PolicyValue ReadOutput(in TResult result, PolicyScratch scratch);
}
