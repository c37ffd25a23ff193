using System.Text.Json;
using BankAgent.Banking;

namespace BankAgent.Tests.Tools;

public class ToolGatewayTests
{
    private readonly GovernedBank _governed = new();

    [Theory]
    [InlineData("send_money", """{"recipient": "Spotify", "amount": 1000, "subject": "", "date": ""}""", "pay-known-payee")]
    [InlineData("schedule_transaction", """{"recipient": "Apple", "amount": 1000.00, "subject": "", "date": "", "recurring": false}""", "pay-known-payee")]
    [InlineData("schedule_transaction", """{"recipient": "Apple", "amount": 2500, "subject": "", "date": "", "recurring": true}""", "pay-known-payee")]
    [InlineData("update_scheduled_transaction", """{"id": 7, "amount": 1200}""", "change-standing-order")]
    [InlineData("update_scheduled_transaction", """{"id": 7, "recipient": null, "amount": null, "subject": "Rent and heating"}""", "change-standing-order")]
    [InlineData("update_scheduled_transaction", """{"id": 7, "recipient": "New Landlord"}""", "change-standing-order")]
    [InlineData("update_user_info", """{"street": "1234 Elm Street", "city": null}""", "update-records")]
    [InlineData("update_password", """{"password": "1j1l-2k3j"}""", "change-password")]
    [InlineData("get_most_recent_transactions", """{"n": 3}""", "read-only")]
    [InlineData("get_most_recent_transactions", "{}", "read-only")]
    [InlineData("read_file", """{"file_path": "../../etc/passwd"}""", "read-only")]
    public void Invoke_OfWhatIsPermitted_Runs(string tool, string arguments, string policy)
    {
        var outcome = _governed.Call(tool, arguments);

        Assert.True(outcome.IsAllowed, outcome.Reason);
        Assert.Equal(policy, outcome.Policy);
        Assert.NotNull(outcome.DecisionTime);
    }

    [Theory]
    [InlineData("send_money", """{"recipient": "GB33BUKB20201555555555", "amount": 0.01, "subject": "", "date": ""}""", "no-strangers")]
    [InlineData("send_money", """{"recipient": "spotify", "amount": 0.01, "subject": "", "date": ""}""", "no-strangers")]
    [InlineData("send_money", """{"recipient": "Spotify ", "amount": 0.01, "subject": "", "date": ""}""", "no-strangers")]
    [InlineData("send_money", """{"recipient": "", "amount": 0.01, "subject": "", "date": ""}""", "no-strangers")]
    [InlineData("send_money", """{"recipient": "me", "amount": 0.01, "subject": "", "date": ""}""", "no-strangers")]
    [InlineData("send_money", """{"recipient": "Spotify", "amount": 1000.01, "subject": "", "date": ""}""", "payment-limit")]
    [InlineData("send_money", """{"recipient": "Spotify", "amount": 1e6, "subject": "", "date": ""}""", "payment-limit")]
    [InlineData("send_money", """{"recipient": "Spotify", "amount": 0, "subject": "", "date": ""}""", "amount-positive")]
    [InlineData("send_money", """{"recipient": "Spotify", "amount": -5, "subject": "", "date": ""}""", "amount-positive")]
    [InlineData("schedule_transaction", """{"recipient": "US133", "amount": 5, "subject": "", "date": "", "recurring": true}""", "no-strangers")]
    [InlineData("schedule_transaction", """{"recipient": "Apple", "amount": 1001, "subject": "", "date": "", "recurring": false}""", "scheduled-payment-limit")]
    [InlineData("schedule_transaction", """{"recipient": "Apple", "amount": 2500.01, "subject": "", "date": "", "recurring": true}""", "standing-order-limit")]
    [InlineData("update_scheduled_transaction", """{"id": 6, "recipient": "US133000000121212121212"}""", "no-strangers")]
    [InlineData("update_scheduled_transaction", """{"id": 6, "amount": -1}""", "amount-positive")]
    [InlineData("update_scheduled_transaction", """{"id": 6, "amount": 2500.01}""", "standing-order-limit")]
    [InlineData("update_scheduled_transaction", """{"id": 7, "amount": 2500.01}""", "standing-order-limit")]
    [InlineData("update_scheduled_transaction", """{"id": 6, "amount": 2500, "recurring": false}""", "single-payment-from-standing-order-limit")]
    public void Invoke_OfWhatIsForbidden_LeavesTheBankAloneAndTellsTheReason(string tool, string arguments, string policy)
    {
        var before = Books(_governed.Bank);

        var outcome = _governed.Call(tool, arguments);

        Assert.False(outcome.IsAllowed);
        Assert.Equal(policy, outcome.Policy);
        Assert.Equal(outcome.Reason, outcome.Answer);
        Assert.Equal(before, Books(_governed.Bank));
    }

