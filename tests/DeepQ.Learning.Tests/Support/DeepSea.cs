using DeepQ.Environments.Tabular;

namespace DeepQ.Learning.Tests.Support;

/// <summary>
/// A dive of so many steps: to the right is a treasure of 1 at the bottom, and each step there costs 0.01 in all; only an episode that
/// goes right at every step finds it, which random actions do once in 2^depth.
/// </summary>
/// <remarks>Osband, Russo, Wen, Van Roy: Deep Exploration via Randomized Value Functions (2019), section 4.</remarks>
internal static class DeepSea
{
    public const int Depth = 12;

    public static TabularEnvironment Create()
    {
        double[] start = new double[Depth * Depth];
        start[0] = 1;
        return new("DeepSea", new DiscreteSpace("Left", "Right"), start, Model);
    }

    private static TabularTransition[] Model(int state, int action)
    {
        (int row, int column) = (state / Depth, state % Depth);
        double reward = action == 0 ? 0 : (row == Depth - 1 && column == row ? 1 : 0) - (0.01 / Depth);
        int next = Math.Clamp(action == 0 ? column - 1 : column + 1, 0, Depth - 1);
        bool isLast = row == Depth - 1;
        return [new(1, isLast ? state : ((row + 1) * Depth) + next, reward, isLast)];
    }
}
