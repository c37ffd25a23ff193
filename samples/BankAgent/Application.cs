using System.Text.Json;
using AgentPolicy;
using BankAgent.Banking;
using BankAgent.Conversations;
using BankAgent.Reporting;
using BankAgent.Tools;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Spectre.Console;

namespace BankAgent;

/// <summary>The program, apart from the console it runs in.</summary>
internal static class Application
{
    private const int Done = 0;
    private const int UnusablePolicies = 1;
    private const int UnusableArguments = 2;

    /// <summary>Runs the program. The answer is its exit code.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="output">Where the conversation goes.</param>
    /// <param name="errors">Where complaints go.</param>
    /// <param name="terminal">The terminal behind <paramref name="output"/>, or null where there is none.</param>
    public static int Run(IReadOnlyList<string> arguments, TextWriter output, TextWriter errors, IAnsiConsole? terminal)
    {
        try
        {
            var commandLine = CommandLine.Parse(arguments);
            var conversations = commandLine.ReplayFile is { } path ? ReplayFile.Read(path) : [OwnConversation.Create()];
            IReport report = terminal is null || commandLine.IsJson ? new PlainReport(output) : new TerminalReport(terminal);
            using var host = CreateHost(report, commandLine.IsInterpreted);
            var figures = host.Services.GetRequiredService<ConversationPlayer>().Play(conversations);
            if (commandLine.IsJson)
                output.WriteLine(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
            return Done;
        }
        catch (CommandLineException exception)
        {
            errors.WriteLine(VisibleText.Of(exception.Message));
            errors.WriteLine(CommandLine.Usage);
            return UnusableArguments;
        }
        catch (PolicySetException exception)
        {
            errors.WriteLine(exception.Message);
            return UnusablePolicies;
        }
    }

    private static IHost CreateHost(IReport report, bool isInterpreted)
    {
        // Without the defaults: neither the environment nor a file in the working directory configures the sample, and nothing is logged between its lines.
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true, ContentRootPath = AppContext.BaseDirectory });
        builder.Services
            .AddSingleton(OpeningData.Load(Path.Combine(AppContext.BaseDirectory, "data")))
            .AddSingleton(report)
            .AddSingleton<ConversationPlayer>()
            .AddScoped<Bank>()
            .AddScoped<BankTools>()
            .AddScoped<ToolGateway>()
            .AddScoped<AgentLoop>();
        if (isInterpreted)
            builder.Services.AddAgentPolicy(_ => PolicySet.LoadDirectory(Path.Combine(AppContext.BaseDirectory, "policies")));
        else
            builder.Services.AddAgentPolicy<BankPolicies>();
        return builder.Build();
    }
}
