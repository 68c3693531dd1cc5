using DeepQ.Learning.Checkpoints;

namespace DeepQ.Learning.Exploration;

/// <summary>
/// Random actions that last n steps with a probability proportional to n^−2, up to a limit. Walking on reaches distant
/// states, which a new draw at each step hardly ever does.
/// </summary>
/// <remarks>
/// Dabney, Ostrovski, Barreto: Temporally-Extended ε-Greedy Exploration (2020), https://arxiv.org/abs/2006.01782. An
/// action ends with the episode, or as soon as it is no longer legal.
/// </remarks>
/// <param name="environments">The number of environments.</param>
/// <param name="longest">The greatest number of steps of an action.</param>
internal sealed class LastingActions(int environments, int longest)
{
    private readonly int[] _actions = new int[environments];
    private readonly int[] _left = new int[environments];
    private readonly double[] _cumulative = Cumulative(longest);

    /// <summary>Continues the lasting action of an environment.</summary>
    /// <returns>The action; null if none lasts.</returns>
    public int? GoOn(int environment, ReadOnlySpan<bool> legal)
    {
        ref int left = ref _left[environment];
        int action = _actions[environment];
        if (left == 0 || (!legal.IsEmpty && !legal[action]))
        {
            left = 0;
            return null;
        }

        left--;
        return action;
    }

    /// <summary>Begins an action and draws its number of steps.</summary>
    public void Begin(int environment, int action, Random random)
    {
        int found = Array.BinarySearch(_cumulative, random.NextDouble());
        _left[environment] = Math.Min(found < 0 ? ~found : found + 1, longest - 1);
        _actions[environment] = action;
    }

    /// <summary>Ends the action of an environment.</summary>
    public void End(int environment) => _left[environment] = 0;

    /// <summary>Writes the lasting actions.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.WriteValues<int>(_actions);
        writer.WriteValues<int>(_left);
    }

    /// <summary>Restores what <see cref="Save"/> wrote.</summary>
    public void Load(BinaryReader reader)
    {
        reader.ReadValues<int>(_actions);
        reader.ReadValues<int>(_left);
    }

    // For 1, 2, … steps.
    private static double[] Cumulative(int longest)
    {
        double[] sums = new double[longest];
        double sum = 0;
        for (int n = 1; n <= longest; n++)
            sums[n - 1] = sum += 1.0 / n / n;
        return [.. sums.Select(partial => partial / sum)];
    }
}
