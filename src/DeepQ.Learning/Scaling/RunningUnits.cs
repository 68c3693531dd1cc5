using System.Globalization;
using DeepQ.Learning.Checkpoints;
using DeepQ.Learning.Distributions;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Scaling;

/// <summary>
/// The units in which a network learns while it acts, so that no setting depends on the units of the environment:
/// states of a common scale, and rewards in standard deviations of returns. They follow the content of the replay.
/// </summary>
/// <param name="size">The number of values of an observation.</param>
/// <param name="scales">Whether states are scaled.</param>
/// <param name="divides">Whether rewards are divided.</param>
/// <param name="returns">The initial returns of a histogram; null without one, or if the settings define them.</param>
/// <param name="gamma">The discount factor of the returns.</param>
/// <param name="start">The number of environment steps at which learning starts.</param>
internal sealed class RunningUnits(
    int size, bool scales, bool divides, double gamma, long start, HistogramDistribution? returns = null)
{
    // A common scale is a matter of magnitude: smaller deviations are ignored.
    private const double FarFactor = 2;
    private const double FarOffset = 0.5;
    // Values begin at zero and have to reach the mean, so it should not be many units away.
    private const double LeastOfMean = 0.25;
    // Enough states for the magnitude of each value, in no more time than a few updates.
    private const int Rows = 8192;

    // Smaller shortfalls of the ends are ignored.
    private const double FarEnd = 0.05;
    // A state beyond this many of its units is unlike any that was observed.
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

    /// <summary>The transform of states; null for none.</summary>
    public ObservationScaling? Scaling { get; private set; } = scales ? ObservationScaling.Identity(size) : null;

    /// <summary>The divisor of rewards.</summary>
    public float Reward { get; private set; } = 1;

    /// <summary>Whether rewards may be divided.</summary>
    public bool DividesRewards => divides;

    /// <summary>Whether any reward was observed; until then values are zero, which has no unit.</summary>
    public bool HasRewards { get; private set; }

    /// <summary>The returns of a histogram chosen here; null if none are.</summary>
    public HistogramDistribution? Returns { get; private set; } = returns;

    /// <summary>Describes what is done; null if nothing is.</summary>
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

    /// <summary>Whether it is time to look at what was seen.</summary>
    /// <param name="step">The number of environment steps.</param>
    public bool IsLookDue(long step) => step >= _next;

    /// <summary>Creates the units for these settings before anything is observed.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="network">The network; its scaling is adjusted unless the settings define it.</param>
    public static RunningUnits For(UnitsSettings options, QNetwork network) => new(
        network.ObservationSize,
        scales: options is { Network.ObservationScaling: null, InitialNetwork: null } && network.ObservationScaling is not null,
        // The probabilities of a histogram belong to returns that the settings define.
        divides: options is { NormalizeRewards: true, IsOwnModule: false, Network.Distribution.Histogram: null },
        options.Gamma,
        options.LearningStarts,
        OpenReturns(options))
    {
        _hasReturns = options.InitialNetwork is not null,
        HasRewards = options.InitialNetwork is not null,
    };

    /// <summary>
    /// Examines the observed data when learning begins, and whenever the number of steps since the last large change
    /// has doubled. Before learning, units are replaced by better ones; later they are kept while they are close.
    /// </summary>
    /// <param name="seen">The transitions.</param>
    /// <param name="step">The number of environment steps.</param>
    /// <param name="still">Marks values of the states that never changed before; null if there are none.</param>
    /// <returns>Whether the units changed.</returns>
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
    /// Makes the next examination due immediately if learning has begun and a state is far beyond its scale, or a
    /// reward beyond all others.
    /// </summary>
    /// <param name="states">New states, any number of rows.</param>
    /// <param name="rewards">New rewards.</param>
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
        // Another value of this size does not require an examination.
        _farthest = Math.Max(_farthest, (float)FarFactor * farthest);
        (_next, _changed) = (0, step);
    }

    /// <summary>Makes the next examination due immediately if a reward is beyond the chosen returns.</summary>
    public void Notice(ReadOnlySpan<float> rewards)
    {
        if (Returns is not { } returns)
            return;
        foreach (float reward in rewards)
        {
            if ((reward >= returns.Minimum && reward <= returns.Maximum) || (reward >= _least && reward <= _greatest))
                continue;
            // Another value of this size does not require an examination.
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

    /// <summary>Returns the chosen returns before anything is observed; null if none are chosen here.</summary>
    public static HistogramDistribution? OpenReturns(UnitsSettings options) =>
        options.Network.Distribution.Histogram is { IsOpen: true } open
            ? options.InitialNetwork?.Distribution.Histogram is { } earlier
                ? open with { Minimum = earlier.Minimum, Maximum = earlier.Maximum }
                : open with { Minimum = -1, Maximum = 1 }
            : null;

    // What was learned stays valid, so the ends only move apart.
    private bool MoveReturns(ReplayBuffer seen, bool learned)
    {
        if (Returns is not { } before || ReturnRange.Of(seen, gamma) is not var (minimum, maximum))
            return false;
        // Until a reward is observed, there is no information about the range.
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
