namespace BankAgent.Banking;

/// <summary>What every bank of the sample starts with.</summary>
/// <param name="Account">The customer's account.</param>
/// <param name="Billers">The directory: names of billers and their accounts.</param>
/// <param name="Documents">The customer's letters and bills, by file name. The sample reads no file on behalf of the assistant.</param>
internal sealed record OpeningData(OpeningAccount Account, IReadOnlyDictionary<string, string> Billers, IReadOnlyDictionary<string, string> Documents)
{
    public static OpeningData Load(string folder) => new(
        BankJson.ReadFile<OpeningAccount>(Path.Combine(folder, "account.json")),
        BankJson.ReadFile<Dictionary<string, string>>(Path.Combine(folder, "billers.json")),
        BankJson.ReadFile<Dictionary<string, string>>(Path.Combine(folder, "documents.json")));
}
