namespace DeepQ.Environments.Tabular;

/// <summary>CliffWalking-v1: walk along a cliff to the goal; a step over the edge leads back to the start.</summary>
/// <remarks>
/// <para>
/// Observation: the cell of a 4×12 grid as a one-hot vector, row-major (48 values). Actions: 0 up, 1 right, 2 down,
/// 3 left; a step over the border has no effect. Reward: -1 for every step, -100 for a step into the cliff, which leads back
/// to the start and does not end the episode. Terminated at the goal, bottom right; no limit of steps by default. The
/// episode starts bottom left, in state 36. The best return is -13.
/// </para>
/// <para>
/// Sutton, Barto: Reinforcement Learning (2018), example 6.6. On slippery ground the move goes in the chosen direction
/// or at a right angle to it, with a probability of 1/3 each.
/// </para>
/// </remarks>
public sealed class CliffWalking : TabularEnvironment
{
    private static readonly GridMap Map = new(["............", "............", "............", "SCCCCCCCCCCG"], ".SCG");

    // Neighbors in this order are at right angles; slipping relies on it.
    private static readonly (int Rows, int Columns)[] Directions = [(-1, 0), (0, 1), (1, 0), (0, -1)];

    /// <summary>Creates the environment; <see cref="TabularEnvironment.Reset"/> starts the first episode.</summary>
    /// <param name="isSlippery">Whether the ground is slippery.</param>
    /// <param name="maxSteps">
    /// The step that truncates an episode; without a limit, as in Gymnasium, a policy may walk forever.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxSteps"/> is not positive.</exception>
    public CliffWalking(bool isSlippery = false, int maxSteps = int.MaxValue)
        : base(
            isSlippery ? "CliffWalkingSlippery-v1" : "CliffWalking-v1",
            new DiscreteSpace("up", "right", "down", "left"),
            Map.StartDistribution(),
            (state, action) => Outcomes(state, action, isSlippery),
            maxSteps)
    {
    }

    /// <inheritdoc/>
    public override string Render() => Map.Render(State);

    private static TabularTransition[] Outcomes(int state, int action, bool isSlippery)
    {
        int[] directions = isSlippery ? [(action + 3) % 4, action, (action + 1) % 4] : [action];
        return [.. directions.Select(direction =>
        {
            int next = Map.Move(state, Directions[direction]);
            double probability = 1.0 / directions.Length;
            return Map.Cells[next] == 'C'
                ? new TabularTransition(probability, Map.Cells.IndexOf('S'), -100, Terminated: false)
                : new TabularTransition(probability, next, -1, Map.Cells[next] == 'G');
        })];
    }
}