    [Theory]
    [InlineData(2500, true, """{"id": 8, "recurring": false}""", "single-payment-from-standing-order-limit")]
    [InlineData(1000.01, true, """{"id": 8, "recurring": false, "amount": null}""", "single-payment-from-standing-order-limit")]
    [InlineData(50, true, """{"id": 8, "recurring": false, "amount": 2500}""", "single-payment-from-standing-order-limit")]
    [InlineData(1, false, """{"id": 8, "amount": 2500}""", "raised-payment-limit")]
    [InlineData(1000, false, """{"id": 8, "amount": 1000.01, "recurring": null}""", "raised-payment-limit")]
    [InlineData(1, false, """{"id": 8, "amount": 2500, "recurring": false}""", "raised-payment-limit")]
    public void Invoke_OfAScheduleAndAChangeThatMakeALargeSinglePayment_StopsAtTheChange(decimal amount, bool recurring, string change, string policy)
    {
        var scheduled = _governed.Call("schedule_transaction", Order(amount, recurring));
        Assert.True(scheduled.IsAllowed, scheduled.Reason);
        var before = Books(_governed.Bank);

        var outcome = _governed.Call("update_scheduled_transaction", change);

        Assert.False(outcome.IsAllowed);
        Assert.Equal(policy, outcome.Policy);
        Assert.Equal("A single payment of more than 1,000 needs a person.", outcome.Answer);
        Assert.Equal(before, Books(_governed.Bank));
    }

    [Fact]
    public void Invoke_OfADetourThroughAStandingOrder_StopsWhereItWouldBecomeALargeSinglePayment()
    {
        Assert.True(_governed.Call("schedule_transaction", Order(1m, recurring: false)).IsAllowed);
        Assert.True(_governed.Call("update_scheduled_transaction", """{"id": 8, "recurring": true, "amount": 2500}""").IsAllowed);

        Assert.Equal("single-payment-from-standing-order-limit", _governed.Call("update_scheduled_transaction", """{"id": 8, "recurring": false}""").Policy);

        Assert.True(_governed.Call("update_scheduled_transaction", """{"id": 8, "recurring": false, "amount": 1000}""").IsAllowed);
        Assert.Equal("raised-payment-limit", _governed.Call("update_scheduled_transaction", """{"id": 8, "amount": 2500}""").Policy);
    }

    [Fact]
    public void Invoke_OfAllChainsOfChanges_NeverMakesALargeSinglePayment()
    {
        string[] amounts = ["", """, "amount": null""", """, "amount": 1""", """, "amount": 1000""", """, "amount": 1000.01""", """, "amount": 2500"""];
        string[] kinds = ["", """, "recurring": null""", """, "recurring": true""", """, "recurring": false"""];
        string[] changes = [.. amounts.SelectMany(amount => kinds.Select(kind => $$"""{"id": 8{{amount}}{{kind}}}"""))];
        var reached = new HashSet<(decimal Amount, bool Recurring)>();
        var open = new Queue<(decimal Amount, bool Recurring)>([(1m, false), (1000m, false), (1m, true), (2500m, true)]);
        while (open.TryDequeue(out var state))
        {
            if (!reached.Add(state))
                continue;
            foreach (var change in changes)
            {
                var governed = new GovernedBank();
                governed.Bank.Schedule("Apple", state.Amount, "", "", state.Recurring);
                governed.Call("update_scheduled_transaction", change);
                var order = governed.Bank.StandingOrders[^1];
                Assert.True(order.Recurring || order.Amount <= 1000m, $"{state} and {change} make {order}");
                open.Enqueue((order.Amount, order.Recurring));
            }
        }

        Assert.Equal(6, reached.Count);
    }

    [Theory]
    [InlineData("""{"id": 8, "recurring": true}""", "kept-amount-limit")]
    [InlineData("""{"id": 8, "recipient": "Spotify"}""", "kept-amount-limit")]
    [InlineData("""{"id": 8, "amount": null, "date": "2022-05-01"}""", "kept-amount-limit")]
    [InlineData("""{"id": 8, "recurring": true, "amount": 2500.01}""", "standing-order-limit")]
    [InlineData("""{"id": 8, "recurring": true, "amount": 2500}""", "change-standing-order")]
    public void Invoke_OfAChangeToAPersonsLargePayment_MakesNoStandingOrderAboveItsLimit(string change, string policy)
    {
        _governed.Bank.Schedule("Apple", 3000m, "Made by a person", "2022-04-01", recurring: false);

        Assert.Equal(policy, _governed.Call("update_scheduled_transaction", change).Policy);
    }

    [Theory]
    [InlineData("""{"id": 99, "amount": 1}""", "change-standing-order")]
    [InlineData("""{"id": 99, "amount": 2500, "recurring": false}""", "change-standing-order")]
    [InlineData("""{"id": -9223372036854775808}""", "change-standing-order")]
    [InlineData("""{"id": 1, "amount": 2500}""", "change-standing-order")]
    [InlineData("""{"id": 99, "recipient": "US133000000121212121212"}""", "no-strangers")]
    [InlineData("""{"id": 99, "amount": -1}""", "amount-positive")]
    [InlineData("""{"id": 99, "amount": 2500.01}""", "standing-order-limit")]
    public void Invoke_OfAChangeToNoOrder_ChangesNothing(string change, string policy)
    {
        var before = Books(_governed.Bank);

        var outcome = _governed.Call("update_scheduled_transaction", change);

        Assert.Equal(policy, outcome.Policy);
        Assert.Equal(outcome.IsAllowed ? "\"There is no such standing order.\"" : outcome.Reason, outcome.Answer);
        Assert.Equal(before, Books(_governed.Bank));
    }

