using AgentPolicy.Oracle.Reference;

namespace AgentPolicy.Oracle.Cases;

/// <summary>Where we refuse on purpose what the reference engine accepts, each with its reason. What is not here is a disagreement.</summary>
/// <param name="Name">What is refused.</param>
/// <param name="Reason">Why.</param>
/// <param name="Subjects">What it stands in.</param>
/// <param name="Message">What our refusal says, in part: one of these.</param>
/// <param name="Example">A text of the first subject that the reference accepts, and we do not.</param>
internal sealed record Strictness(string Name, string Reason, Subject[] Subjects, string[] Message, string Example)
{
    public static readonly IReadOnlyList<Strictness> All =
    [
        new(
            "an escape that is not written as one",
            "The reference reads {\"__extn\": {\"fn\": \"decimal\"}} as a record, and ignores what stands beside 'type' and 'id'. Whoever writes such a key means an escape; a record of that form could not be written back.",
            [Subject.Context, Subject.Entities],
            ["an extension value that is not written", "an entity that is not written", "with other keys beside it", "'__expr', which is no longer allowed"],
            """{"a": {"__extn": {"fn": "decimal"}}}"""),
        new(
            "the same in a policy's JSON",
            "As above: what cannot be read as an escape is a record to the reference.",
            [Subject.PolicyJson],
            [".__entity", ".__extn"],
            """
            {"staticPolicies": {"p": {"effect": "permit", "principal": {"op": "All"}, "action": {"op": "All"}, "resource": {"op": "All"},
            "conditions": [{"kind": "when", "body": {"Value": {"__entity": {"type": "A"}}}}]}}}
            """),
        new(
            "a path of attributes in a policy's JSON that no text could say",
            "The reference takes any texts for the parts of a 'has' of several; what it then writes as text, it cannot read.",
            [Subject.PolicyJson],
            ["an identifier in a path of several"],
            """
            {"staticPolicies": {"p": {"effect": "permit", "principal": {"op": "All"}, "action": {"op": "All"}, "resource": {"op": "All"},
            "conditions": [{"kind": "when", "body": {"has": {"left": {"Var": "context"}, "attr": ["a", "1"]}}}]}}}
            """),
        new(
            "an unknown key of an entity",
            "The reference ignores it, and with it what a mistyped 'parents' or 'tags' was to say.",
            [Subject.Entities],
            [": an entity has no '"],
            """[{"uid": {"type": "A", "id": "a"}, "attrs": {}, "parents": [], "tag": {"t": 1}}]"""),
        new(
            "an entity that is described twice, alike",
            "The reference takes it where both say the same. Whoever lists an entity twice is mistaken about one of the two.",
            [Subject.Entities],
            ["is described twice"],
            """[{"uid": {"type": "A", "id": "a"}, "attrs": {}, "parents": []}, {"uid": {"type": "A", "id": "a"}, "attrs": {}, "parents": []}]"""),
        new(
            "an attribute that is declared twice",
            "The reference takes the last one of a record in the human-readable syntax, and refuses it in JSON.",
            [Subject.Schema],
            ["AGP0163"],
            "entity A { a: Long, a: String };"),
        new(
            "an empty id of a linked policy",
            "No decision could name such a policy.",
            [Subject.PolicyJson, Subject.Links],
            ["cannot be the id of a linked policy"],
            """
            {"staticPolicies": {}, "templates": {"t": {"effect": "permit", "principal": {"op": "==", "slot": "?principal"}, "action": {"op": "All"}, "resource": {"op": "All"}, "conditions": []}},
            "templateLinks": [{"templateId": "t", "newId": "", "values": {"?principal": {"type": "A", "id": "a"}}}]}
            """),
    ];

    public static Strictness? Explaining(Subject subject, Verdict ours, Verdict reference) => reference.IsAccepted ? All.FirstOrDefault(strictness => strictness.Covers(subject, ours)) : null;

    private bool Covers(Subject subject, Verdict ours) => Subjects.Contains(subject) && Message.Any(part => ours.Message.Contains(part, StringComparison.Ordinal));
}
