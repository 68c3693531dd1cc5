using DeepQ.Learning.Actions;
using DeepQ.Learning.Exploration;
using DeepQ.Learning.Schedules;

namespace DeepQ.Results;

/// <summary>
/// ε-greedy whose random actions last: with probability ε an action is drawn, and taken for n steps, where n is drawn in proportion
/// to n^−2 up to a limit.
/// </summary>
/// <remarks>
/// Dabney et al.: Temporally-Extended ε-Greedy Exploration (2020), https://arxiv.org/abs/2006.01782. An end of an episode is nothing
/// that it is told of, so that an action may last into the next one. All actions must be legal.
/// </remarks>
/// <param name="epsilon">The probability ε that an action is drawn.</param>
/// <param name="environments">The number of environments.</param>
/// <param name="longest">The greatest number of steps that an action lasts.</param>
/// <param name="last">The number of the first step from which on actions last one step.</param>
internal sealed class RepeatedActions(Schedule epsilon, int environments, int longest, long last = long.MaxValue) : ExplorationPolicy
{
    private readonly int[] _action = new int[environments];
    private readonly int[] _left = new int[environments];
    private readonly double[] _cumulative = Cumulative(longest);

    public override int? ChooseWithoutValues(
        int actions, ReadOnlySpan<bool> legal, long step, int environment, Random random)
    {
        ref int left = ref _left[environment];
        if (left > 0)
        {
            left--;
            return _action[environment];
        }

        if (random.NextDouble() >= epsilon.At(step))
            return null;
        if (step >= last)
            return random.Next(actions);
        int found = Array.BinarySearch(_cumulative, random.NextDouble());
        left = Math.Min(found < 0 ? ~found : found + 1, longest - 1);
        return _action[environment] = random.Next(actions);
    }

    public override int Choose(
        ReadOnlySpan<float> qValues, ReadOnlySpan<bool> legal, long step, int environment, Random random) =>
        Greedy.Action(qValues, legal);

    // Of 1, 2, … steps.
    private static double[] Cumulative(int longest)
    {
        double[] sums = new double[longest];
        for (int n = 1; n <= longest; n++)
            sums[n - 1] = (n == 1 ? 0 : sums[n - 2]) + (1.0 / n / n);
        return [.. sums.Select(sum => sum / sums[^1])];
    }
}
