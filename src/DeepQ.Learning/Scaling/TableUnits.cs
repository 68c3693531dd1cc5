using System.Globalization;
using DeepQ.Learning.Diagnostics;
using DeepQ.Learning.Distributions;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Scaling;

/// <summary>
/// The units in which a network learns from a table, so that no setting depends on the units of the table: states of a
/// common scale, and rewards in standard deviations of returns.
/// </summary>
/// <param name="Scaling">The transform of states; null for none.</param>
/// <param name="Reward">The divisor of rewards.</param>
/// <param name="Weight">The factor of a weight of values against log-probabilities.</param>
/// <param name="Returns">The returns of a histogram if the settings leave them open, in the units of the table.</param>
internal sealed record TableUnits(
    ObservationScaling? Scaling, float Reward, float Weight = 1, HistogramDistribution? Returns = null)
{
    /// <summary>Examines a table.</summary>
    /// <param name="transitions">The table.</param>
    /// <param name="options">The settings, which may disable scaling; their message sink is notified of what was done.</param>
    public static TableUnits Of(ReplayBuffer transitions, UnitsSettings options)
    {
        float spread = options.NormalizeRewards
            ? ReturnSpread.Of(transitions, options.Gamma)
            : 1;
        // A custom module takes states and returns values in the units of the table.
        if (options.IsOwnModule)
            return new TableUnits(null, 1, spread);
        TableUnits units = new(ScalingOf(transitions, options), spread, Returns: ReturnsOf(transitions, options));
        if (units.Description is { } description)
            options.Messages?.OnMessage($"To be independent of units, {description}.");
        return units;
    }

    /// <summary>Describes what is done to the table; null if nothing is.</summary>
    public string? Description
    {
        get
        {
            List<string> parts = [];
            if (Scaling is not null)
            {
                int constant = Scaling.Factor.Count(factor => factor == 0);
                parts.Add("states are brought to a common scale" + (constant == 0
                    ? ""
                    : $", without {constant} of {Scaling.Factor.Count} values that never change"));
            }

            if (Reward != 1)
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"rewards are divided by {Reward:G4}"));
            if (Returns is { } returns)
                parts.Add(returns.Description);
            return parts.Count == 0 ? null : string.Join("; ", parts);
        }
    }

    /// <summary>Returns the architecture for these units.</summary>
    public NetworkOptions Apply(NetworkOptions network) => network with
    {
        ObservationScaling = Scaling,
        Distribution = (Returns ?? network.Distribution).InUnits(Reward),
    };

    /// <summary>Divides the rewards of a batch.</summary>
    public void Normalize(TransitionBatch batch)
    {
        if (Reward == 1)
            return;
        foreach (ref float reward in batch.Rewards.AsSpan())
            reward /= Reward;
    }

    /// <summary>
    /// Converts a network that learned in these units to the units of the table and disposes the original.
    /// </summary>
    public QNetwork Restore(QNetwork network)
    {
        if (Reward == 1)
            return network;
        using QNetwork learned = network;
        return learned.InUnits(1.0 / Reward) ?? throw new InvalidOperationException($"{learned.GetType().Name} has no known last layer.");
    }

    private static HistogramDistribution? ReturnsOf(ReplayBuffer transitions, UnitsSettings options)
    {
        if (options.Network.Distribution.Histogram is not { IsOpen: true } open)
            return null;
        if (options.InitialNetwork?.Distribution.Histogram is { } earlier)
            return open with { Minimum = earlier.Minimum, Maximum = earlier.Maximum };
        (double minimum, double maximum) = ReturnRange.Of(transitions, options.Gamma) ?? (-1, 1);
        return open with { Minimum = minimum, Maximum = maximum };
    }

    private static ObservationScaling? ScalingOf(ReplayBuffer transitions, UnitsSettings options)
    {
        if (options.InitialNetwork is { } initial)
        {
            if (initial.ObservationScaling is { } earlier && transitions.ElementType == ElementType.Float32)
                WarnOfOtherUnits(earlier, TableScaling.Of(transitions, out _), options.Messages);
            return initial.ObservationScaling;
        }

        if (options.Network.ObservationScaling is { } own || !options.NormalizeObservations ||
            options.Network.Convolutions.Count > 0 || transitions.ElementType != ElementType.Float32)
        {
            return options.Network.ObservationScaling;
        }

        ObservationScaling scaling = TableScaling.Of(transitions, out IReadOnlyList<string> warnings);
        foreach (string warning in warnings)
            options.Messages?.OnWarning(warning);
        return scaling;
    }

    // The transform of units is part of a network, so it has not learned from values of another scale.
    private static void WarnOfOtherUnits(ObservationScaling earlier, ObservationScaling table, IMessageSink? messages)
    {
        const float Far = 100;
        // A network of another size is refused elsewhere.
        for (int i = 0; i < Math.Min(table.Factor.Count, earlier.Factor.Count); i++)
        {
            if (earlier.Factor[i] == 0 && table.Factor[i] != 0)
            {
                messages?.OnWarning(
                    $"Value {i} of the states never changed in the table that the earlier policy was learned from, so that policy does not " +
                    "use it, but it changes in this one. Learn from both tables without an earlier policy.");
                return;
            }

            float times = table.Factor[i] == 0 ? 1 : earlier.Factor[i] / table.Factor[i];
            float away = Math.Abs((table.Offset[i] - earlier.Offset[i]) * earlier.Factor[i]);
            if (times is > Far or < 1 / Far || away > Far)
            {
                messages?.OnWarning(
                    $"Value {i} of the states has another scale than in the table that the earlier policy was learned from, " +
                    "whose units it keeps: did the unit of the column change?");
                return;
            }
        }
    }
}
