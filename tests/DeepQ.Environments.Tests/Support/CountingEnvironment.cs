namespace DeepQ.Environments.Tests.Support;

/// <summary>
/// Observes (episode, step) and takes as its reward the action; an episode ends after a number of steps, by turns
/// terminated and truncated. After action 1 in an environment with a mask, only action 0 is legal.
/// </summary>
internal sealed class CountingEnvironment(int episodeLength, bool hasMask = false) : IEnvironment
{
    private int _episode = -1;
    private int _step;
    private int _lastAction;

    public string Name => "Counting";

    public BoxSpace ObservationSpace { get; } = new([2], 0, 1000);

    public DiscreteSpace ActionSpace { get; } = new("none", "one", "two");

    public bool HasActionMask => hasMask;

    public void Reset(Random random, Span<float> observation)
    {
        (_episode, _step, _lastAction) = (_episode + 1, 0, 0);
        Observe(observation);
    }

    public StepResult Step(int action, Random random, Span<float> observation)
    {
        if (action == 2)
            throw new InvalidOperationException("Two is broken.");
        (_step, _lastAction) = (_step + 1, action);
        Observe(observation);
        bool done = _step == episodeLength;
        return new(action, done && _episode % 2 == 0, done && _episode % 2 == 1);
    }

    public void GetActionMask(Span<bool> legal)
    {
        legal.Clear();
        legal[0] = true;
        legal[1] = !hasMask || _lastAction == 0;
    }

    private void Observe(Span<float> observation) => (observation[0], observation[1]) = (_episode, _step);
}
