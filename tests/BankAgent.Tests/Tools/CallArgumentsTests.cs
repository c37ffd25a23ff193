namespace BankAgent.Tests.Tools;

public class CallArgumentsTests
{
    private readonly GovernedBank _governed = new();

    [Theory]
    [InlineData("null", "no JSON object")]
    [InlineData("[]", "no JSON object")]
    [InlineData("\"Spotify\"", "no JSON object")]
    [InlineData("{}", "'recipient' is missing")]
    [InlineData("""{"recipient": "Spotify", "amount": 1, "subject": "s"}""", "'date' is missing")]
    [InlineData("""{"recipient": "Spotify", "recipient": "GB33", "amount": 1, "subject": "s", "date": "d"}""", "'recipient' stands twice")]
    [InlineData("""{"recipient": "Spotify", "\u0072ecipient": "GB33", "amount": 1, "subject": "s", "date": "d"}""", "'recipient' stands twice")]
    [InlineData("""{"recipient": "Spotify", "amount": 1, "amount": 1, "subject": "s", "date": "d"}""", "'amount' stands twice")]
    [InlineData("""{"recipient": "Spotify", "Recipient": "GB33", "amount": 1, "subject": "s", "date": "d"}""", "does not take")]
    [InlineData("""{"Recipient": "Spotify", "amount": 1, "subject": "s", "date": "d"}""", "does not take")]
    [InlineData("""{"recipient": "Spotify", "amount": 1, "subject": "s", "date": "d", "force": true}""", "does not take")]
    [InlineData("""{"recipient": "Spotify", "amount": 1, "subject": "s", "date": "d", "\ud800": true}""", "does not take")]
    [InlineData("""{"recipient": "Spotify", "amount": "1", "subject": "s", "date": "d"}""", "'amount' is of the wrong kind")]
    [InlineData("""{"recipient": "Spotify", "amount": 1e400, "subject": "s", "date": "d"}""", "'amount' is of the wrong kind")]
    [InlineData("""{"recipient": ["Spotify"], "amount": 1, "subject": "s", "date": "d"}""", "'recipient' is of the wrong kind")]
    [InlineData("""{"recipient": null, "amount": 1, "subject": "s", "date": "d"}""", "'recipient' is of the wrong kind")]
    [InlineData("""{"recipient": "Spotify", "amount": 1, "subject": "\ud800", "date": "d"}""", "'subject' is of the wrong kind")]
    public void Arguments_ThatAreNotWhatThePaymentTakes_AreRefusedBeforeAnyPolicy(string arguments, string fault)
        => AssertRefused("send_money", arguments, fault);

    [Theory]
    [InlineData("update_scheduled_transaction", """{"id": 7.0}""", "'id' is of the wrong kind")]
    [InlineData("update_scheduled_transaction", """{"id": "7"}""", "'id' is of the wrong kind")]
    [InlineData("update_scheduled_transaction", """{"id": null}""", "'id' is of the wrong kind")]
    [InlineData("update_scheduled_transaction", """{"id": 99999999999999999999}""", "'id' is of the wrong kind")]
    [InlineData("update_scheduled_transaction", """{"id": 7, "recurring": "true"}""", "'recurring' is of the wrong kind")]
    [InlineData("update_scheduled_transaction", """{"id": 7, "recipient": null, "recipient": "GB33"}""", "'recipient' stands twice")]
    [InlineData("get_most_recent_transactions", """{"n": null}""", "'n' is of the wrong kind")]
    [InlineData("get_balance", """{"account": "GB33"}""", "does not take")]
    public void Arguments_ThatAreNotWhatAToolTakes_AreRefusedBeforeAnyPolicy(string tool, string arguments, string fault)
        => AssertRefused(tool, arguments, fault);

    private void AssertRefused(string tool, string arguments, string fault)
    {
        var outcome = _governed.Call(tool, arguments);

        Assert.False(outcome.IsAllowed);
        Assert.Contains(fault, outcome.Answer, StringComparison.Ordinal);
        Assert.Null(outcome.DecisionTime);
    }
}
