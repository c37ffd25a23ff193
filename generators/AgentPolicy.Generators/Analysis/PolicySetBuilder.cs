using AgentPolicy.Generators.Diagnostics;
using AgentPolicy.Generators.Models;
using AgentPolicy.Language;
using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Program;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Generators.Analysis;

/// <summary>Compiles the files of a policy set; with any error, the set denies everything.</summary>
internal static class PolicySetBuilder
{
    public static Result<PolicySetModel> Build(PolicySetInput input, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var bag = new DiagnosticBag();
        var policyFiles = Read(input, isSchema: false, bag);
        var schemaFiles = Read(input, isSchema: true, bag);
        var schema = schemaFiles.Count == 0 ? null : SchemaCompiler.Compile(schemaFiles, bag);
        var options = new BindingOptions(input.Declaration.IsCedarMode, input.Annotations, IsCheckable(input, schema) ? input.Tools : null, schema);
        var program = PolicyCompiler.Compile(policyFiles, options, bag);

        // That a set has no policies at all is said at its class.
        if (program is null || bag.HasErrors || policyFiles.Count == 0)
            return new Result<PolicySetModel>(PolicySetModel.DenyAll(input.Declaration), Locate(input, policyFiles.Concat(schemaFiles), bag));
        if (FindEmpty(input, policyFiles, program) is { Count: > 0 } empty)
            return new Result<PolicySetModel>(PolicySetModel.DenyAll(input.Declaration), empty.ToEquatableArray());
        var mode = input.Declaration.IsCedarMode ? "Cedar" : "FailClosed";
        var version = SourceVersion.Of(policyFiles, mode, schema is null ? "" : SourceVersion.Of(schemaFiles));
        var schemaTexts = schemaFiles.Select(file => new SchemaFileModel(file.Path, file.Text)).ToEquatableArray();
        var model = new PolicySetModel(input.Declaration, program, schema, schemaTexts, version, input.Tools.Tools);
        return new Result<PolicySetModel>(model, EquatableArray<DiagnosticInfo>.Empty);
    }

    // Names are checked against what the project has. Where it has neither tools nor entity types nor a schema, its requests come from elsewhere, with names that
    // nobody here knows; where the schema has errors, every name that it was to declare would be another.
    private static bool IsCheckable(PolicySetInput input, SchemaModel? schema) =>
        schema is not null || (!input.Files.Any(file => file.IsSchema) && (!input.Tools.Tools.IsEmpty || !input.Tools.EntityTypes.IsEmpty));

    // A file that was cut off, or whose last policy was commented out, would forbid nothing any more. For Cedar itself a file without policies is one like any other.
    private static List<DiagnosticInfo> FindEmpty(PolicySetInput input, List<SourceFile> policyFiles, PolicyProgram program)
    {
        if (input.Declaration.IsCedarMode)
            return [];
        var filled = new HashSet<string>(program.Policies.Select(policy => policy.Path).Concat(program.Templates.Select(template => template.Path)), StringComparer.Ordinal);
        var empty = new HashSet<string>(policyFiles.Select(file => file.Path).Where(path => !filled.Contains(path)), StringComparer.Ordinal);
        return input.Files.Where(file => !file.IsSchema && empty.Contains(file.Path)).Select(file => PolicyDiagnostics.At(file, PolicyDiagnostics.FileWithoutPolicy, file.Path)).ToList();
    }

    private static List<SourceFile> Read(PolicySetInput input, bool isSchema, DiagnosticBag bag)
    {
        var files = new List<SourceFile>();
        foreach (var file in input.Files)
        {
            if (file.IsSchema != isSchema)
                continue;
            var source = new SourceFile(file.Path, file.Text ?? "");
            files.Add(source);
            if (file.Text is null)
                bag.Report(source, default, DiagnosticRules.NotUtf8);
        }

        return files;
    }

    private static EquatableArray<DiagnosticInfo> Locate(PolicySetInput input, IEnumerable<SourceFile> sources, DiagnosticBag bag)
    {
        var places = new Dictionary<string, (string FilePath, SourceFile Source)>(StringComparer.Ordinal);
        foreach (var source in sources)
            places[source.Path] = (input.Files.First(file => file.Path == source.Path).FilePath, source);
        return bag.Diagnostics.Select(diagnostic => PolicyDiagnostics.Of(diagnostic, places[diagnostic.Path].FilePath, places[diagnostic.Path].Source)).ToEquatableArray();
    }
}
