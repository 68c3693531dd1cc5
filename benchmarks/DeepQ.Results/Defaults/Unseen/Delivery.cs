using DeepQ.Environments.Tabular;

namespace DeepQ.Results;

/// <summary>A courier fetches a parcel in one corner of a square and brings it to the opposite one; one step in ten slips.</summary>
/// <remarks>
/// 6 × 6 cells, with and without the parcel: 72 states, one-hot. Actions: up, right, down, left, each of which turns to one of its sides
/// with a probability of 0.05 each; a step over the edge stays. Reward: −1 a step, and 20 for the delivery, which ends the episode;
/// truncated after 200 steps. It starts anywhere without the parcel but where that lies.
/// </remarks>
internal static class Delivery
{
    private const int Side = 6;
    private const int Cells = Side * Side;
    private const int Parcel = Side - 1;
    private const int Destination = Cells - Side;
    private const double Slip = 0.05;

    private static readonly (int Rows, int Columns)[] Directions = [(-1, 0), (0, 1), (1, 0), (0, -1)];

    public static TabularEnvironment Create()
    {
        double[] start = new double[2 * Cells];
        Array.Fill(start, 1.0 / (Cells - 1), 0, Cells);
        start[Parcel] = 0;
        return new TabularEnvironment("Delivery", new DiscreteSpace("up", "right", "down", "left"), start, Outcomes, maxSteps: 200);
    }

    private static TabularTransition[] Outcomes(int state, int action) =>
    [
        Outcome(state, action, 1 - (2 * Slip)),
        Outcome(state, (action + 1) % 4, Slip),
        Outcome(state, (action + 3) % 4, Slip),
    ];

    private static TabularTransition Outcome(int state, int direction, double probability)
    {
        (int rows, int columns) = Directions[direction];
        int row = Math.Clamp((state % Cells / Side) + rows, 0, Side - 1);
        int column = Math.Clamp((state % Side) + columns, 0, Side - 1);
        int cell = (row * Side) + column;
        bool carries = state >= Cells || cell == Parcel;
        bool delivered = carries && cell == Destination;
        return new TabularTransition(probability, cell + (carries ? Cells : 0), delivered ? 20 : -1, delivered);
    }
}
