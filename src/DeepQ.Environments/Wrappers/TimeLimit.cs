using DeepQ.Environments.Episodes;

namespace DeepQ.Environments.Wrappers;

/// <summary>Truncates an episode after a number of steps.</summary>
/// <remarks>
/// The environment's own limit stays in force: the shorter one applies. The saved state is that of the inner
/// environment, then the elapsed steps, then 1 when the episode is over or 0.
/// </remarks>
public sealed class TimeLimit : EnvironmentWrapper
{
    private readonly Episode _episode;

    /// <summary>Limits the episodes of an environment.</summary>
    /// <param name="inner">The environment to wrap.</param>
    /// <param name="maxSteps">The step that truncates an episode.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxSteps"/> is not positive.</exception>
    public TimeLimit(IEnvironment inner, int maxSteps)
        : base(inner) => _episode = new(this, maxSteps);

    private protected override bool ForwardsCalls => true;

    /// <inheritdoc/>
    public override int StateSize => StateSizeWith(Episode.StateSize);

    /// <inheritdoc/>
    public override void Reset(Random random, Span<float> observation)
    {
        Inner.Reset(random, observation);
        _episode.Start();
    }

    /// <inheritdoc/>
    public override StepResult Step(int action, Random random, Span<float> observation)
    {
        _episode.RequireStep(action, observation);
        StepResult result = Inner.Step(action, random, observation);
        return _episode.Advance(result.Reward, result.Terminated, result.Truncated);
    }

    /// <inheritdoc/>
    public override void SaveState(Span<double> state)
    {
        RequireState(state.Length);
        Inner.SaveState(state[..Inner.StateSize]);
        _episode.Save(state);
    }

    /// <inheritdoc/>
    public override void LoadState(ReadOnlySpan<double> state, Span<float> observation)
    {
        RequireState(state.Length);
        Inner.LoadState(state[..Inner.StateSize], observation);
        _episode.Load(state);
    }
}
