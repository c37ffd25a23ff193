using System.Reflection;

namespace AgentPolicy.Generators.Tests;

/// <summary>Tools that were generated, compiled and loaded, with an engine and somebody who acts.</summary>
internal sealed class GovernedTools
{
    private const string Log = """

        public static class Log
        {
            public static readonly List<string> Ran = new();
            public static readonly AgentIdentity Somebody = new(new EntityUid("Agent", "a"));
        }
        """;

    private readonly Assembly _assembly;

    private GovernedTools(Assembly assembly, string policies)
    {
        _assembly = assembly;
        Engine = new PolicyEngine(PolicySet.Parse(policies));
    }

    public PolicyEngine Engine { get; }

    /// <summary>What a Core has run with, as it says it.</summary>
    public List<string> Ran => (List<string>)_assembly.GetType("Log")!.GetField("Ran")!.GetValue(null)!;

    public AgentIdentity Somebody => (AgentIdentity)_assembly.GetType("Log")!.GetField("Somebody")!.GetValue(null)!;

    public static GovernedTools Load(string source, string policies = "permit (principal, action, resource);") =>
        new(GeneratorRun.Of(source + Log).Load(), policies);

    /// <summary>The same tools under other policies.</summary>
    public GovernedTools With(string policies) => new(_assembly, policies);

    public Type Type(string name) => _assembly.GetType(name)!;

    public object New(string type, params object?[] arguments) => Activator.CreateInstance(Type(type), [Engine, .. arguments])!;

    /// <summary>Calls as any caller does, who may not see what is private.</summary>
    public object? Call(object target, string method, params object?[] arguments) => Invoke(target.GetType().GetMethod(method)!, target, arguments);

    public object? Invoke(MethodInfo method, object? target, params object?[] arguments)
    {
        using (AgentContext.Enter(Somebody, Engine))
            return method.Invoke(target, BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }
}
