using DecisionLoopSample.Shop;
using ScottPlot;
using ScottPlot.Plottables;

namespace DecisionLoopSample.Chart;

/// <summary>Draws the value of the loop day by day, and the estimate and the true value of each candidate.</summary>
internal static class LoopPicture
{
    public const int Width = 900;
    public const int Height = 480;

    private static readonly Color Policy = Color.FromHex("#1f77b4"), Refused = Color.FromHex("#7f7f7f"), Step = Color.FromHex("#d62728");

    public static Plot Draw(LoopHistory history)
    {
        Plot plot = new();
        double[] days = [.. history.Days.Select(day => (double)day.Number)];
        plot.Font.Set("sans-serif");
        Line("best offers", day => day.Tastes.Best(), Color.FromHex("#2ca02c"), 2);
        Line("who decides", day => day.Acting, Policy, 4);
        Line("rule", day => day.Tastes.Value(ShopFront.Rule), Color.FromHex("#ff7f0e"), 2);
        Estimates("candidate by the log, promoted", isPromoted: true, Policy);
        Estimates("candidate by the log, refused", isPromoted: false, Refused);
        Truths();
        foreach (int day in history.Rollbacks)
            plot.Add.VerticalLine(day + 0.5, 1.5f, Step).LegendText = day == history.Rollbacks[0] ? "step back" : "";
        plot.Title("A shop whose customers change their minds after day 6");
        plot.XLabel("day");
        plot.YLabel("euros a visit");
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericManual(days, [.. days.Select(day => $"{day}")]);
        plot.Axes.SetLimitsX(0.4, days.Length + 0.7);
        plot.ShowLegend(Edge.Bottom).Legend.Orientation = Orientation.Horizontal;
        return plot;

        void Line(string name, Func<LoopHistory.Day, double> value, Color color, float width)
        {
            // A day reaches from one night to the next.
            double[] nights = [.. days.Select(day => day - 0.5), days[^1] + 0.5];
            double[] values = [.. history.Days.Select(value), value(history.Days[^1])];
            Scatter line = plot.Add.ScatterLine(nights, values, color);
            (line.LegendText, line.LineWidth, line.ConnectStyle) = (name, width, ConnectStyle.StepHorizontal);
        }

        void Estimates(string name, bool isPromoted, Color color)
        {
            LoopHistory.Candidate[] candidates = [.. history.Candidates.Where(candidate => candidate.IsPromoted == isPromoted)];
            double[] places = [.. candidates.Select(candidate => candidate.Day + 0.5 + (isPromoted ? -0.05 : 0.05))];
            double[] values = [.. candidates.Select(candidate => candidate.Estimate.Value)];
            double[] halves = [.. candidates.Select(candidate => candidate.Estimate.Upper - candidate.Estimate.Value)];
            Markers points = plot.Add.Markers(places, values, MarkerShape.FilledCircle, 8, color);
            points.LegendText = name;
            plot.Add.ErrorBar(places, values, halves).Color = color;
        }

        void Truths()
        {
            double[] places = [.. history.Candidates.Select(candidate => candidate.Day + 0.5 + (candidate.IsPromoted ? -0.05 : 0.05))];
            plot.Add.Markers(places, [.. history.Candidates.Select(candidate => candidate.Truth)], MarkerShape.Eks, 9, Colors.Black)
                .LegendText = "the truth";
        }
    }
}