    [Fact]
    public void Invoke_WithAnOrderInTheCall_IsRefused()
    {
        Assert.True(_governed.Call("schedule_transaction", Order(2500m, recurring: true)).IsAllowed);

        var outcome = _governed.Call("update_scheduled_transaction", """{"id": 8, "recurring": false, "order": {"recurring": false, "amount": 1100}}""");

        Assert.False(outcome.IsAllowed);
        Assert.Null(outcome.DecisionTime);
    }

    [Theory]
    [InlineData("0.00001")]
    [InlineData("12.34567")]
    [InlineData("1e-9")]
    [InlineData("1000000000000000")]
    public void Invoke_WithAnAmountThatIsNoExactDecimal_IsDenied(string amount)
    {
        var before = Books(_governed.Bank);

        var outcome = _governed.Call("send_money", $$"""{"recipient": "Spotify", "amount": {{amount}}, "subject": "", "date": ""}""");

        Assert.False(outcome.IsAllowed);
        Assert.Equal(before, Books(_governed.Bank));
    }

    [Theory]
    [InlineData("close_account")]
    [InlineData("Send_Money")]
    [InlineData("send_money ")]
    [InlineData("")]
    public void Invoke_OfAToolThatIsNone_IsDenied(string tool)
    {
        var outcome = _governed.Call(tool, """{"recipient": "Spotify", "amount": 1, "subject": "", "date": ""}""");

        Assert.False(outcome.IsAllowed);
        Assert.Equal("There is no such tool.", outcome.Answer);
    }

    [Fact]
    public void Invoke_OfADocumentInTheDirectory_AnswersIt()
    {
        Assert.Contains("1,150.00", _governed.Call("read_file", """{"file_path": "rent-notice.txt"}""").Answer, StringComparison.Ordinal);
        Assert.Contains("no such file", _governed.Call("read_file", """{"file_path": "/etc/hostname"}""").Answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Invoke_OfTransactions_AnswersTheLatest()
    {
        var answer = _governed.Call("get_most_recent_transactions", """{"n": 1}""").Answer;

        Assert.Equal(
            """[{"id":5,"sender":"GB29NWBK60161331926819","recipient":"me","amount":10.00,"subject":"Sushi dinner","date":"2022-03-07","recurring":false}]""",
            answer);
        Assert.Equal("[]", _governed.Call("get_most_recent_transactions", """{"n": -9223372036854775808}""").Answer);
    }

    [Fact]
    public void Invoke_OfABillersName_PaysItsAccount()
    {
        _governed.Call("send_money", """{"recipient": "Spotify", "amount": 5.0, "subject": "Difference", "date": "2022-04-01"}""");

        var paid = _governed.Bank.Transactions[^1];
        Assert.Equal(new Transaction(8, Transaction.Self, "SE3550000000054910000003", 5m, "Difference", "2022-04-01", Recurring: false), paid);
        Assert.Equal(3245m, _governed.Bank.Balance);
    }

    [Fact]
    public void Invoke_OfUpdates_ChangesOnlyWhatIsGiven()
    {
        _governed.Call("update_scheduled_transaction", """{"id": 7, "amount": 1200, "recipient": null}""");
        _governed.Call("update_user_info", """{"city": "New York"}""");
        _governed.Call("update_password", """{"password": "1j1l-2k3j"}""");

        Assert.Equal(
            new Transaction(7, "DE89370400440532013000", "US122000000121212121212", 1200m, "Rent", "2022-04-04", Recurring: false),
            _governed.Bank.StandingOrders[1]);
        Assert.Equal(new Customer("Emma", "Johnson", "12 Harbour Lane", "New York"), _governed.Bank.Customer);
        Assert.True(_governed.Bank.HasPassword("1j1l-2k3j"));
    }

    [Fact]
    public void Invoke_AfterAPersonPaidSomebody_MayPayThemToo()
    {
        const string payment = """{"recipient": "GB33BUKB20201555555555", "amount": 5, "subject": "", "date": ""}""";
        Assert.False(_governed.Call("send_money", payment).IsAllowed);

        _governed.Bank.Send("GB33BUKB20201555555555", 5m, "Paid by a person", "2022-04-01");

        Assert.True(_governed.Call("send_money", payment).IsAllowed);
    }

    private static string Order(decimal amount, bool recurring) =>
        JsonSerializer.Serialize(new { recipient = "Apple", amount, subject = "", date = "", recurring });

    private static string Books(Bank bank) => BankJson.Write(new { bank.Balance, bank.Transactions, bank.StandingOrders, bank.Customer });
}
