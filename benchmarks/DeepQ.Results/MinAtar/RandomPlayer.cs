using System.Globalization;
using System.Text;

namespace DeepQ.Results;

/// <summary>What MinAtar's games bring to a player who draws each action evenly.</summary>
internal static class RandomPlayer
{
    public const string Name = "minatar-random";

    private const int Episodes = 20_000;

    /// <summary>Plays each game under the original protocol; gives a table of means with their standard errors.</summary>
    public static string Execute()
    {
        StringBuilder text = new();
        text.AppendLine("| game | return | length |");
        text.AppendLine("|---|---|---|");
        foreach (string name in EnvironmentRegistry.Standard.Names.Where(name =>
            name.StartsWith("MinAtar/", StringComparison.Ordinal) && name.EndsWith("-v0", StringComparison.Ordinal)))
        {
            (double[] returns, double[] lengths) = Play(EnvironmentRegistry.Standard.Make(name));
            text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {Mean(returns)} | {Mean(lengths)} |");
        }

        return text.ToString();
    }

    private static (double[] Returns, double[] Lengths) Play(IEnvironment game)
    {
        Xoshiro256 random = new(1);
        float[] observation = new float[game.ObservationSpace.Size];
        double[] returns = new double[Episodes];
        double[] lengths = new double[Episodes];
        for (int episode = 0; episode < Episodes; episode++)
        {
            game.Reset(random, observation);
            StepResult step;
            do
            {
                step = game.Step(random.Next(game.ActionSpace.Count), random, observation);
                returns[episode] += step.Reward;
                lengths[episode]++;
            }
            while (!step.Done);
        }

        return (returns, lengths);
    }

    private static string Mean(double[] values)
    {
        double mean = values.Average();
        double error = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1) / values.Length);
        return string.Create(CultureInfo.InvariantCulture, $"{mean:F4} ± {error:F4}");
    }
}
