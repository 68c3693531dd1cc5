using System.Globalization;
using DeepQ.Learning.Diagnostics;
using DeepQ.Learning.Distributions;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Scaling;

/// <summary>
/// The units that a network learns a table in, so that no setting depends on those of the table: states of a common scale, and
/// rewards in parts of the standard deviation of returns.
/// </summary>
/// <param name="Scaling">What the network does to states; null for nothing.</param>
/// <param name="Reward">What rewards are divided by.</param>
/// <param name="Weight">What a weight of values against log-probabilities is multiplied by.</param>
/// <param name="Returns">The returns of a histogram where the settings leave them open, in the units of the table.</param>
internal sealed record TableUnits(
    ObservationScaling? Scaling, float Reward, float Weight = 1, HistogramDistribution? Returns = null)
{
    /// <summary>Looks at a table.</summary>
    /// <param name="transitions">The table.</param>
    /// <param name="options">The settings, which may say otherwise; who listens is told what was done.</param>
    public static TableUnits Of(ReplayBuffer transitions, UnitsSettings options)
    {
        float spread = options.NormalizeRewards
            ? ReturnSpread.Of(transitions, options.Gamma)
            : 1;
        // A module of one's own takes states, and gives values, in the units of the table.
        if (options.IsOwnModule)
            return new TableUnits(null, 1, spread);
        TableUnits units = new(ScalingOf(transitions, options), spread, Returns: ReturnsOf(transitions, options));
        if (units.Description is { } description)
            options.Messages?.OnMessage($"So that units do not matter, {description}.");
        return units;
    }

    /// <summary>What is done to the table; null for nothing.</summary>
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

    /// <summary>The architecture in these units.</summary>
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

    /// <summary>Gives a network that learned in these units, and is disposed, Q-values in those of the table.</summary>
    public QNetwork Restore(QNetwork network)
    {
        if (Reward == 1)
            return network;
        using QNetwork learned = network;
        return learned.InUnits(1.0 / Reward) ?? throw new InvalidOperationException($"{learned.GetType().Name} has no last layer.");
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

    // What a network makes of units belongs to it, so that values of another size are none that it learned from.
    private static void WarnOfOtherUnits(ObservationScaling earlier, ObservationScaling table, IMessageSink? messages)
    {
        const float Far = 100;
        // A network of another size is refused elsewhere.
        for (int i = 0; i < Math.Min(table.Factor.Count, earlier.Factor.Count); i++)
        {
            if (earlier.Factor[i] == 0 && table.Factor[i] != 0)
            {
                messages?.OnWarning(
                    $"Value {i} of the states never changed in the table that the earlier policy was learned from, which does not " +
                    "see it; it changes in this one. Learn from both tables without an earlier policy.");
                return;
            }

            float times = table.Factor[i] == 0 ? 1 : earlier.Factor[i] / table.Factor[i];
            float away = Math.Abs((table.Offset[i] - earlier.Offset[i]) * earlier.Factor[i]);
            if (times is > Far or < 1 / Far || away > Far)
            {
                messages?.OnWarning(
                    $"Value {i} of the states is of another size than in the table that the earlier policy was learned from, " +
                    "whose units it keeps: was the unit of the column another one?");
                return;
            }
        }
    }
}
