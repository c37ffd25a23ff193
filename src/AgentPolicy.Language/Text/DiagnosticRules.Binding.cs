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

    public static readonly DiagnosticRule OutputNeedsForbid =
        new("AGP0206", "a 'permit' that names 'context.output' would decide after the call has run, when there is nothing left to permit; make it a 'forbid', which withholds the result");

    public static readonly DiagnosticRule UnknownAction =
        new("AGP0208", "no tool is called '{0}', and no schema declares such an action{1}");

    public static readonly DiagnosticRule UnknownEntityType =
        new("AGP0209", "unknown entity type '{0}'{1}; declare it if it is your own: 'entity {0};' in a .cedarschema file, or [PolicyEntity(\"{0}\")] on its class");

    public static readonly DiagnosticRule UnknownEnumEntity = new("AGP0210", "the schema's enum '{0}' has no entity of the id '{1}'{2}");

    public static readonly DiagnosticRule UnknownInput = new("AGP0211", "there is no input '{0}' in {1}{2}");

    public static readonly DiagnosticRule UnguardedName =
        new("AGP0212", "'{0}' is read in every call that the policy is about, but it is missing in {1}; ask first, as in '{2} has {0} && …', or name in the policy's head only actions that have it");

    public static readonly DiagnosticRule UnreadName = new("AGP0213", "'{0}' of the {1} {2}");

    public static readonly DiagnosticRule UnknownInContext =
        new("AGP0214", "there is no '{0}' in the context of {1}{2}; a governed tool's call has 'input', 'session', 'system' and 'output' there and nothing else, whatever a schema declares");

    public static readonly DiagnosticRule UnreadableOutput = new("AGP0216", "no policy can read the result of {0}, so 'context.output' is never there");

    public static readonly DiagnosticRule ValueHasNoAttributes = new("AGP0217", "'{0}' is {1}, which has no attributes, so '{2}' cannot be asked of it");

    public static readonly DiagnosticRule UnknownAttribute = new("AGP0218", "'{0}' has no '{1}' in {2}{3}");

    public static readonly DiagnosticRule UnknownEntityAttribute =
        new("AGP0219", "there is no attribute '{0}' in {1}{2}; if it is missing there, declare it: in the type's declaration in a .cedarschema file, or in its [PolicyEntity] class");

    public static readonly DiagnosticRule UnknownRecordField = new("AGP0220", "the record that the policy writes has no '{0}'{1}");

    public static readonly DiagnosticRule ActionGroupCompared =
        new("AGP0221", "'{0}' is a group, and no call's action is a group, so this answers alike for every call; write 'action in {1}' for the actions in it; a schema's action that is no group says 'appliesTo'");

    public static readonly DiagnosticRule UnknownTemplate = new("AGP0240", "{0}no template has the id '{1}'{2}");

    public static readonly DiagnosticRule MissingSlotValue =
        new("AGP0241", "{0}the policy '{1}' is linked to the template '{2}' without an entity for its slot '{3}'; name one");

    public static readonly DiagnosticRule SuperfluousSlotValue =
        new("AGP0242", "{0}the policy '{1}' has an entity for '{3}', which is no slot of the template '{2}'; leave it out");

    public static readonly DiagnosticRule LinkedIdUsed =
        new("AGP0243", "{0}the id '{1}' is that of another policy or template; a linked policy needs one of its own");

    public static readonly DiagnosticRule LinkedIdUnusable =
        new("AGP0244", "{0}'{1}' cannot be the id of a linked policy; it is a text that is not empty, of at most {2} characters, without half surrogate pairs");

    public static readonly DiagnosticRule SlotValueUnusable =
        new("AGP0245", "{0}{1} cannot stand for '{2}'; an entity has a type, which is a name such as 'User' or 'A::User', and an id of at most {3} characters, without half surrogate pairs");
}
