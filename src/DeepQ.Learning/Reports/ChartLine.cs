namespace DeepQ.Learning.Reports;

/// <summary>A line of a chart.</summary>
/// <param name="Label">The text in the legend.</param>
/// <param name="Color">The number of its color.</param>
/// <param name="Points">The points of the line.</param>
internal sealed record ChartLine(string Label, int Color, MetricPoints Points)
{
    /// <summary>Whether it is drawn thin, behind others.</summary>
    public bool IsThin { get; init; }

    /// <summary>Whether it is dashed.</summary>
    public bool IsDashed { get; init; }
}
