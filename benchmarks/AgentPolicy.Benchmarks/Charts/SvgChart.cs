using System.Globalization;
using System.Net;
using System.Text;

namespace AgentPolicy.Benchmarks.Charts;

/// <summary>Points of one line, or the bars of one colour.</summary>
internal sealed record Series(string Name, IReadOnlyList<(double X, double Y)> Points);

/// <summary>A bar.</summary>
internal sealed record Bar(string Label, double Value, int Colour = 0);

/// <summary>Draws bars and lines as SVG that needs neither scripts nor fonts of its own. Axes are logarithmic: what is compared differs by orders of magnitude.</summary>
internal static class SvgChart
{
    private const int Width = 800;
    private const int BarHeight = 22;
    private const int Top = 48;

    private static readonly string[] s_colours = ["#0969da", "#bc4c00", "#1a7f37", "#8250df", "#57606a", "#bf3989"];

    /// <summary>Bars from left to right, one a line, each with its value; what is no number is left out.</summary>
    /// <param name="title">Stands above.</param>
    /// <param name="bars">The bars, from above.</param>
    /// <param name="text">A value as it is written.</param>
    /// <param name="legend">What the colours mean; empty for nothing.</param>
    public static string Bars(string title, IReadOnlyList<Bar> bars, Func<double, string> text, IReadOnlyList<string> legend)
    {
        Bar[] drawn = [.. bars.Where(bar => double.IsFinite(bar.Value) && bar.Value > 0)];
        const int left = 300;
        const int right = Width - 90;
        var scale = new LogScale(drawn.Select(bar => bar.Value), left, right, isFilled: true);
        var height = Top + drawn.Length * BarHeight + 30;
        var svg = Begin(title, height, legend);
        Grid(svg, scale, text, (at, label) => $"<line x1=\"{at}\" y1=\"{Top - 6}\" x2=\"{at}\" y2=\"{height - 24}\" stroke=\"#d0d7de\"/><text x=\"{at}\" y=\"{height - 8}\" text-anchor=\"middle\" fill=\"#57606a\">{label}</text>");
        for (var i = 0; i < drawn.Length; i++)
        {
            var (bar, y) = (drawn[i], Top + i * BarHeight);
            var end = scale.At(bar.Value);
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{left - 8}\" y=\"{y + 14}\" text-anchor=\"end\">{Escape(bar.Label)}</text>")
                .Append(CultureInfo.InvariantCulture, $"<rect x=\"{left}\" y=\"{y + 2}\" width=\"{Math.Max(1, end - left):0.0}\" height=\"{BarHeight - 6}\" fill=\"{s_colours[bar.Colour % s_colours.Length]}\"/>")
                .Append(CultureInfo.InvariantCulture, $"<text x=\"{end + 6:0.0}\" y=\"{y + 14}\">{Escape(text(bar.Value))}</text>\n");
        }

        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>Lines through points, which are drawn too; the last value of each stands beside it.</summary>
    /// <param name="title">Stands above.</param>
    /// <param name="across">What grows to the right.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="text">A value as it is written.</param>
    public static string Lines(string title, string across, IReadOnlyList<Series> lines, Func<double, string> text)
    {
        Series[] drawn = [.. lines.Select(line => line with { Points = [.. line.Points.Where(point => double.IsFinite(point.Y) && point.Y > 0)] }).Where(line => line.Points.Count > 0)];
        const int height = 420;
        const int bottom = height - 48;
        var (x, y) = (new LogScale(drawn.SelectMany(line => line.Points).Select(point => point.X), 80, Width - 100), new LogScale(drawn.SelectMany(line => line.Points).Select(point => point.Y), bottom, Top + 6));
        var svg = Begin(title, height, [.. drawn.Select(line => line.Name)]);
        Grid(svg, x, value => value.ToString("N0", CultureInfo.InvariantCulture), (at, label) => $"<line x1=\"{at}\" y1=\"{Top}\" x2=\"{at}\" y2=\"{bottom}\" stroke=\"#d0d7de\"/><text x=\"{at}\" y=\"{bottom + 18}\" text-anchor=\"middle\" fill=\"#57606a\">{label}</text>");
        Grid(svg, y, text, (at, label) => $"<line x1=\"80\" y1=\"{at}\" x2=\"{Width - 100}\" y2=\"{at}\" stroke=\"#d0d7de\"/><text x=\"72\" y=\"{at}\" dy=\"4\" text-anchor=\"end\" fill=\"#57606a\">{label}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{(Width - 20) / 2}\" y=\"{height - 8}\" text-anchor=\"middle\" fill=\"#57606a\">{Escape(across)}</text>\n");
        var taken = new List<double>();
        for (var i = 0; i < drawn.Length; i++)
        {
            var (colour, points) = (s_colours[i % s_colours.Length], drawn[i].Points);
            svg.Append(CultureInfo.InvariantCulture, $"<polyline fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\" points=\"{string.Join(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{x.At(point.X):0.0},{y.At(point.Y):0.0}")))}\"/>");
            foreach (var point in points)
                svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{x.At(point.X):0.0}\" cy=\"{y.At(point.Y):0.0}\" r=\"3\" fill=\"{colour}\"/>");

            // Values that end close together are written below one another.
            var label = y.At(points[^1].Y);
            while (taken.Any(other => Math.Abs(other - label) < 13))
                label += 1;
            taken.Add(label);
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x.At(points[^1].X) + 8:0.0}\" y=\"{label:0.0}\" dy=\"4\" fill=\"{colour}\">{Escape(text(points[^1].Y))}</text>\n");
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static StringBuilder Begin(string title, int height, IReadOnlyList<string> legend)
    {
        var svg = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Width}\" height=\"{height}\" viewBox=\"0 0 {Width} {height}\" font-family=\"sans-serif\" font-size=\"12\" fill=\"#1f2328\">\n<title>{Escape(title)}</title>\n"))
            .Append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n")
            .Append(CultureInfo.InvariantCulture, $"<text x=\"12\" y=\"18\" font-size=\"14\" font-weight=\"bold\">{Escape(title)}</text>\n");
        var x = 12.0;
        for (var i = 0; i < legend.Count; i++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x:0}\" y=\"27\" width=\"10\" height=\"10\" fill=\"{s_colours[i % s_colours.Length]}\"/><text x=\"{x + 14:0}\" y=\"36\">{Escape(legend[i])}</text>");
            x += 30 + legend[i].Length * 6.4;
        }

        return svg.Append('\n');
    }

    private static void Grid(StringBuilder svg, LogScale scale, Func<double, string> text, Func<string, string, string> line)
    {
        foreach (var value in scale.Decades)
            svg.Append(line(scale.At(value).ToString("0.0", CultureInfo.InvariantCulture), Escape(text(value)))).Append('\n');
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);

    // Where bars are filled from the axis on, the least needs a length.
    private sealed class LogScale(IEnumerable<double> values, double from, double to, bool isFilled = false)
    {
        private readonly (int Low, int High) _decades = Find([.. values], isFilled ? -1e-9 : 1e-9);

        public IEnumerable<double> Decades => Enumerable.Range(_decades.Low, _decades.High - _decades.Low + 1).Select(power => Math.Pow(10, power));

        public double At(double value) => from + (to - from) * (Math.Log10(value) - _decades.Low) / (_decades.High - _decades.Low);

        private static (int Low, int High) Find(double[] values, double tolerance)
        {
            if (values.Length == 0)
                return (0, 1);
            var low = (int)Math.Floor(Math.Log10(values.Min()) + tolerance);
            return (low, Math.Max(low + 1, (int)Math.Ceiling(Math.Log10(values.Max()) - 1e-9)));
        }
    }
}
