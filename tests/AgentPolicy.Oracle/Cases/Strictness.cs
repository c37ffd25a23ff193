using AgentPolicy.Oracle.Reference;

namespace AgentPolicy.Oracle.Cases;

/// <summary>Where we refuse on purpose what the reference engine accepts, each with its reason. What is not here is a disagreement.</summary>
/// <param name="Name">What is refused.</param>
/// <param name="Reason">Why.</param>
/// <param name="Subjects">What it stands in.</param>
/// <param name="Message">What our refusal says, in part.</param>
internal sealed record Strictness(string Name, string Reason, Subject[] Subjects, params string[] Message)
{
    private static readonly Subject[] s_values = [Subject.Entities, Subject.Context];

    public static readonly IReadOnlyList<Strictness> All =
    [
        new("an escape that is not written as one", "The reference reads {\"__extn\": {\"fn\": \"decimal\"}} as a record and ignores what stands beside 'type' and 'id'. Whoever writes such a key means an escape; "
            + "a record of that form could not even be written back.", s_values, "an extension value that is not written", "an entity that is not written", "with other keys beside it", "'__expr', which is no longer allowed"),
        new("the same in a policy's JSON", "As above: what cannot be read as an escape is a record to the reference.", [Subject.PolicyJson], ".__entity", ".__extn"),
        new("an unknown key of an entity", "The reference ignores it, and with it what a mistyped 'parents' or 'tags' was to say.", [Subject.Entities], ": an entity has no '"),
        new("an entity that is described twice, alike", "The reference takes it where both say the same. Whoever lists an entity twice is mistaken about one of the two.", [Subject.Entities], "is described twice"),
        new("an attribute that is declared twice", "The reference takes the last one of a record in the human-readable syntax, and refuses it in JSON.", [Subject.Schema], "AGP0163"),
        new("an empty id of a linked policy", "No decision could name such a policy.", [Subject.Links], "cannot be the id of a linked policy"),
    ];

    public static bool Explains(Subject subject, Verdict ours, Verdict reference) => reference.IsAccepted && All.Any(strictness => strictness.Covers(subject, ours));

    private bool Covers(Subject subject, Verdict ours) => Subjects.Contains(subject) && Message.Any(part => ours.Message.Contains(part, StringComparison.Ordinal));
}
