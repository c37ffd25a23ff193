namespace BankAgent.Banking;

/// <summary>The account's owner.</summary>
internal sealed record Customer(string FirstName, string LastName, string Street, string City);
