namespace AgentPolicy.Language.Text;

/// <summary>AGP0101 to AGP0149: the syntax of policies, and what is alike in schemas: tokens, strings, annotations.</summary>
internal static partial class DiagnosticRules
{
    public static readonly DiagnosticRule UnexpectedToken = new("AGP0101", "unexpected {0}; expected {1}{2}");

    public static readonly DiagnosticRule UnknownCharacter = new("AGP0102", "{0} means nothing in Cedar{1}");

    public static readonly DiagnosticRule UnterminatedString =
        new("AGP0103", "the string that starts with {0} is not closed; expected '\"' before the end of the file");

    public static readonly DiagnosticRule InvalidEscape = new("AGP0104", "{0} is no escape sequence: {1}");

    public static readonly DiagnosticRule LoneSurrogate = new("AGP0105", "the text has half of a surrogate pair ({0}) here, which is no character");

    public static readonly DiagnosticRule IntegerOutOfRange =
        new("AGP0106", "{0} is out of range; an integer is between -9223372036854775808 and 9223372036854775807");

    public static readonly DiagnosticRule UnknownEffect = new("AGP0107", "unknown effect {0}; a policy starts with 'permit' or 'forbid'{1}");

    public static readonly DiagnosticRule UnknownConditionKind = new("AGP0108", "unknown clause {0}; a condition starts with 'when' or 'unless'{1}");

    public static readonly DiagnosticRule EmptyCondition = new("AGP0109", "this {0} clause is empty; expected an expression between '{{' and '}}'");

    public static readonly DiagnosticRule DuplicateAnnotation = new("AGP0110", "the annotation {0} stands twice; keep one");

    public static readonly DiagnosticRule MissingScopeVariable = new("AGP0111", "the policy's head lacks {0}; it has to name principal, action and resource");

    public static readonly DiagnosticRule WrongScopeVariable =
        new("AGP0112", "unexpected {0}; expected '{1}', as a policy's head names principal, action and resource in this order{2}");

    public static readonly DiagnosticRule ExtraScopeElement =
        new("AGP0113", "unexpected {0} after 'resource'; a policy's head ends here, and further conditions belong into 'when'");

    public static readonly DiagnosticRule ScopeTypeConstraint = new("AGP0114", "'{0}: Type' is not supported; write '{0} is Type'");

    public static readonly DiagnosticRule ScopeOperator =
        new("AGP0115", "{0} cannot stand in a policy's head; expected {1}, and other conditions belong into 'when'");

    public static readonly DiagnosticRule ScopeValue = new("AGP0116", "{0} cannot stand here in a policy's head; expected {1}");

    public static readonly DiagnosticRule IsWithEqual = new("AGP0117", "'is' and '==' cannot be combined; an entity's type is part of '==' anyway");

    public static readonly DiagnosticRule IsWithAction = new("AGP0118", "'is' cannot be said of the action; expected '==' or 'in'");

    public static readonly DiagnosticRule InvertedIsIn = new("AGP0119", "'is' comes before 'in'; write '{0} is Type in Entity'");

    public static readonly DiagnosticRule UnknownSlot = new("AGP0120", "{0} is no slot; expected {1}");

    public static readonly DiagnosticRule SlotInCondition = new("AGP0121", "the slot {0} cannot stand in a condition; slots belong into the policy's head");

    public static readonly DiagnosticRule SingleEqual = new("AGP0122", "'=' is no operator; write '==' to compare");

    public static readonly DiagnosticRule UnsupportedOperator = new("AGP0123", "Cedar has no operator {0}; its arithmetic is '+', '-' and '*'");

    public static readonly DiagnosticRule ChainedRelation =
        new("AGP0124", "{0} cannot follow another relation without parentheses; write '(a {1} b) {1} c' or combine with '&&'");

    public static readonly DiagnosticRule TooManyPrefixOperators = new("AGP0125", "more than {0} prefix operators in a row; use parentheses");

    public static readonly DiagnosticRule MixedPrefixOperators = new("AGP0126", "'!' and '-' cannot follow one another; use parentheses, as in '!(-a)'");

    public static readonly DiagnosticRule ReservedWord = new("AGP0127", "{0} is a reserved word and cannot be a name{1}");

    public static readonly DiagnosticRule UnknownVariable = new("AGP0128", "unknown variable {0}; expected principal, action, resource or context{1}");

    public static readonly DiagnosticRule TypeAsValue = new("AGP0129", "{0} is a type, not a value; an entity is written {1}::\"id\"");

    public static readonly DiagnosticRule UnknownFunction = new("AGP0130", "unknown function {0}; Cedar has decimal, ip, datetime and duration{1}");

    public static readonly DiagnosticRule UnknownMethod = new("AGP0131", "unknown method {0}{1}");

    public static readonly DiagnosticRule MethodCalledAsFunction = new("AGP0132", "{0} is a method, not a function; write 'value.{1}(…)'");

    public static readonly DiagnosticRule FunctionCalledAsMethod = new("AGP0133", "{0} is a function, not a method; write '{1}(…)'");

    public static readonly DiagnosticRule WrongArgumentCount = new("AGP0134", "{0} takes {1}, not {2}");

    public static readonly DiagnosticRule NotCallable =
        new("AGP0135", "{0} cannot be called; expected a function such as ip(…) or a method such as value.contains(…)");

    public static readonly DiagnosticRule IndexNotString = new("AGP0136", "unexpected {0}; expected a string literal between '[' and ']'");

    public static readonly DiagnosticRule LikeWithoutPattern = new("AGP0137", "unexpected {0} after 'like'; expected a pattern in double quotes");

    public static readonly DiagnosticRule HasWithoutName =
        new("AGP0138", "unexpected {0} after 'has'; expected an attribute's name, a path of names or a string literal");

    public static readonly DiagnosticRule IsWithoutType = new("AGP0139", "unexpected {0} after 'is'; expected the name of an entity type");

    public static readonly DiagnosticRule RecordKey = new("AGP0140", "unexpected {0}; expected a record's key, which is a name or a string literal");

    public static readonly DiagnosticRule DuplicateRecordKey = new("AGP0141", "the record already has a key {0}");

    public static readonly DiagnosticRule EntityRecord = new("AGP0142", "'{0}::{{…}}' is not supported; an entity is written {0}::\"id\"");

    public static readonly DiagnosticRule ActionType = new("AGP0143", "{0} is no action; expected an entity whose type is Action, such as {1}::\"id\"");

    public static readonly DiagnosticRule IfWithoutParentheses = new("AGP0144", "'if' cannot be an operand; put it in parentheses");
}
