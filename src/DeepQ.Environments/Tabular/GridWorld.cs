namespace DeepQ.Environments.Tabular;

/// <summary>A grid with walls, a start and a goal; every step costs 1. Small and deterministic, for tests.</summary>
/// <remarks>
/// Observation: the cell as a one-hot vector, row-major. Actions: 0 left, 1 down, 2 right, 3 up; a step into a wall or
/// over the border has no effect. Reward: -1 for every step, the last one included. Terminated at a goal. The best return is
/// minus the length of the shortest path, and with a discount γ the value of a cell at distance d is -(1-γᵈ)/(1-γ).
/// </remarks>
public sealed class GridWorld : TabularEnvironment
{
    private static readonly (int Rows, int Columns)[] Directions = [(0, -1), (1, 0), (0, 1), (-1, 0)];

    private readonly GridMap _map;

    /// <summary>Creates an open grid of 3×3 cells: start top left, goal bottom right, 4 steps away.</summary>
    public GridWorld()
        : this(["S..", "...", "..G"])
    {
    }

    /// <summary>Creates a grid from a map.</summary>
    /// <param name="map">
    /// The rows from top to bottom: S start, G goal, # wall, . floor. At least one S is required; all rows have the same length.
    /// </param>
    /// <param name="maxSteps">The step that truncates an episode; <see cref="int.MaxValue"/> for no limit.</param>
    /// <exception cref="ArgumentException">The map is invalid; the message says where.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxSteps"/> is not positive.</exception>
    public GridWorld(IReadOnlyList<string> map, int maxSteps = 100)
        : this(new GridMap(map, "SG#."), maxSteps)
    {
    }

    private GridWorld(GridMap map, int maxSteps)
        : base(
            "GridWorld",
            new DiscreteSpace("left", "down", "right", "up"),
            map.StartDistribution(),
            (state, action) => [Outcome(map, state, action)],
            maxSteps) => _map = map;

    /// <inheritdoc/>
    public override string Render() => _map.Render(State);

    private static TabularTransition Outcome(GridMap map, int state, int action)
    {
        if (map.Cells[state] == 'G')
            return new(1, state, 0, Terminated: true);

        int next = map.Move(state, Directions[action]);
        if (map.Cells[next] == '#')
            next = state;
        return new(1, next, -1, map.Cells[next] == 'G');
    }
}
