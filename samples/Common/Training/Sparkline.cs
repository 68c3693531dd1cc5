namespace Samples.Training;

/// <summary>A chart one line high.</summary>
internal static class Sparkline
{
    private const string Blocks = "▁▂▃▄▅▆▇█";

    /// <summary>Draws one block per value; values from <paramref name="full"/> on get the whole block.</summary>
    public static string Of(IReadOnlyList<double> values, double full) => string.Concat(values.Select(value =>
        Blocks[(int)Math.Clamp(value / full * (Blocks.Length - 1), 0, Blocks.Length - 1)]));
}
