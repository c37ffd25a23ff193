using System.Text;
using BankAgent;
using Spectre.Console;

Console.OutputEncoding = Encoding.UTF8;
return Application.Run(args, Console.Out, Console.Error, Console.IsOutputRedirected ? null : AnsiConsole.Console);
