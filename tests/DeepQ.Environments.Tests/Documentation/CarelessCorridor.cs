namespace DeepQ.Environments.Tests.Documentation;

/// <summary>The corridor with what its author may forget: the two checks, and that the last cell is 6.</summary>
internal sealed class CarelessCorridor : IEnvironment
{
    private int _cell;

    public string Name => "Corridor";

    public BoxSpace ObservationSpace { get; } = new([1], low: 0, high: 5);

    public DiscreteSpace ActionSpace { get; } = new("left", "right");

    public void Reset(Random random, Span<float> observation) => observation[0] = _cell = random.Next(2, 5);

    public StepResult Step(int action, Random random, Span<float> observation)
    {
        _cell += action == 0 ? -1 : 1;
        observation[0] = _cell;
        return new StepResult(_cell == 6 ? 1 : 0, Terminated: _cell is <= 0 or >= 6, Truncated: false);
    }
}
