namespace DeepQ.Environments.Tabular;

/// <summary>Taxi-v3: drive to a passenger, pick the passenger up, deliver at the right one of four places.</summary>
/// <remarks>
/// <para>
/// Observation: the state as a one-hot vector of 500 values; <see cref="Encode"/> numbers the states. Actions: 0 down,
/// 1 up, 2 right, 3 left, 4 pick up, 5 drop off; a move into a wall has no effect. Reward: -1 for every step, 20 for the
/// delivery, -10 for picking up where there is no passenger or dropping off in the wrong place. Terminated with
/// the delivery; truncated after 200 steps. The start is one of the 300 states where the passenger waits at a place
/// that is not the destination, each as likely as the others.
/// </para>
/// <para>
/// Dietterich: Hierarchical Reinforcement Learning with the MAXQ Value Function Decomposition (2000), without fickle
/// passengers and rain. With a mask, the legal actions are those that change the state, as in Gymnasium's
/// <c>action_mask</c>.
/// </para>
/// </remarks>
public sealed class Taxi : TabularEnvironment
{
    /// <summary>The mean return at which Gymnasium considers the problem solved.</summary>
    public const double SolvedReturn = 8;

    /// <summary>The passenger location that means "in the taxi".</summary>
    public const int InTaxi = 4;

    // A taxi can pass a colon but not a bar.
    private static readonly string[] Streets =
        ["|R: | : :G|", "| : | : : |", "| : : : : |", "| | : | : |", "|Y| : |B: |"];
    private static readonly (int Row, int Column)[] Places = [(0, 0), (0, 4), (4, 0), (4, 3)];
    private static readonly bool[][] Masks = [.. Enumerable.Range(0, 500).Select(MaskOf)];

    /// <summary>Creates the environment; <see cref="TabularEnvironment.Reset"/> starts the first episode.</summary>
    /// <param name="hasActionMask">Whether actions that change nothing are illegal.</param>
    /// <param name="maxSteps">The step that truncates an episode; <see cref="int.MaxValue"/> for no limit.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxSteps"/> is not positive.</exception>
    public Taxi(bool hasActionMask = false, int maxSteps = 200)
        : base(
            "Taxi-v3",
            new DiscreteSpace("down", "up", "right", "left", "pick up", "drop off"),
            [.. Enumerable.Range(0, 500).Select(StartProbability)],
            (state, action) => [Outcome(state, action)],
            maxSteps) => HasActionMask = hasActionMask;

    /// <inheritdoc/>
    public override bool HasActionMask { get; }

    /// <summary>Encodes a state: ((row · 5 + column) · 5 + passenger) · 4 + destination.</summary>
    /// <param name="row">The row of the taxi, 0 to 4 from the top.</param>
    /// <param name="column">The column of the taxi, 0 to 4 from the left.</param>
    /// <param name="passenger">Where the passenger is: 0 red, 1 green, 2 yellow, 3 blue, 4 in the taxi.</param>
    /// <param name="destination">Where the passenger wants to go: 0 red, 1 green, 2 yellow, 3 blue.</param>
    /// <returns>The state, 0 to 499.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public static int Encode(int row, int column, int passenger, int destination)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)row, 4u, nameof(row));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)column, 4u, nameof(column));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)passenger, 4u, nameof(passenger));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)destination, 3u, nameof(destination));
        return ((row * 5 + column) * 5 + passenger) * 4 + destination;
    }

    /// <summary>Decodes the number of a state; the inverse of <see cref="Encode"/>.</summary>
    /// <param name="state">0 to 499.</param>
    /// <returns>Row and column of the taxi, location of the passenger, destination.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such state.</exception>
    public static (int Row, int Column, int Passenger, int Destination) Decode(int state)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)state, 499u, nameof(state));
        return (state / 100, state / 20 % 5, state / 4 % 5, state % 4);
    }

    /// <inheritdoc/>
    public override void GetActionMask(Span<bool> legal)
    {
        if (HasActionMask)
            Masks[State].CopyTo(legal);
        else
            base.GetActionMask(legal);
    }

    /// <summary>
    /// Draws the streets: @ is the empty taxi, &amp; the taxi with the passenger; R, G, Y and B are the places.
    /// </summary>
    /// <returns>The picture, and below it a line with passenger and destination.</returns>
    public override string Render()
    {
        string[] names = ["red", "green", "yellow", "blue", "the taxi"];
        (int row, int column, int passenger, int destination) = Decode(State);
        string[] rows = [.. Streets];
        rows[row] = rows[row].Remove(2 * column + 1, 1).Insert(2 * column + 1, passenger == InTaxi ? "&" : "@");
        return $"+---------+\n{string.Join('\n', rows)}\n+---------+\n"
            + $"passenger: {names[passenger]}, destination: {names[destination]}";
    }

    private static double StartProbability(int state)
    {
        (_, _, int passenger, int destination) = Decode(state);
        return passenger != InTaxi && passenger != destination ? 1.0 / 300 : 0;
    }

    private static TabularTransition Outcome(int state, int action)
    {
        (int row, int column, int passenger, int destination) = Decode(state);
        int place = Array.IndexOf(Places, (row, column));
        return action switch
        {
            0 => Moved(Encode(Math.Min(row + 1, 4), column, passenger, destination)),
            1 => Moved(Encode(Math.Max(row - 1, 0), column, passenger, destination)),
            2 when Streets[row][2 * column + 2] == ':' => Moved(Encode(row, column + 1, passenger, destination)),
            3 when Streets[row][2 * column] == ':' => Moved(Encode(row, column - 1, passenger, destination)),
            2 or 3 => Moved(state),
            4 when place >= 0 && place == passenger => Moved(Encode(row, column, InTaxi, destination)),
            5 when place == destination && passenger == InTaxi =>
                new(1, Encode(row, column, destination, destination), 20, Terminated: true),
            5 when place >= 0 && passenger == InTaxi => Moved(Encode(row, column, place, destination)),
            _ => new(1, state, -10, Terminated: false),
        };

        static TabularTransition Moved(int next) => new(1, next, -1, Terminated: false);
    }

    private static bool[] MaskOf(int state) =>
        [.. Enumerable.Range(0, 6).Select(action => Outcome(state, action).NextState != state)];
}
