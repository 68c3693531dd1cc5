using System.Globalization;

namespace DeepQ.Learning;

/// <summary>
/// The units that a network learns in while it acts, so that no setting depends on those of the environment: states of a common
/// scale, and rewards in parts of the standard deviation of returns. They follow what the replay holds.
/// </summary>
/// <param name="size">The number of values of an observation.</param>
/// <param name="scales">Whether states are brought to a common scale.</param>
/// <param name="divides">Whether rewards are divided.</param>
/// <param name="gamma">The discount factor of the returns.</param>
/// <param name="start">The number of environment steps from which on there is learning.</param>
internal sealed class RunningUnits(int size, bool scales, bool divides, double gamma, long start)
{
    // A common scale is a matter of magnitude: what is off by less is left as it is.
    private const double FarFactor = 2;
    private const double FarOffset = 0.5;
    // As many states as tell the magnitude of each value, and no more time than a few updates.
    private const int Rows = 8192;

    private long _next;

    /// <summary>What the network does to states; null where it is left as it is.</summary>
    public ObservationScaling? Scaling { get; private set; } = scales ? ObservationScaling.Identity(size) : null;

    /// <summary>What rewards are divided by.</summary>
    public float Reward { get; private set; } = 1;

    /// <summary>What is done; null for nothing.</summary>
    public string? Description
    {
        get
        {
            string?[] parts =
            [
                Scaling is { IsIdentity: false } ? "states are brought to a common scale" : null,
                Reward == 1 ? null : string.Create(CultureInfo.InvariantCulture, $"rewards are divided by {Reward:G4}"),
            ];
            return parts.All(part => part is null) ? null : string.Join("; ", parts.Where(part => part is not null));
        }
    }

    /// <summary>The units for these settings, before anything is seen.</summary>
    public static RunningUnits For(DqnOptions options, int size) => new(
        size,
        scales: options.Network.ObservationScaling is not null && options is { NormalizeObservations: true, InitialNetwork: null },
        // The probabilities of C51 are of returns that the settings name.
        divides: options is { NormalizeRewards: true, CreateNetwork: null, Network.Distribution: not CategoricalDistribution },
        options.Gamma,
        options.LearningStart);

    /// <summary>
    /// Looks at what was seen whenever the number of steps has doubled, and when learning begins. Until then units are what
    /// they are by then; later they are left while they are near.
    /// </summary>
    /// <param name="seen">The transitions.</param>
    /// <param name="step">The number of environment steps.</param>
    /// <returns>Whether the units are others from now on.</returns>
    public bool LookAt(ReplayBuffer seen, long step)
    {
        if (step < _next || seen.Count == 0)
            return false;
        bool learned = step > start;
        _next = step < start ? Math.Min(2 * step, start) : 2 * step;
        bool moved = false;
        if (Scaling is { } before && TableScaling.UntilNow(seen, Rows) is var scaling && IsFar(before, scaling, learned))
            (Scaling, moved) = (scaling, true);
        if (divides && ReturnSpread.Of(seen, gamma) is var spread && IsFar(Reward, spread, learned ? FarFactor : 1))
            (Reward, moved) = (spread, true);
        return moved;
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(_next);
        writer.Write(Reward);
        writer.WriteValues<float>([.. Scaling?.Offset ?? []]);
        writer.WriteValues<float>([.. Scaling?.Factor ?? []]);
    }

    public void Load(BinaryReader reader)
    {
        _next = reader.ReadInt64();
        Reward = reader.ReadSingle();
        if (Scaling is null)
            return;
        float[] offset = new float[size];
        float[] factor = new float[size];
        reader.ReadValues<float>(offset);
        reader.ReadValues<float>(factor);
        Scaling = new ObservationScaling(offset, factor);
    }

    private static bool IsFar(ObservationScaling before, ObservationScaling now, bool learned) =>
        Enumerable.Range(0, now.Factor.Count).Any(i =>
            IsFar(before.Factor[i], now.Factor[i], learned ? FarFactor : 1) ||
            Math.Abs((double)now.Offset[i] - before.Offset[i]) * now.Factor[i] > (learned ? FarOffset : 0));

    private static bool IsFar(double before, double now, double factor) => Math.Max(now / before, before / now) > factor;
}
