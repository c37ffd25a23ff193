using System.Reflection;
using Microsoft.CodeAnalysis;

namespace AgentPolicy.Generators.Tests.Models;

/// <summary>What is cached between runs must not hold the compilation, or what only one compilation knows.</summary>
public sealed class ModelTests
{
    [Fact]
    public void Models_OfTheGenerator_HoldNothingOfRoslyns()
    {
        var models = typeof(GovernedGenerator).Assembly.GetTypes().Where(type => type.Namespace == "AgentPolicy.Generators.Models").ToArray();

        Assert.NotEmpty(models);
        Assert.All(models, model => Assert.Null(FindRoslyn(model, [])));
    }

    [Fact]
    public void Models_OfTheGenerator_AreSealedRecordsOrEnums()
    {
        var models = typeof(GovernedGenerator).Assembly.GetTypes().Where(type => type is { Namespace: "AgentPolicy.Generators.Models", IsNested: false });

        Assert.All(models, model => Assert.True(model.IsEnum || (model.IsSealed && model.GetMethod("<Clone>$") is not null), model.Name));
    }

    [Theory]
    [InlineData(typeof(Bad<ISymbol>))]
    [InlineData(typeof(Bad<INamedTypeSymbol>))]
    [InlineData(typeof(Bad<Location>))]
    [InlineData(typeof(Bad<Diagnostic[]>))]
    [InlineData(typeof(Bad<List<SyntaxNode>>))]
    [InlineData(typeof(Bad<Bad<Compilation>>))]
    [InlineData(typeof(Bad<object>))]
    public void Guard_BadModel_IsFound(Type model) => Assert.NotNull(FindRoslyn(model, []));

    // By assignability: no concrete symbol is of the type ISymbol itself. An object could be anything.
    private static string? FindRoslyn(Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type) || type.IsPrimitive || type.IsEnum || type == typeof(string) || type.IsGenericParameter || typeof(Delegate).IsAssignableFrom(type))
            return null;
        if (type == typeof(object) || type.Namespace?.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) == true
            || type.GetInterfaces().Any(face => face.Namespace?.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) == true))
            return type.FullName;
        if (type.IsArray)
            return FindRoslyn(type.GetElementType()!, seen);
        foreach (var argument in type.GetGenericArguments())
        {
            if (FindRoslyn(argument, seen) is { } found)
                return found;
        }

        if (type.Namespace?.StartsWith("System", StringComparison.Ordinal) == true)
            return null;
        return type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Select(field => FindRoslyn(field.FieldType, seen))
            .FirstOrDefault(found => found is not null);
    }

    private sealed record Bad<T>(T Value);
}
