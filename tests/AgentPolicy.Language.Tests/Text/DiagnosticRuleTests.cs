using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Tests.Text;

/// <summary>Every rule has an id of its own, in the band that its file says, and a text that provokes it.</summary>
public sealed class DiagnosticRuleTests
{
    private static readonly Dictionary<string, DiagnosticRule> Rules = typeof(DiagnosticRules)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .ToDictionary(field => field.Name, field => (DiagnosticRule)field.GetValue(null)!);

    /// <summary>Reported for files, JSON and links, which only the runtime reads, or on threads with small stacks, which have tests of their own.</summary>
    private static readonly string[] ProvokedElsewhere =
        ["AGP0164", "AGP0165", "AGP0166", "AGP0167", "AGP0168", "AGP0169", "AGP0240", "AGP0241", "AGP0242", "AGP0243", "AGP0244", "AGP0245", "AGP0305", "AGP0306", "AGP0307", "AGP0308"];

    public static TheoryData<string> Ids => [.. Provocations.Policies.Keys, .. Provocations.Schemas.Keys];

    [Fact]
    public void Rules_Ids_AreUniqueAndWellFormed()
    {
        Assert.NotEmpty(Rules);
        Assert.All(Rules.Values, rule => Assert.Matches("^AGP0[1-9][0-9]{2}$", rule.Id));
        Assert.Equal(Rules.Count, Rules.Values.Select(rule => rule.Id).Distinct().Count());
        Assert.All(Rules.Values, rule => Assert.False(string.IsNullOrWhiteSpace(rule.Format)));
    }

    [Fact]
    public void Rules_Ids_AreInTheBandThatTheirFileSays()
    {
        var bands = new List<(int First, int Last)>();
        var found = new List<string>();
        foreach (var path in Directory.GetFiles(RulesFolder(), "DiagnosticRules.*.cs"))
        {
            var text = File.ReadAllText(path);
            var own = Regex.Matches(text, "AGP([0-9]{4}) to AGP([0-9]{4})").Select(match => (First: Number(match.Groups[1]), Last: Number(match.Groups[2]))).ToList();
            Assert.True(own.Count > 0, path + " says no band");
            bands.AddRange(own);
            foreach (Match match in Regex.Matches(text, "DiagnosticRule ([A-Za-z0-9]+) ="))
            {
                var rule = Rules[match.Groups[1].Value];
                found.Add(rule.Id);
                Assert.True(own.Any(band => Number(rule.Id[3..]) >= band.First && Number(rule.Id[3..]) <= band.Last), $"{rule.Id} is not in the band that {path} says");
            }
        }

        bands.Sort();
        Assert.All(bands.Zip(bands.Skip(1)), pair => Assert.True(pair.First.Last < pair.Second.First, $"{pair.First} and {pair.Second} overlap"));
        Assert.Equal(Rules.Values.Select(rule => rule.Id).Order(), found.Order());
    }

    [Fact]
    public void Rules_All_HaveATextThatProvokesThem()
    {
        var provoked = Provocations.Policies.Keys.Concat(Provocations.Schemas.Keys).Concat(ProvokedElsewhere);
        Assert.Equal(Rules.Values.Select(rule => rule.Id).Order(), provoked.Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_TextThatProvokesIt_IsReported(string id)
    {
        if (Provocations.Policies.TryGetValue(id, out var policies))
            AssertReported(id, policies(), (files, bag) => PolicyCompiler.Compile(files, IsAboutNames(id) ? Provocations.Names : BindingOptions.Default, bag));
        if (Provocations.Schemas.TryGetValue(id, out var schema))
            AssertReported(id, schema(), SchemaCompiler.Compile);
    }

    private static void AssertReported(string id, string text, Func<IReadOnlyList<SourceFile>, DiagnosticBag, object?> compile)
    {
        var bag = new DiagnosticBag();
        Assert.Null(compile([new SourceFile("test", text)], bag));

        var error = bag.Diagnostics.FirstOrDefault(diagnostic => diagnostic.Id == id);
        Assert.True(error is not null, $"{id} is not reported, but: {string.Join('\n', bag.Diagnostics)}");
        Assert.DoesNotMatch(@"\{[0-9]\}", error.Message);
        Assert.DoesNotContain('\n', error.Message);
        Assert.InRange(error.Message.Length, 1, 400);
        Assert.InRange(error.Start + error.Length, error.Start, text.Length);
    }

    /// <summary>Only reported where there is something to check names against.</summary>
    private static bool IsAboutNames(string id) => Number(id[3..]) is >= 208 and <= 239;

    private static int Number(Capture digits) => Number(digits.Value);

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    private static string RulesFolder()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "AgentPolicy.sln")))
            root = root.Parent;
        Assert.True(root is not null, "no repository above " + AppContext.BaseDirectory);
        return Path.Combine(root.FullName, "src", "AgentPolicy.Language", "Text");
    }
}
