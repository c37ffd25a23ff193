namespace AgentPolicy.Language.Text;

/// <summary>AGP0201 to AGP0249: what policies name.</summary>
internal static partial class DiagnosticRules
{
    public static readonly DiagnosticRule DuplicatePolicyId = new("AGP0201", "the policy id '{0}' is used twice; it was first used at {1}({2})");

    public static readonly DiagnosticRule UnknownAnnotation =
        new("AGP0202", "unknown annotation '@{0}'{1}; declare it if it is your own, so that a mistyped one cannot be overlooked");

    public static readonly DiagnosticRule UnsupportedAnnotation =
        new("AGP0203", "the annotation '@{0}' has no effect in this version, so the policy would promise what is not done; remove it");

    public static readonly DiagnosticRule AnnotationNeedsText = new("AGP0204", "the annotation '@{0}' needs a text that is not empty: @{0}(\"…\")");

    public static readonly DiagnosticRule UnsupportedExtension =
        new("AGP0205", "'{0}' works on {1}, which this version cannot evaluate; supported types are Bool, Long, String, entities, sets, records and decimal");

    public static readonly DiagnosticRule OutputNeedsForbid =
        new("AGP0206", "a 'permit' that names 'context.output' would decide after the call has run, when there is nothing left to permit; make it a 'forbid', which withholds the result");

    public static readonly DiagnosticRule UnlinkedTemplate =
        new("AGP0207", "a policy with the slot '{0}' is a template, and nothing links it to an entity, so it would decide nothing; name an entity instead");
}
