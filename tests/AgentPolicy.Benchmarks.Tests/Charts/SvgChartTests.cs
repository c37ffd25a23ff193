using System.Globalization;
using System.Xml.Linq;
using AgentPolicy.Benchmarks.Charts;

namespace AgentPolicy.Benchmarks.Tests.Charts;

public sealed class SvgChartTests
{
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Bars_OnALogarithmicAxis_GrowByTheSameForEachFactorOfTen()
    {
        var widths = Rectangles(Bars(new Bar("a", 10), new Bar("b", 100), new Bar("c", 1_000)), "#0969da");
        Assert.Equal(3, widths.Length);
        Assert.Equal(widths[1] - widths[0], widths[2] - widths[1], tolerance: 0.2);
        Assert.True(widths[0] > 1);
    }

    [Fact]
    public void Bars_Labels_AreEscapedAndValuesStandBeside()
    {
        var svg = Bars(new Bar("a < \"b\" & c", 20));
        var texts = XDocument.Parse(svg).Descendants(s_svg + "text").Select(text => text.Value).ToArray();
        Assert.Contains("a < \"b\" & c", texts);
        Assert.Contains("20 ns", texts);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(0)]
    [InlineData(-1)]
    public void Bars_WhatIsNoTime_IsLeftOut(double value)
    {
        var svg = Bars(new Bar("gone", value), new Bar("there", 5));
        Assert.DoesNotContain("gone", svg);
        Assert.Contains("there", svg);
    }

    [Fact]
    public void Bars_None_IsStillAPicture() => Assert.Equal("svg", XDocument.Parse(Bars()).Root!.Name.LocalName);

    [Fact]
    public void Lines_ASeries_IsDrawnThroughItsPointsFromLeftToRightAndUpwards()
    {
        var svg = XDocument.Parse(SvgChart.Lines("t", "x", [new Series("one", [(10, 10), (100, 100), (1_000, double.NaN), (10_000, 1_000)])], Text));
        var points = svg.Descendants(s_svg + "polyline").Single().Attribute("points")!.Value.Split(' ').Select(point => point.Split(',').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray()).ToArray();
        Assert.Equal(3, points.Length);
        Assert.True(points[0][0] < points[1][0] && points[1][0] < points[2][0]);
        Assert.True(points[0][1] > points[1][1] && points[1][1] > points[2][1]);
        Assert.Contains(svg.Descendants(s_svg + "text"), text => text.Value == "1000 ns");
    }

    [Fact]
    public void Lines_ThatEndTogether_HaveTheirValuesBelowOneAnother()
    {
        var svg = XDocument.Parse(SvgChart.Lines("t", "x", [new Series("one", [(10, 50)]), new Series("two", [(10, 50)])], Text));
        var labels = svg.Descendants(s_svg + "text").Where(text => text.Value == "50 ns").Select(text => text.Attribute("y")!.Value).ToArray();
        Assert.Equal(2, labels.Length);
        Assert.NotEqual(labels[0], labels[1]);
    }

    [Fact]
    public void Draw_InAnotherCulture_GivesTheSame()
    {
        var invariant = Bars(new Bar("a", 1.5), new Bar("b", 1_234.5));
        var culture = CultureInfo.CurrentCulture;
        var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (other.NumberFormat.NumberDecimalSeparator, other.NumberFormat.NumberGroupSeparator) = (",", ".");
        try
        {
            CultureInfo.CurrentCulture = other;
            Assert.Equal(invariant, Bars(new Bar("a", 1.5), new Bar("b", 1_234.5)));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private static string Bars(params Bar[] bars) => SvgChart.Bars("A title", bars, Text, ["legend"]);

    private static string Text(double value) => string.Create(CultureInfo.InvariantCulture, $"{value} ns");

    // The legend's rectangle is as wide as it is high.
    private static double[] Rectangles(string svg, string colour) =>
    [
        .. XDocument.Parse(svg).Descendants(s_svg + "rect").Where(rectangle => rectangle.Attribute("fill")!.Value == colour && rectangle.Attribute("width")!.Value != "10")
            .Select(rectangle => double.Parse(rectangle.Attribute("width")!.Value, CultureInfo.InvariantCulture)),
    ];
}
