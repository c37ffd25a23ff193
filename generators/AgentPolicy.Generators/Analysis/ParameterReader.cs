using AgentPolicy.Generators.Diagnostics;
using AgentPolicy.Generators.Models;
using AgentPolicy.Language.Binding;
using Microsoft.CodeAnalysis;

namespace AgentPolicy.Generators.Analysis;

/// <summary>Reads a method's parameters: those that are inputs, and those that no policy can read.</summary>
internal sealed class ParameterReader(IMethodSymbol method, Compilation compilation, Location location, Findings findings)
{
    private readonly List<ParameterModel> _parameters = [];
    private readonly SortedDictionary<string, UnreadAttribute> _unread = new(StringComparer.Ordinal);

    public List<ParameterModel> Parameters => _parameters;

    /// <summary>The escaped name of the parameter that says who calls, or null.</summary>
    public string? Identity { get; private set; }

    /// <summary><c>context.input</c>: slots are positions in it.</summary>
    public InputType.Record Inputs { get; private set; } = new(default, default);

    public void Read()
    {
        foreach (var parameter in method.Parameters)
            Read(parameter);
        var inputs = _parameters.Where(parameter => parameter.Value is not null).OrderBy(parameter => parameter.Name, StringComparer.Ordinal);
        Inputs = new InputType.Record(
            new(inputs.Select(input => new InputAttribute(input.Name, input.Value!.Type, input.Value.IsOptional)).ToArray()),
            new(_unread.Values.ToArray()));
    }

    private void Read(IParameterSymbol parameter)
    {
        var place = Findings.Of(parameter, location);
        if (parameter.RefKind != RefKind.None)
            findings.Report(GovernedDiagnostics.RefParameter, place, parameter.Name, method.Name, Describe(parameter.RefKind));
        else if (TypeRules.IsRefLike(parameter.Type))
            findings.Report(GovernedDiagnostics.RefLikeType, place, parameter.Name, method.Name, TypeNames.Shown(parameter.Type));
        else if (TypeRules.IsLazy(parameter.Type))
            findings.Report(GovernedDiagnostics.LazySequence, place, parameter.Name, method.Name, TypeNames.Shown(parameter.Type));
        else if (TypeNames.Is(parameter.Type, "AgentPolicy.GovernedCall"))
            findings.Report(GovernedDiagnostics.CallParameter, place, parameter.Name, method.Name);
        else
            Add(parameter, Map(parameter, place));
    }

    private void Add(IParameterSymbol parameter, ValueModel? value) =>
        _parameters.Add(new(parameter.Name, TypeNames.Escape(parameter.Name), TypeNames.Annotated(parameter.Type), Modifiers(parameter), value));

    private ValueModel? Map(IParameterSymbol parameter, Location place)
    {
        if (TypeNames.Is(parameter.Type, "AgentPolicy.AgentIdentity"))
        {
            if (Identity is not null)
                findings.Report(GovernedDiagnostics.IdentityAmbiguous, place, method.Name);
            Identity = TypeNames.Escape(parameter.Name);
        }

        if (TypeRules.IsNoInput(parameter.Type))
        {
            _unread[parameter.Name] = new UnreadAttribute(parameter.Name, $"is of type {TypeNames.Shown(parameter.Type)}, which is no input", IsPresent: false);
            return null;
        }

        var mapper = new TypeMapper(compilation, isInput: true);
        var mapping = mapper.Map(parameter.Type);
        foreach (var (type, name) in mapper.Duplicates)
            findings.Report(GovernedDiagnostics.DuplicateName, place, type, name);
        if (mapping.Value is null)
            _unread[parameter.Name] = new UnreadAttribute(parameter.Name, mapping.Reason);
        return mapping.Value;
    }

    private string Modifiers(IParameterSymbol parameter)
    {
        if (parameter.IsParams)
            return "params ";
        return method.IsExtensionMethod && parameter.Ordinal == 0 ? "this " : "";
    }

    private static string Describe(RefKind kind) => kind switch
    {
        RefKind.Out => "out",
        RefKind.In => "in",
        RefKind.RefReadOnlyParameter => "ref readonly",
        _ => "ref",
    };
}
