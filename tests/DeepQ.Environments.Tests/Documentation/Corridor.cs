namespace DeepQ.Environments.Tests.Documentation;

public sealed class Corridor : IEnvironment
{
    private int _cell;
    private bool _running;

    public string Name => "Corridor";

    public BoxSpace ObservationSpace { get; } = new([1], low: 0, high: 6);

    public DiscreteSpace ActionSpace { get; } = new("left", "right");

    public void Reset(Random random, Span<float> observation)
    {
        (_cell, _running) = (random.Next(2, 5), true);
        observation[0] = _cell;
    }

    public StepResult Step(int action, Random random, Span<float> observation)
    {
        if (!_running)
            throw new InvalidOperationException("Call Reset before Step.");
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)action, 1u, nameof(action));
        _cell += action == 0 ? -1 : 1;
        observation[0] = _cell;
        _running = _cell is > 0 and < 6;
        return new StepResult(_cell == 6 ? 1 : 0, Terminated: !_running, Truncated: false);
    }
}
