using AgentPolicy.Generators.Diagnostics;
using AgentPolicy.Generators.Models;
using AgentPolicy.Language.Collections;

namespace AgentPolicy.Generators.Analysis;

/// <summary>Finds what has a name that is not its own.</summary>
internal static class Conflicts
{
    /// <summary>The methods whose tool names are their own. Of several with one name none is taken: which of them a policy means, nobody could say.</summary>
    public static EquatableArray<GovernedMethod> WithoutDuplicates(EquatableArray<GovernedMethod> methods, ReferencedSchema referenced)
    {
        var counts = Count(methods.Select(method => method.ToolName).Concat(referenced.Tools.Select(tool => tool.Name)));
        return methods.Where(method => counts[method.ToolName] == 1).OrderBy(method => method.Id, StringComparer.Ordinal).ToEquatableArray();
    }

    public static EquatableArray<PolicyEntityModel> WithoutDuplicates(EquatableArray<PolicyEntityModel> entities)
    {
        var counts = Count(entities.Select(entity => entity.EntityType));
        return entities.Where(entity => counts[entity.EntityType] == 1).OrderBy(entity => entity.Id, StringComparer.Ordinal).ToEquatableArray();
    }

    public static EquatableArray<DiagnosticInfo> FindTools(EquatableArray<Declared> tools, ReferencedSchema referenced)
    {
        var errors = new List<DiagnosticInfo>();
        foreach (var tool in tools)
        {
            if (Other(tool, tools) is { } other)
                errors.Add(New(GovernedDiagnostics.DuplicateTool.Id, tool, other));
            else if (referenced.Tools.FirstOrDefault(one => string.Equals(one.Name, tool.Name, StringComparison.Ordinal)) is { } elsewhere)
                errors.Add(New(GovernedDiagnostics.DuplicateTool.Id, tool, elsewhere.ArgumentsType.Substring("global::".Length)));
        }

        return errors.ToEquatableArray();
    }

    public static EquatableArray<DiagnosticInfo> FindEntities(EquatableArray<Declared> entities)
    {
        var errors = new List<DiagnosticInfo>();
        foreach (var entity in entities)
        {
            if (Other(entity, entities) is { } other)
                errors.Add(New(GovernedDiagnostics.DuplicateEntity.Id, entity, other));
        }

        return errors.ToEquatableArray();
    }

    private static DiagnosticInfo New(string id, Declared declared, string other) => new(id, EquatableArray.Of(declared.Name, other), declared.Location);

    private static string? Other(Declared one, EquatableArray<Declared> all)
    {
        var other = all.FirstOrDefault(another => !ReferenceEquals(another, one) && string.Equals(another.Name, one.Name, StringComparison.Ordinal));
        return other is null ? null : other.Id.Length > 2 ? other.Id.Substring(2) : other.Id;
    }

    private static Dictionary<string, int> Count(IEnumerable<string> names)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in names)
            counts[name] = counts.TryGetValue(name, out var count) ? count + 1 : 1;
        return counts;
    }
}
