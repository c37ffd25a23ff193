using System.Text;
using AgentPolicy.Conformance;
using AgentPolicy.Oracle.Generation;
using AgentPolicy.Oracle.Reference;
using AgentPolicy.Tests.Compilation;

namespace AgentPolicy.Oracle.Cases;

/// <summary>Policies, entities and requests, with or without a schema: what is accepted, and what is decided, why, and with which errors.</summary>
internal sealed class DecisionCase : OracleCase
{
    private const int MostRequests = 4;

    private readonly string _schema;
    private readonly bool _hasSchema;
    private readonly PolicyPlan _policies;
    private readonly bool _asJson;
    private readonly string _entities;
    private readonly RequestText[] _requests;

    public DecisionCase(Choices choices)
    {
        var plan = new SchemaPlanner(choices).Plan();
        _hasSchema = choices.Chance(60);
        _schema = new SchemaWriter(plan, choices).Write();
        _policies = new PolicyWriter(plan, choices).Set();
        _asJson = choices.Chance(15);
        var json = new JsonWriter(plan, choices, _hasSchema);
        _entities = json.Entities();
        var requests = new RequestWriter(plan, choices, json);
        _requests = [.. choices.Many(MostRequests - 1, _ => requests.Write(), 70).Prepend(requests.Write())];
    }

    public PolicySource Source => new(_policies.Text, _hasSchema ? _schema : null, ErrorMode.Cedar);

    /// <summary>Whether both engines took the schema, the policies and the entities, so that there were answers to compare.</summary>
    public bool IsComparable { get; private set; }

    /// <summary>How many requests were allowed, and how many had a policy that erred: cases that all end alike would tell little.</summary>
    public int Allowed { get; private set; }

    /// <inheritdoc cref="Allowed"/>
    public int Erring { get; private set; }

    /// <summary>The same set from the other back end, to be asked too.</summary>
    public PolicySet? Compiled { get; set; }

    public override string ToString()
    {
        var text = new StringBuilder();
        if (_hasSchema)
            text.Append("schema:\n").Append(_schema);
        return text.Append(_asJson ? "policies, by way of JSON:\n" : "policies:\n").Append(_policies).Append("\nentities:\n").Append(_entities).Append("\nrequests:\n").AppendJoin('\n', _requests.AsEnumerable()).ToString();
    }

    protected override Disagreement? Compare(CedarReference reference)
    {
        var text = _hasSchema ? _schema : null;
        CedarSchema? schema = null;
        if (!_hasSchema)
        {
            reference.TakeSchema(null);
        }
        else
        {
            var ours = Ours(() => CedarSchema.Parse(_schema, PolicySource.SchemaPath), out schema);
            if (Compare(Subject.Schema, ours, reference.TakeSchema(_schema)) is { } onSchema)
                return onSchema;
            if (schema is null || !ours.IsAccepted)
                return null;
        }

        var onPolicies = ComparePolicies(reference, schema, out var policies);
        var onEntities = Compare(Subject.Entities, Ours(() => EntityStore.FromJson(_entities, schema), out var entities), reference.CheckEntities(_entities, text));
        if (onPolicies is not null || onEntities is not null || policies is null || entities is null)
            return onPolicies ?? onEntities;
        IsComparable = true;
        var engines = new List<(string, IPolicyEngine)>();
        AddEngines("interpreted", policies);
        if (Compiled is not null)
            AddEngines("compiled", Link(Compiled));
        return _requests.Select(request => Compare(reference, [.. engines], request, schema)).FirstOrDefault(disagreement => disagreement is not null);

        void AddEngines(string name, PolicySet set)
        {
            engines.Add((name, new PolicyEngine(set, entities)));
            engines.Add(($"{name}, without the index", new PolicyEngine(set.WithoutIndex(), entities)));
        }
    }

    private Disagreement? ComparePolicies(CedarReference reference, CedarSchema? schema, out PolicySet? policies)
    {
        var ours = Ours(Source.Interpret, out policies);
        var links = ours;
        if (policies is { } unlinked)
            links = Ours(() => Link(unlinked), out policies);
        if (policies is null || !_asJson)
            return Compare(ours.IsAccepted ? Subject.Links : Subject.Policies, links, reference.TakePolicies(_policies.Json));

        // Both read what we wrote.
        var json = policies.ToJson();
        return Compare(
            Subject.PolicyJson, Ours(() => PolicySet.ParseJson(json, new PolicySetOptions { ErrorMode = ErrorMode.Cedar, Schema = schema }), out policies), reference.TakePolicies(json));
    }

    private PolicySet Link(PolicySet policies) => policies.Link(_policies.Links.Select(link => new TemplateLink(link.TemplateId, link.NewId, link.Principal, link.Resource)));

    private Disagreement? Compare(CedarReference reference, (string Name, IPolicyEngine Engine)[] engines, RequestText text, CedarSchema? schema)
    {
        var ours = Ours(() => (object)PolicyRecord.FromCedarJson(text.Context, schema, text.Action), out var context);
        var (answer, failure) = reference.Ask(text, _entities, validate: false);
        if (Compare(Subject.Context, ours, answer is null ? Verdict.Rejected(failure) : Verdict.Accepted) is { } onContext)
            return onContext;
        if (context is null || answer is null)
            return null;
        var request = new PolicyRequest(text.Principal, text.Action, text.Resource, (PolicyRecord)context);
        Questions++;
        Allowed += answer.IsAllowed ? 1 : 0;
        Erring += answer.Errors!.Count > 0 ? 1 : 0;
        var differences = AnswerCheck.Differences(engines, request, answer);
        if (differences.Count > 0)
            return new Disagreement("answer", $"{text}\n{string.Join('\n', differences)}");
        if (schema is null)
            return null;
        var violations = schema.Validate(request, ErrorMode.Cedar);
        var validated = reference.Ask(text, _entities, validate: true);
        return Compare(
            Subject.Request, violations.Count == 0 ? Verdict.Accepted : Verdict.Rejected(string.Join('\n', violations)), validated.Answer is null ? Verdict.Rejected(validated.Failure) : Verdict.Accepted);
    }
}
