using DeepQ.Learning.Networks;
using Microsoft.ML;

namespace CartPoleSample;

/// <summary>The agreement of a scored table with the network.</summary>
/// <param name="Rows">The number of rows.</param>
/// <param name="Agreeing">The rows with the network's action, or one that ties with it.</param>
/// <param name="Ties">The rows with another action whose Q-value is the same but for the rounding of float32.</param>
/// <param name="MaxDifference">The greatest absolute difference of a Q-value.</param>
internal sealed record Agreement(int Rows, int Agreeing, int Ties, double MaxDifference)
{
    // About eight units in the last place.
    private const double Rounding = 1e-6;

    /// <summary>Compares every row of a scored table with the network.</summary>
    public static Agreement Count(MLContext mlContext, IDataView scored, QNetwork network)
    {
        (int rows, int equal, int ties, double greatest) = (0, 0, 0, 0);
        float[] expected = new float[network.ActionCount];
        foreach (var row in mlContext.Data.CreateEnumerable<CartPoleDecision>(scored, reuseRowObject: true))
        {
            rows++;
            network.QValues(row.State, expected);
            for (int action = 0; action < expected.Length; action++)
                greatest = Math.Max(greatest, Math.Abs(row.QValues[action] - expected[action]));

            float best = expected.Max();
            int chosen = (int)row.PredictedAction - 1;
            if (chosen == expected.IndexOf(best))
                equal++;
            else if (best - expected[chosen] <= Rounding * Math.Max(1, Math.Abs(best)))
                ties++;
        }

        return new(rows, equal + ties, ties, greatest);
    }

    public override string ToString() =>
        $"{Agreeing:N0} of {Rows:N0} actions agree{(Ties > 0 ? $" ({Ties} by a tie of Q-values)" : "")}";
}
