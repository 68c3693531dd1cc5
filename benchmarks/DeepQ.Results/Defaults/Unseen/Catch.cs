namespace DeepQ.Results;

/// <summary>A ball falls down a board, and a paddle at the bottom has to be where it lands.</summary>
/// <remarks>
/// Observation: a flag a cell of 10 × 5, 1 for the ball and for the paddle. Actions: left, stay, right. The ball begins in the top row
/// of a column that is drawn and falls a row a step; the episode ends with it in the bottom row, with a reward of 1 where the paddle
/// is, and −1 elsewhere. The best return is 1, and a paddle that stays gets −0.6 on average.
/// </remarks>
internal sealed class Catch : IEnvironment
{
    private const int Rows = 10;
    private const int Columns = 5;

    private int _row;
    private int _ball;
    private int _paddle;

    public string Name => "Catch";

    public BoxSpace ObservationSpace { get; } = new([Rows * Columns], low: 0, high: 1);

    public DiscreteSpace ActionSpace { get; } = new("left", "stay", "right");

    public void Reset(Random random, Span<float> observation)
    {
        (_row, _ball, _paddle) = (0, random.Next(Columns), Columns / 2);
        Observe(observation);
    }

    public StepResult Step(int action, Random random, Span<float> observation)
    {
        _paddle = Math.Clamp(_paddle + action - 1, 0, Columns - 1);
        _row++;
        Observe(observation);
        bool landed = _row == Rows - 1;
        return new StepResult(!landed ? 0 : _ball == _paddle ? 1 : -1, Terminated: landed, Truncated: false);
    }

    private void Observe(Span<float> observation)
    {
        observation.Clear();
        observation[(_row * Columns) + _ball] = 1;
        observation[((Rows - 1) * Columns) + _paddle] = 1;
    }
}
