using System.Globalization;
using AgentPolicy.Language.Text;

namespace AgentPolicy;

/// <summary>Why a policy cannot be linked to a template.</summary>
/// <param name="Rule">The rule that the link breaks; what its message begins with is the place.</param>
/// <param name="Args">The rest of the message's parts.</param>
internal sealed record LinkFault(DiagnosticRule Rule, params object[] Args)
{
    /// <summary>The message of a link that stands nowhere.</summary>
    public override string ToString()
    {
        var message = string.Format(CultureInfo.InvariantCulture, Rule.Format, ["", .. Args]);
        return char.ToUpperInvariant(message[0]) + message[1..] + ".";
    }
}
