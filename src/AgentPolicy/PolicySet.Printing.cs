using System.Text;
using AgentPolicy.Json;
using AgentPolicy.Language;
using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Syntax;
using AgentPolicy.Language.Text;

namespace AgentPolicy;

public sealed partial class PolicySet
{
    /// <summary>The set in Cedar's JSON form, each policy under its <see cref="PolicyInfo.PositionalId"/>: what <see cref="ParseJson"/> reads as an equal set.</summary>
    /// <exception cref="InvalidOperationException">
    /// The set was compiled with the project, which keeps no text of it (load its files); or the JSON would be longer than <see cref="ParseJson"/> reads.
    /// </exception>
    public string ToJson() => PolicyJsonWriter.Write(ReadAgain(), _links.Select(linked => linked.Link));

    /// <summary>
    /// The set in Cedar's syntax, without comments: what <see cref="Parse"/> reads as a set that decides and names alike. Linked policies are written out, and a policy whose name
    /// its place in the text would not give has it as <c>@id</c>.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// The set was compiled with the project, which keeps no text of it (load its files); or the text would be longer than <see cref="Parse"/> reads.
    /// </exception>
    public string ToCedar()
    {
        var text = new StringBuilder();
        var position = 0;
        foreach (var (id, policy) in ReadAgain().Concat(_links.Select(linked => (linked.Info.Id, Written(linked)))))
        {
            text.Append(position == 0 ? "" : "\n").Append(CedarPrinter.Print(WithId(policy, id, position++)));

            // Linked policies repeat their template, however long.
            if (text.Length > Limits.MaxSourceLength)
                throw new InvalidOperationException($"The policies would be longer than {Limits.MaxSourceLength} characters, which is the longest text that can be read.");
        }

        return text.ToString();
    }

    // Read anew, since few sets are ever written: their syntax would take many times the memory of their text. Without errors, as it was the first time.
    private List<(string Id, PolicySyntax Policy)> ReadAgain()
    {
        if (_texts is null)
            throw new InvalidOperationException("This set was compiled with the project and carries no text; load its files with PolicySet.LoadDirectory.");
        var policies = new List<(string, PolicySyntax)>();
        foreach (var file in _texts.Parse(new DiagnosticBag()).Policies)
        {
            for (var i = 0; i < file.Syntax.Policies.Count; i++)
                policies.Add((file.Ids?[i] ?? Binder.PositionalId(policies.Count), file.Syntax.Policies[i]));
        }

        return policies;
    }

    private static PolicySyntax Written(LinkedPolicy linked)
    {
        var filled = TemplateSlots.Fill(linked.Template.Program.Syntax, linked.Link.Principal, linked.Link.Resource);
        return filled with { Annotations = filled.Annotations.Where(annotation => annotation.Name != "id").ToEquatableArray() };
    }

    private static PolicySyntax WithId(PolicySyntax policy, string id, int position)
    {
        if (id == Binder.PositionalId(position) || policy.Annotations.Any(annotation => annotation is { Name: "id", Value.Length: > 0 }))
            return policy;
        var others = policy.Annotations.Where(annotation => annotation.Name != "id");
        return policy with { Annotations = EquatableArray.Of([new AnnotationSyntax("id", id), .. others]) };
    }
}
