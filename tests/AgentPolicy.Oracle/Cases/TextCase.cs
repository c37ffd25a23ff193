using AgentPolicy.Oracle.Generation;
using AgentPolicy.Oracle.Reference;

namespace AgentPolicy.Oracle.Cases;

/// <summary>A text that was spoiled a little: both engines accept it, or neither does.</summary>
internal sealed class TextCase : OracleCase
{
    private static readonly PolicySetOptions s_options = new() { ErrorMode = ErrorMode.Cedar };

    private readonly Subject _subject;
    private readonly string _text;
    private readonly string _schema = "";
    private readonly bool _hasSchema;
    private readonly EntityUid _action;

    public TextCase(Choices choices)
    {
        _subject = (Subject)choices.Next((int)Subject.Links);
        var plan = new SchemaPlanner(choices).Plan();
        var schema = new SchemaWriter(plan, choices).Write();
        if (_subject == Subject.SchemaJson)
            schema = Ours(() => CedarSchema.Parse(schema), out var parsed) is { IsAccepted: true } ? parsed!.ToJson() : "{}";
        if (_subject is Subject.Entities or Subject.Context && choices.Chance(50))
            (_schema, _hasSchema) = (schema, Ours(() => CedarSchema.Parse(schema), out _).IsAccepted);
        var json = new JsonWriter(plan, choices, _hasSchema);
        _action = new EntityUid(plan.Actions[0].Type, plan.Actions[0].Id);
        _text = _subject switch
        {
            Subject.Policies => TextMutator.Cedar(new PolicyWriter(plan, choices).Set().Text, choices),
            Subject.PolicyJson => TextMutator.Json(PolicyJson(new PolicyWriter(plan, choices).Set()), choices),
            Subject.Schema => TextMutator.Cedar(schema, choices),
            Subject.SchemaJson => TextMutator.Json(schema, choices),
            Subject.Entities => TextMutator.Json(json.Entities(), choices),
            _ => TextMutator.Json(json.Record(plan.Actions[0].Context), choices),
        };
    }

    private TextCase(TextCase original, string text) =>
        (_subject, _text, _schema, _hasSchema, _action) = (original._subject, text, original._schema, original._hasSchema, original._action);

    /// <summary>The same with shorter texts: a half, a quarter, … left out, down to single characters.</summary>
    public IEnumerable<TextCase> Smaller()
    {
        for (var size = _text.Length / 2; size > 0; size /= 2)
        {
            for (var at = 0; at + size <= _text.Length; at += Math.Max(size / 2, 1))
            {
                if (_text.Remove(at, size) is var text && text.IndexOf('\uFFFD') < 0)
                    yield return new TextCase(this, text);
            }
        }
    }

    public override string ToString() => $"{(_hasSchema ? $"schema:\n{_schema}" : "")}{_subject}{(_hasSchema && _subject == Subject.Context ? $" of {_action}" : "")}:\n{_text}";

    protected override Disagreement? Compare(CedarReference reference)
    {
        var schema = _hasSchema ? CedarSchema.Parse(_schema) : null;
        var schemaText = _hasSchema ? _schema : null;
        return _subject switch
        {
            Subject.Policies => ComparePolicies(reference),
            Subject.Schema => Compare(_subject, Ours(() => CedarSchema.Parse(_text), out _), reference.CheckSchema(_text)),
            _ when !JsonShape.IsOneValue(_text) => null,
            Subject.PolicyJson => Compare(_subject, Ours(() => PolicySet.ParseJson(_text, s_options), out _), reference.TakePolicies(_text)),
            Subject.SchemaJson => Compare(_subject, Ours(() => CedarSchema.ParseJson(_text), out _), reference.CheckSchemaJson(_text)),
            Subject.Entities => Compare(_subject, Ours(() => EntityStore.FromJson(_text, schema), out _), reference.CheckEntities(_text, schemaText)),
            _ => CompareContext(reference, schema),
        };
    }

    private Disagreement? CompareContext(CedarReference reference, CedarSchema? schema)
    {
        reference.TakePolicies(PolicyPlan.OfText(""));
        reference.TakeSchema(schema is null ? null : _schema);
        var (answer, failure) = reference.Ask(new RequestText(_action, _action, _action, _text), "[]", validate: false);
        return Compare(
            _subject, Ours(() => (object)PolicyRecord.FromCedarJson(_text, schema, _action), out _), answer is null ? Verdict.Rejected(failure) : Verdict.Accepted);
    }

    private static string PolicyJson(PolicyPlan policies) => Ours(() => PolicySet.Parse(policies.Text, s_options), out var parsed).IsAccepted ? parsed!.ToJson() : "{}";

    private Disagreement? ComparePolicies(CedarReference reference)
    {
        var ours = Ours(() => PolicySet.Parse(_text, s_options), out var policies);

        // The reference takes templates from elsewhere.
        return policies?.Templates.Count > 0 ? null : Compare(_subject, ours, reference.TakePolicies(PolicyPlan.OfText(_text)));
    }
}
