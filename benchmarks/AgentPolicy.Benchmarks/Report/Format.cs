using System.Globalization;

namespace AgentPolicy.Benchmarks.Report;

/// <summary>Figures as the report writes them: as many digits as are worth reading.</summary>
internal static class Format
{
    private const string Nothing = "–";

    /// <summary>Nanoseconds in a unit that suits them.</summary>
    public static string Time(double? nanoseconds) => nanoseconds switch
    {
        null or double.NaN => Nothing,
        < 1e3 => Digits(nanoseconds.Value) + " ns",
        < 1e6 => Digits(nanoseconds.Value / 1e3) + " µs",
        < 1e9 => Digits(nanoseconds.Value / 1e6) + " ms",
        _ => Digits(nanoseconds.Value / 1e9) + " s",
    };

    public static string Milliseconds(double milliseconds) => Time(milliseconds * 1e6);

    public static string Ratio(double? ratio) => ratio is null or double.NaN ? Nothing : Digits(ratio.Value) + "x";

    public static string Bytes(double? bytes) => bytes switch
    {
        null => Nothing,
        0 => "0",
        < 1e3 => Digits(bytes.Value) + " B",
        < 1e6 => Digits(bytes.Value / 1e3) + " KB",
        _ => Digits(bytes.Value / 1e6) + " MB",
    };

    public static string Percentiles(Percentiles? single) => single is null ? Nothing : $"{Time(single.P50)} / {Time(single.P99)} / {Time(single.P999)}";

    /// <summary>Three digits, or all before the point.</summary>
    public static string Digits(double value) => value.ToString(
        Math.Abs(value) switch { < 0.0995 => "0.###", < 9.995 => "0.##", < 99.95 => "0.#", _ => "#,0" }, CultureInfo.InvariantCulture);
}
