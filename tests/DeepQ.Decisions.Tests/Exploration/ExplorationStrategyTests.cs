using CsCheck;
using DeepQ.Decisions.Exploration;

namespace DeepQ.Decisions.Tests.Exploration;

public sealed class ExplorationStrategyTests
{
    [Fact]
    public void Greedy_takes_the_first_of_the_greatest_that_are_allowed()
    {
        Assert.Equal([0, 1, 0], Fill(ExplorationStrategy.Greedy, [1, 3, 3]));
        Assert.Equal([1, 0, 0], Fill(ExplorationStrategy.Greedy, [1, 3, 1], [true, false, true]));
    }

    [Fact]
    public void Epsilon_is_shared_by_all_that_are_allowed()
    {
        Assert.Equal([0.05, 0.85, 0.05, 0.05], Fill(ExplorationStrategy.EpsilonGreedy(0.2), [1, 3, 2, 0]), Near);
        Assert.Equal([0.1, 0, 0.9, 0], Fill(ExplorationStrategy.EpsilonGreedy(0.2), [1, 3, 2, 0], [true, false, true, false]), Near);
        Assert.Equal([0, 1], Fill(ExplorationStrategy.EpsilonGreedy(0), [1, 2]));
        Assert.Equal([0.5, 0.5], Fill(ExplorationStrategy.EpsilonGreedy(1), [1, 2]), Near);
    }

    [Fact]
    public void Softmax_weighs_by_the_exponential_of_values_over_the_temperature()
    {
        // exp(0), exp(ln 3 / 1): a quarter and three quarters; at half the temperature 1 to 9.
        float[] values = [0, MathF.Log(3)];
        Assert.Equal([0.25, 0.75], Fill(ExplorationStrategy.Softmax(1), values), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal([0.1, 0.9], Fill(ExplorationStrategy.Softmax(0.5), values), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal([0, 1], Fill(ExplorationStrategy.Softmax(0.01), [-3e38f, 3e38f]));
    }

    [Fact]
    public void Probabilities_are_one_in_total_and_zero_where_nothing_is_allowed() =>
        Gen.Select(Gen.Select(Gen.Float[-100, 100], Gen.Bool).Array[1, 40], Gen.Double[0, 1], Gen.Double[0.01, 10]).Sample(
            (actions, epsilon, temperature) =>
            {
                float[] values = [.. actions.Select(action => action.Item1)];
                bool[] allowed = [.. actions.Select(action => action.Item2)];
                allowed[0] = true;
                ExplorationStrategy[] all =
                [
                    ExplorationStrategy.Greedy,
                    ExplorationStrategy.EpsilonGreedy(epsilon),
                    ExplorationStrategy.Softmax(temperature),
                ];
                foreach (ExplorationStrategy strategy in all)
                {
                    double[] probabilities = Fill(strategy, values, allowed);
                    Assert.Equal(1, probabilities.Sum(), 12);
                    Assert.All(probabilities.Zip(allowed), each => Assert.True(each.Second || each.First == 0));
                }
            },
            iter: 300);

    [Fact]
    public void Draws_have_the_frequencies_of_their_probabilities()
    {
        double[] probabilities = [0.1, 0, 0.6, 0.3];
        int[] drawn = new int[4];
        for (int i = 0; i < 1000; i++)
            drawn[ActionDraw.From(probabilities, (i + 0.5) / 1000)]++;
        Assert.Equal([100, 0, 600, 300], drawn);
    }

    [Fact]
    public void What_rounding_leaves_of_the_total_goes_to_the_last_action_that_is_possible() =>
        Assert.Equal(1, ActionDraw.From([0.5, 0.4999999, 0], Math.BitDecrement(1.0)));

    [Fact]
    public void Bad_settings_and_arguments_are_refused()
    {
        Assert.Contains("from 0 to 1", Refused(() => ExplorationStrategy.EpsilonGreedy(1.5)), StringComparison.Ordinal);
        Assert.Contains("from 0 to 1", Refused(() => ExplorationStrategy.EpsilonGreedy(double.NaN)), StringComparison.Ordinal);
        Assert.Contains("positive", Refused(() => ExplorationStrategy.Softmax(0)), StringComparison.Ordinal);
        Assert.Contains(
            "a mask of 1", Refused(() => Fill(ExplorationStrategy.Greedy, [1, 2], [true])), StringComparison.Ordinal);
        Assert.Contains(
            "No action is allowed", Refused(() => Fill(ExplorationStrategy.Greedy, [1], [false])), StringComparison.Ordinal);
        Assert.Contains(
            "Action 1 has a Q-value that is not finite",
            Refused(() => Fill(ExplorationStrategy.Greedy, [1, float.NaN])),
            StringComparison.Ordinal);

        static string Refused(Action action) => Assert.ThrowsAny<ArgumentException>(action).Message;
    }

    [Fact]
    public void Strategies_with_equal_settings_are_equal_and_say_them()
    {
        Assert.Equal(ExplorationStrategy.EpsilonGreedy(0.1), ExplorationStrategy.EpsilonGreedy(0.1));
        Assert.NotEqual(ExplorationStrategy.Softmax(1), ExplorationStrategy.Softmax(2));
        Assert.Equal("ε-greedy, ε = 0.1", ExplorationStrategy.EpsilonGreedy(0.1).ToString());
        Assert.Equal("softmax, temperature 2", ExplorationStrategy.Softmax(2).ToString());
        Assert.Equal("greedy", ExplorationStrategy.Greedy.ToString());
    }

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-12;

    private static double[] Fill(ExplorationStrategy strategy, float[] values, bool[]? allowed = null)
    {
        double[] probabilities = new double[values.Length];
        strategy.Fill(values, allowed, probabilities);
        return probabilities;
    }
}
