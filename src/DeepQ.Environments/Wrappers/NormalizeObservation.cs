using DeepQ.Environments.Checking;

namespace DeepQ.Environments.Wrappers;

/// <summary>Normalizes every observed value to mean 0 and variance 1 with running statistics.</summary>
/// <remarks>
/// <para>
/// As in Gymnasium's wrapper of the same name, each observation, the first of an episode included, updates the
/// statistics before it is normalized. A network that learned from normalized observations needs observations
/// normalized by the same statistics: evaluate with <c>update: false</c> and the statistics of the training. An
/// exported policy contains them and takes raw observations. While the statistics are updated, equal actions do not
/// produce equal observations twice, and <see cref="EnvironmentChecker"/> reports it.
/// </para>
/// <para>
/// Environments may share statistics as long as one thread steps them. The saved state is that of the inner
/// environment, then the statistics; statistics that are shared are saved, and loaded, with each of them.
/// </para>
/// </remarks>
public sealed class NormalizeObservation : EnvironmentWrapper
{
    private readonly bool _update;

    /// <summary>Normalizes the observations of an environment.</summary>
    /// <param name="inner">The environment to wrap.</param>
    /// <param name="statistics">The statistics to use and update; null for new ones.</param>
    /// <param name="update">Whether observations update the statistics.</param>
    /// <exception cref="ArgumentException">The statistics are of vectors of another size.</exception>
    public NormalizeObservation(IEnvironment inner, RunningStatistics? statistics = null, bool update = true)
        : base(inner)
    {
        BoxSpace space = Inner.ObservationSpace;
        Statistics = statistics ?? new(space.Size);
        if (Statistics.Mean.Count != space.Size)
        {
            throw new ArgumentException(
                $"{Name} has {space.Size} observed values; the statistics are of {Statistics.Mean.Count}.",
                nameof(statistics));
        }

        _update = update;
        ObservationSpace = new([.. space.Shape], float.NegativeInfinity, float.PositiveInfinity);
    }

    private protected override bool ForwardsCalls => true;

    /// <inheritdoc/>
    public override BoxSpace ObservationSpace { get; }

    /// <summary>The mean and the variance by which observations are normalized.</summary>
    public RunningStatistics Statistics { get; }

    /// <inheritdoc/>
    public override int StateSize => StateSizeWith(Statistics.StateSize);

    /// <summary>
    /// Returns the observations before normalization and the current statistics; an exported policy contains both.
    /// </summary>
    public override RawObservations GetRawObservations() =>
        RawObservations.Of(Inner).Then(Statistics.Mean, [.. Statistics.Factors]);

    /// <inheritdoc/>
    public override void Reset(Random random, Span<float> observation)
    {
        Inner.Reset(random, observation);
        Normalize(observation);
    }

    /// <inheritdoc/>
    public override StepResult Step(int action, Random random, Span<float> observation)
    {
        StepResult result = Inner.Step(action, random, observation);
        Normalize(observation);
        return result;
    }

    /// <inheritdoc/>
    public override void SaveState(Span<double> state)
    {
        RequireState(state.Length);
        Inner.SaveState(state[..Inner.StateSize]);
        Statistics.Save(state[Inner.StateSize..StateSize]);
    }

    /// <inheritdoc/>
    public override void LoadState(ReadOnlySpan<double> state, Span<float> observation)
    {
        RequireState(state.Length);
        Inner.LoadState(state[..Inner.StateSize], observation);
        Statistics.Load(state[Inner.StateSize..StateSize]);
        Statistics.Normalize(observation[..ObservationSpace.Size]);
    }

    private void Normalize(Span<float> observation)
    {
        observation = observation[..ObservationSpace.Size];
        if (_update)
            Statistics.Update(observation);
        Statistics.Normalize(observation);
    }
}
