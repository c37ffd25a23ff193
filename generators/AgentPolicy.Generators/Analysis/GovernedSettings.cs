using Microsoft.CodeAnalysis;

namespace AgentPolicy.Generators.Analysis;

/// <summary>What <c>[Governed]</c> says.</summary>
internal readonly record struct GovernedSettings(string Name, string? Resource, string? ResourceType, bool IsMcp)
{
    public static GovernedSettings Read(AttributeData attribute, IMethodSymbol method)
    {
        var name = attribute.ConstructorArguments is [{ Value: string given }] ? given : method.Name;
        string? resource = null;
        string? resourceType = null;
        var isMcp = false;
        foreach (var argument in attribute.NamedArguments)
        {
            switch (argument.Key)
            {
                case "Resource":
                    resource = argument.Value.Value as string;
                    break;
                case "ResourceType":
                    resourceType = argument.Value.Value as string;
                    break;
                case "Mcp":
                    isMcp = argument.Value.Value is true;
                    break;
            }
        }

        return new GovernedSettings(name, resource, resourceType, isMcp);
    }
}
