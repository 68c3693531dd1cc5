namespace DeepQ.Learning.Reports;

/// <summary>A line of a chart.</summary>
/// <param name="Label">What stands in the legend.</param>
/// <param name="Color">The number of its color.</param>
/// <param name="Points">Where it goes.</param>
internal sealed record ChartLine(string Label, int Color, MetricPoints Points)
{
    /// <summary>Whether it stands behind others.</summary>
    public bool IsThin { get; init; }

    /// <summary>Whether it is drawn in dashes.</summary>
    public bool IsDashed { get; init; }
}
