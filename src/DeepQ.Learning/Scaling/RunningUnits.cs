using System.Globalization;
using DeepQ.Learning.Checkpoints;
using DeepQ.Learning.Distributions;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Scaling;

/// <summary>
/// The units that a network learns in while it acts, so that no setting depends on those of the environment: states of a common
/// scale, and rewards in parts of the standard deviation of returns. They follow what the replay holds.
/// </summary>
/// <param name="size">The number of values of an observation.</param>
/// <param name="scales">Whether states are brought to a common scale.</param>
/// <param name="divides">Whether rewards are divided.</param>
/// <param name="returns">The returns of a histogram to begin with; null where there are none, or the settings name them.</param>
/// <param name="gamma">The discount factor of the returns.</param>
/// <param name="start">The number of environment steps from which on there is learning.</param>
internal sealed class RunningUnits(
    int size, bool scales, bool divides, double gamma, long start, HistogramDistribution? returns = null)
{
    // A common scale is a matter of magnitude: what is off by less is left as it is.
    private const double FarFactor = 2;
    private const double FarOffset = 0.5;
    // Values begin at zero and have to get to the mean: that it be many spreads away helps nobody.
    private const double LeastOfMean = 0.25;
    // As many states as tell the magnitude of each value, and no more time than a few updates.
    private const int Rows = 8192;

    // Ends that lie too near by less are left where they are.
    private const double FarEnd = 0.05;
    // A state beyond these many of its units is of none that was seen.
    private const float FarState = 10;

    private readonly bool[] _still = [.. Enumerable.Repeat(scales, scales ? size : 0)];
    private float[] _offset = new float[size];
    private float[] _factor = [.. Enumerable.Repeat(1f, size)];
    private long _next;
    private long _changed;
    private float _farthest = FarState;
    private float _greatestReward;
    private bool _hasReturns;
    private float _least;
    private float _greatest;

    /// <summary>What the network does to states; null where it is left as it is.</summary>
    public ObservationScaling? Scaling { get; private set; } = scales ? ObservationScaling.Identity(size) : null;

    /// <summary>What rewards are divided by.</summary>
    public float Reward { get; private set; } = 1;

    /// <summary>Whether rewards may be divided.</summary>
    public bool DividesRewards => divides;

    /// <summary>Whether the unit of rewards is that of some: as long as none was seen, values are zero, which has no unit.</summary>
    public bool HasRewards { get; private set; }

    /// <summary>The returns of a histogram that are chosen here; null where none are.</summary>
    public HistogramDistribution? Returns { get; private set; } = returns;

    /// <summary>What is done; null for nothing.</summary>
    public string? Description
    {
        get
        {
            string?[] parts =
            [
                Scaling is { IsIdentity: false } ? "states are brought to a common scale" : null,
                Reward == 1 ? null : string.Create(CultureInfo.InvariantCulture, $"rewards are divided by {Reward:G4}"),
                Returns?.Description,
            ];
            return parts.All(part => part is null) ? null : string.Join("; ", parts.Where(part => part is not null));
        }
    }

    /// <summary>The units for these settings, before anything is seen.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="network">The network; one whose scaling the settings do not name has one that moves.</param>
    public static RunningUnits For(UnitsSettings options, QNetwork network) => new(
        network.ObservationSize,
        scales: options is { Network.ObservationScaling: null, InitialNetwork: null } && network.ObservationScaling is not null,
        // The probabilities of a histogram are of returns that the settings name.
        divides: options is { NormalizeRewards: true, IsOwnModule: false, Network.Distribution.Histogram: null },
        options.Gamma,
        options.LearningStarts,
        OpenReturns(options))
    {
        _hasReturns = options.InitialNetwork is not null,
        HasRewards = options.InitialNetwork is not null,
    };

    /// <summary>
    /// Looks at what was seen whenever the number of steps since the last great change has doubled, and when learning begins.
    /// Until then units are what they are by then; later they are left while they are near.
    /// </summary>
    /// <param name="seen">The transitions.</param>
    /// <param name="step">The number of environment steps.</param>
    /// <param name="still">Which values of the states never changed before; null where none are.</param>
    /// <returns>Whether the units are others from now on.</returns>
    public bool LookAt(ReplayBuffer seen, long step, out bool[]? still)
    {
        still = _still.Contains(true) ? [.. _still] : null;
        if (step < _next || seen.Count == 0)
            return false;
        bool learned = step > start && (_next, _changed) != (0, 0);
        _next = step < start ? Math.Min(2 * step, start) : step + Math.Max(step - _changed, 1);
        bool moved = false;
        if (Scaling is { } before && TableScaling.UntilNow(seen, Rows, _still) is var scaling && IsFar(before, scaling, learned))
        {
            SetScaling(scaling);
            moved = true;
        }

        if (divides && ReturnSpread.Of(seen, gamma, LeastOfMean) is var spread && IsFar(Reward, spread, learned ? FarFactor : 1))
            (Reward, moved) = (spread, true);
        HasRewards = HasRewards || HasAny(seen);
        return MoveReturns(seen, learned) || moved;
    }

    /// <summary>
    /// Has the next look come at once where learning has begun, and a state is far beyond its scale or a reward beyond all others.
    /// </summary>
    /// <param name="states">States as they come: any number of rows.</param>
    /// <param name="rewards">Rewards as they come.</param>
    /// <param name="step">The number of environment steps.</param>
    public void Notice(ReadOnlySpan<float> states, ReadOnlySpan<double> rewards, long step)
    {
        float farthest = Scaling is null ? 0 : Farthest(states);
        float greatest = 0;
        foreach (double reward in rewards)
            greatest = Math.Max(greatest, Math.Abs((float)reward));
        bool isNew = farthest > _farthest || (divides && greatest > FarFactor * _greatestReward);
        _greatestReward = Math.Max(_greatestReward, greatest);
        if (!isNew || step <= start)
            return;
        // The next of this size is none that a look has to come for.
        _farthest = Math.Max(_farthest, (float)FarFactor * farthest);
        (_next, _changed) = (0, step);
    }

    /// <summary>Has the next look come at once where a reward is beyond the returns that are chosen here.</summary>
    public void Notice(ReadOnlySpan<float> rewards)
    {
        if (Returns is not { } returns)
            return;
        foreach (float reward in rewards)
        {
            if ((reward >= returns.Minimum && reward <= returns.Maximum) || (reward >= _least && reward <= _greatest))
                continue;
            // The next of this size is none that a look has to come for.
            (_least, _greatest) = (Math.Min(_least, reward), Math.Max(_greatest, reward));
            _next = 0;
        }
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(_next);
        writer.Write(_changed);
        writer.Write(_farthest);
        writer.Write(_greatestReward);
        writer.Write(HasRewards);
        foreach (bool one in _still)
            writer.Write(one);
        writer.Write(Reward);
        writer.Write(_hasReturns);
        writer.Write(_least);
        writer.Write(_greatest);
        writer.Write(Returns?.Minimum ?? 0);
        writer.Write(Returns?.Maximum ?? 0);
        writer.WriteValues<float>([.. Scaling?.Offset ?? []]);
        writer.WriteValues<float>([.. Scaling?.Factor ?? []]);
    }

    public void Load(BinaryReader reader)
    {
        _next = reader.ReadInt64();
        _changed = reader.ReadInt64();
        _farthest = reader.ReadSingle();
        _greatestReward = reader.ReadSingle();
        HasRewards = reader.ReadBoolean();
        foreach (ref bool one in _still.AsSpan())
            one = reader.ReadBoolean();
        Reward = reader.ReadSingle();
        _hasReturns = reader.ReadBoolean();
        _least = reader.ReadSingle();
        _greatest = reader.ReadSingle();
        (double minimum, double maximum) = (reader.ReadDouble(), reader.ReadDouble());
        Returns = Returns is null ? null : Returns with { Minimum = minimum, Maximum = maximum };
        if (Scaling is null)
            return;
        float[] offset = new float[size];
        float[] factor = new float[size];
        reader.ReadValues<float>(offset);
        reader.ReadValues<float>(factor);
        SetScaling(new ObservationScaling(offset, factor));
    }

    /// <summary>The returns that are chosen here, before anything is seen; null where none are.</summary>
    public static HistogramDistribution? OpenReturns(UnitsSettings options) =>
        options.Network.Distribution.Histogram is { IsOpen: true } open
            ? options.InitialNetwork?.Distribution.Histogram is { } earlier
                ? open with { Minimum = earlier.Minimum, Maximum = earlier.Maximum }
                : open with { Minimum = -1, Maximum = 1 }
            : null;

    // What was learned stays where it is, so that ends only go apart.
    private bool MoveReturns(ReplayBuffer seen, bool learned)
    {
        if (Returns is not { } before || ReturnRange.Of(seen, gamma) is not var (minimum, maximum))
            return false;
        // Until a reward is seen there is nothing to go by.
        learned &= _hasReturns;
        _hasReturns = true;
        double far = learned ? FarEnd * (before.Maximum - before.Minimum) : 0;
        if (learned && minimum >= before.Minimum - far && maximum <= before.Maximum + far)
            return false;
        Returns = before with
        {
            Minimum = learned ? Math.Min(minimum, before.Minimum) : minimum,
            Maximum = learned ? Math.Max(maximum, before.Maximum) : maximum,
        };
        return Returns != before;
    }

    private void SetScaling(ObservationScaling scaling) =>
        (Scaling, _offset, _factor) = (scaling, [.. scaling.Offset], [.. scaling.Factor]);

    private static bool HasAny(ReplayBuffer seen) =>
        Enumerable.Range(0, seen.Count).Any(row => seen.RewardAt(seen.SlotOf(row)) != 0);

    private float Farthest(ReadOnlySpan<float> states)
    {
        float farthest = 0;
        for (; states.Length > 0; states = states[size..])
        {
            for (int i = 0; i < size; i++)
                farthest = Math.Max(farthest, Math.Abs(states[i] - _offset[i]) * _factor[i]);
        }

        return farthest;
    }

    private static bool IsFar(ObservationScaling before, ObservationScaling now, bool learned) =>
        Enumerable.Range(0, now.Factor.Count).Any(i =>
            IsFar(before.Factor[i], now.Factor[i], learned ? FarFactor : 1) ||
            Math.Abs((double)now.Offset[i] - before.Offset[i]) * now.Factor[i] > (learned ? FarOffset : 0));

    private static bool IsFar(double before, double now, double factor) => Math.Max(now / before, before / now) > factor;
}
