namespace DeepQ.Environments.Tabular;

/// <summary>FrozenLake-v1: cross a frozen lake to the goal without falling into a hole; the ice is slippery.</summary>
/// <remarks>
/// <para>
/// Observation: the cell as a one-hot vector, row-major (16 values on the 4×4 map). Actions: 0 left, 1 down, 2 right,
/// 3 up; a step over the edge has no effect. On slippery ice the move goes in the chosen direction or at a right angle to it,
/// with a probability of 1/3 each. Reward: 1 for reaching the goal, otherwise 0. Terminated at the goal and in holes;
/// truncated after 100 steps, 200 on the 8×8 map. The episode starts on an S, each as likely as the others.
/// </para>
/// <para>The maps and limits are Gymnasium's, which considers the 4×4 map solved at 0.70 and the 8×8 map at 0.85.</para>
/// </remarks>
public sealed class FrozenLake : TabularEnvironment
{
    // Neighbors in this order are at right angles; slipping relies on it.
    private static readonly (int Rows, int Columns)[] Directions = [(0, -1), (1, 0), (0, 1), (-1, 0)];

    private readonly GridMap _map;

    /// <summary>Creates the lake of 4×4 cells, with a limit of 100 steps.</summary>
    /// <param name="isSlippery">Whether the ice is slippery.</param>
    public FrozenLake(bool isSlippery = true)
        : this(Map4x4, isSlippery)
    {
    }

    /// <summary>Creates a lake from a map.</summary>
    /// <param name="map">
    /// The rows from top to bottom: S start, F frozen, H hole, G goal. At least one S is required; all rows have the same length.
    /// </param>
    /// <param name="isSlippery">Whether the ice is slippery.</param>
    /// <param name="maxSteps">The step that truncates an episode; <see cref="int.MaxValue"/> for no limit.</param>
    /// <exception cref="ArgumentException">The map is invalid; the message says where.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxSteps"/> is not positive.</exception>
    public FrozenLake(IReadOnlyList<string> map, bool isSlippery = true, int maxSteps = 100)
        : this("FrozenLake-v1", new GridMap(map, "SFHG"), isSlippery, maxSteps)
    {
    }

    private FrozenLake(string name, GridMap map, bool isSlippery, int maxSteps)
        : base(
            name,
            new DiscreteSpace("left", "down", "right", "up"),
            map.StartDistribution(),
            (state, action) => Outcomes(map, state, action, isSlippery),
            maxSteps) => _map = map;

    /// <summary>The map of FrozenLake-v1.</summary>
    public static IReadOnlyList<string> Map4x4 { get; } = ["SFFF", "FHFH", "FFFH", "HFFG"];

    /// <summary>The map of FrozenLake8x8-v1.</summary>
    public static IReadOnlyList<string> Map8x8 { get; } =
        ["SFFFFFFF", "FFFFFFFF", "FFFHFFFF", "FFFFFHFF", "FFFHFFFF", "FHHFFFHF", "FHFFHFHF", "FFFHFFFG"];

    /// <summary>Creates FrozenLake8x8-v1: the lake of 8×8 cells, with a limit of 200 steps.</summary>
    /// <param name="isSlippery">Whether the ice is slippery.</param>
    /// <returns>The environment.</returns>
    public static FrozenLake Create8x8(bool isSlippery = true) =>
        new("FrozenLake8x8-v1", new GridMap(Map8x8, "SFHG"), isSlippery, maxSteps: 200);

    /// <inheritdoc/>
    public override string Render() => _map.Render(State);

    private static TabularTransition[] Outcomes(GridMap map, int state, int action, bool isSlippery)
    {
        if (map.Cells[state] is 'G' or 'H')
            return [new(1, state, 0, Terminated: true)];

        int[] directions = isSlippery ? [(action + 3) % 4, action, (action + 1) % 4] : [action];
        return [.. directions.Select(direction =>
        {
            int next = map.Move(state, Directions[direction]);
            char letter = map.Cells[next];
            return new TabularTransition(1.0 / directions.Length, next, letter == 'G' ? 1 : 0, letter is 'G' or 'H');
        })];
    }
}
