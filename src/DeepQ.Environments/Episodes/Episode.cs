namespace DeepQ.Environments.Episodes;

/// <summary>
/// The part of an environment's state that all environments share: whether an episode is running, and its elapsed
/// steps. Refuses invalid calls with the name of the environment in the message.
/// </summary>
/// <param name="environment">The environment whose episode this is.</param>
/// <param name="maxSteps">The step that truncates the episode; <see cref="int.MaxValue"/> for no limit.</param>
internal sealed class Episode(IEnvironment environment, int maxSteps)
{
    /// <summary>The number of values in a saved state: elapsed steps, and 1 when the episode is over or 0.</summary>
    public const int StateSize = 2;

    private readonly int _maxSteps = maxSteps > 0
        ? maxSteps
        : throw new ArgumentOutOfRangeException(
            nameof(maxSteps),
            maxSteps,
            $"The step limit of {environment.Name} must be positive; int.MaxValue means no limit.");
    private readonly int _actionCount = environment.ActionSpace.Count;
    private readonly int _observationSize = environment.ObservationSpace.Size;
    private int _elapsedSteps;
    private bool _running;

    /// <summary>Gets whether an episode is running.</summary>
    public bool IsRunning => _running;

    /// <summary>The steps of the episode so far.</summary>
    public int ElapsedSteps => _elapsedSteps;

    /// <summary>Begins an episode.</summary>
    public void Start() => (_elapsedSteps, _running) = (0, true);

    /// <summary>Ends the episode after a failure: it cannot go on.</summary>
    public void Abandon() => _running = false;

    /// <summary>Checks the arguments of a step before anything is changed.</summary>
    public void RequireStep(int action, Span<float> observation)
    {
        if (!_running || (uint)action >= (uint)_actionCount || observation.Length < _observationSize)
            ThrowStep(action, observation.Length);
    }

    /// <summary>Checks that the span has room for an observation.</summary>
    public void RequireObservation(Span<float> observation)
    {
        if (observation.Length < _observationSize)
            ThrowObservation(observation.Length);
    }

    /// <summary>Counts a step and returns whether and how it ended the episode.</summary>
    public StepResult Advance(double reward, bool terminated, bool truncated = false)
    {
        truncated |= ++_elapsedSteps >= _maxSteps;
        _running = !(terminated | truncated);
        return new(reward, terminated, truncated);
    }

    /// <summary>Writes <see cref="StateSize"/> values to the end of a state of the environment.</summary>
    public void Save(Span<double> state)
    {
        RequireState(state.Length);
        state = state[..environment.StateSize];
        state[^2] = _elapsedSteps;
        state[^1] = _running ? 0 : 1;
    }

    /// <summary>
    /// Reads what <see cref="Save"/> wrote at the end of a state; changes nothing unless all values are valid.
    /// </summary>
    public void Load(ReadOnlySpan<double> state)
    {
        RequireState(state.Length);
        state = state[..environment.StateSize];
        for (int i = 0; i < state.Length; i++)
        {
            if (!double.IsFinite(state[i]))
            {
                throw new ArgumentException(
                    $"Value {i} of the state of {environment.Name} is {state[i]}; it must be finite.");
            }
        }

        (double elapsed, double over) = (state[^2], state[^1]);
        if (elapsed < 0 || elapsed > _maxSteps || elapsed != Math.Floor(elapsed) || over is not (0 or 1))
        {
            throw new ArgumentException(
                $"The last two values of a state of {environment.Name} are the elapsed steps, 0 to {_maxSteps}, and "
                + $"1 when the episode is over or 0 when it runs; these are {elapsed} and {over}.");
        }

        (_elapsedSteps, _running) = ((int)elapsed, over == 0);
    }

    private void RequireState(int length)
    {
        if (length < environment.StateSize)
        {
            throw new ArgumentException(
                $"The state of {environment.Name} has {environment.StateSize} values; there is room for {length}.");
        }
    }

    private void ThrowStep(int action, int observationLength)
    {
        if (!_running)
            throw new InvalidOperationException($"{environment.Name} has no episode running: call Reset before Step.");
        if ((uint)action >= (uint)_actionCount)
        {
            throw new ArgumentOutOfRangeException(
                nameof(action), action, $"The actions of {environment.Name} are 0 to {_actionCount - 1}.");
        }

        ThrowObservation(observationLength);
    }

    private void ThrowObservation(int length) =>
        throw new ArgumentException(
            $"An observation of {environment.Name} has {_observationSize} values; there is room for {length}.");
}
