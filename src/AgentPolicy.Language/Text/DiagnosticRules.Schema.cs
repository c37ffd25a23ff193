namespace AgentPolicy.Language.Text;

/// <summary>AGP0150 to AGP0199: the syntax of schemas. AGP0250 to AGP0299: their names and types.</summary>
internal static partial class DiagnosticRules
{
    public static readonly DiagnosticRule SchemaSemicolonAfterNamespace =
        new("AGP0156", "found ';' after a namespace; a namespace ends with its '}}', remove the ';'");

    public static readonly DiagnosticRule SchemaMissingAppliesTo =
        new("AGP0157", "found '{{' after an action's name; write 'appliesTo' before it");

    public static readonly DiagnosticRule SchemaDuplicateAppliesTo =
        new("AGP0158", "'{0}' stands twice in this 'appliesTo'; keep one, a list names several types: '{0}: [A, B]'");

    public static readonly DiagnosticRule SchemaIncompleteAppliesTo =
        new("AGP0159", "this 'appliesTo' has no '{0}'; write '{0}: SomeType', or leave out 'appliesTo' for a group of actions");

    public static readonly DiagnosticRule SchemaEmptyAppliesTo =
        new("AGP0160", "'{0}: []' names no type; name at least one, or leave out 'appliesTo' for a group of actions");

    public static readonly DiagnosticRule SchemaIsJson =
        new("AGP0161", "found '{{' at the start: this looks like a schema in JSON, which is read at run time only (CedarSchema.ParseJson); write it in Cedar's schema syntax, such as 'entity User;'");

    public static readonly DiagnosticRule SchemaActionAttributes =
        new("AGP0162", "found {0} in the attributes of an action; actions have no attributes, write 'attributes {{}}' or leave it out");

    public static readonly DiagnosticRule SchemaDuplicateAttribute =
        new("AGP0163", "the attribute '{0}' stands twice in this record; keep one");

    public static readonly DiagnosticRule SchemaJsonMalformed = new("AGP0164", "this is no JSON: {0}{1}");

    public static readonly DiagnosticRule SchemaJsonUnexpected = new("AGP0165", "at {0}: found {1}, expected {2}{3}");

    public static readonly DiagnosticRule SchemaJsonUnknownKey = new("AGP0166", "at {0}: found the key '{1}'{2}");

    public static readonly DiagnosticRule SchemaJsonDuplicateKey = new("AGP0167", "at {0}: the key '{1}' stands twice; keep one");

    public static readonly DiagnosticRule SchemaJsonMissingKey = new("AGP0168", "at {0}: the key '{1}' is missing; {2}");

    public static readonly DiagnosticRule SchemaJsonIllFormedText =
        new("AGP0169", "at {0}: this text holds half a surrogate pair, which is no character; write characters beyond \uFFFF as both halves");

    public static readonly DiagnosticRule SchemaUnknownType = new("AGP0250", "unknown type '{0}'{1}");

    public static readonly DiagnosticRule SchemaUnknownEntityType = new("AGP0251", "unknown entity type '{0}'{1}");

    public static readonly DiagnosticRule SchemaUnknownAction = new("AGP0252", "unknown action '{0}'{1}");

    public static readonly DiagnosticRule SchemaUnknownCommonType = new("AGP0253", "unknown common type '{0}'{1}");

    public static readonly DiagnosticRule SchemaNotRecord =
        new("AGP0254", "the {0} '{1}' is no record; name a common type that is one, or write the record here");

    public static readonly DiagnosticRule SchemaDuplicateDeclaration =
        new("AGP0255", "{0} '{1}' is declared twice, first at {2}; remove one");

    public static readonly DiagnosticRule SchemaDuplicateNamespace =
        new("AGP0256", "the namespace '{0}' stands twice in one file, first at {1}; put its declarations together");

    public static readonly DiagnosticRule SchemaReservedName =
        new("AGP0257", "'{0}' is reserved and cannot be declared; choose another name");

    public static readonly DiagnosticRule SchemaActionTypeDeclared =
        new("AGP0258", "'{0}' is the type of this namespace's actions and cannot be declared; declare actions with 'action', or choose another name");

    public static readonly DiagnosticRule SchemaTypeShadowing =
        new("AGP0259", "'{0}' would hide '{1}', declared outside of any namespace at {2}; rename one of them");

    public static readonly DiagnosticRule SchemaActionShadowing =
        new("AGP0260", "'{0}' would hide '{1}', declared outside of any namespace at {2}; rename one of them");

    public static readonly DiagnosticRule SchemaTypeCycle =
        new("AGP0261", "the type '{0}' is made of itself: {1}; a type must end in entities, sets or values");

    public static readonly DiagnosticRule SchemaActionCycle =
        new("AGP0262", "the action '{0}' is in itself: {1}; groups must not form a circle");
}
