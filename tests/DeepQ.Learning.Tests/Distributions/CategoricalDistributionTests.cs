using DeepQ.Learning.Distributions;
using DeepQ.Learning.Losses;

namespace DeepQ.Learning.Tests.Distributions;

public sealed class CategoricalDistributionTests
{
    // Three atoms: the returns 0, 1 and 2.
    private static readonly CategoricalDistribution Three = new(0, 2, 3);
    private static readonly float[] Probabilities = [0.2f, 0.3f, 0.5f];

    // With ¾ the return is ¼ + ½ (½ + 1) = 1, and with ¼ it is ¼ + ½ (1 + 0) = ¾, between two atoms.
    [Fact]
    public void A_mixture_moves_each_action_by_its_own_bonus()
    {
        CategoricalDistribution distribution = new(0, 2, 3);
        // What a target held before has no part in it.
        float[] target = [9, 9, 9];
        distribution.MixTarget([-60, 0, -60, 0, -60, -60], [0.75f, 0.25f], [0.5f, 1], 0.25f, 0.5f, target);
        Assert.Equal(0.0625f, target[0], 6);
        Assert.Equal(0.9375f, target[1], 6);
        Assert.Equal(0, target[2], 6);

        // Nor has an action that is never taken.
        distribution.MixTarget([float.NaN, 0, 0, -60, 0, -60], [0, 1], [float.NaN, 1], 0.25f, 0.5f, target);
        Assert.Equal(0, target[0], 6);
        Assert.Equal(0.75f, target[1], 6);
        Assert.Equal(0.25f, target[2], 6);

        // A terminal state has no actions, whatever they say.
        distribution.MixTarget([float.NaN, 0, 0, 0, 0, 0], [1, 0], [9, 9], 1, 0, target);
        Assert.Equal([0, 1, 0], target);
    }

    [Fact]
    public void A_return_exactly_on_an_atom_keeps_all_of_its_probability()
    {
        AssertClose([0.2f, 0.3f, 0.5f], Project(reward: 0, discount: 1));
        // 0, 1, 2 move to 1, 1.5 and 2: two of them hit an atom.
        AssertClose([0, 0.2f + 0.15f, 0.15f + 0.5f], Project(reward: 1, discount: 0.5f));
    }

    [Theory]
    [InlineData(-10, 10, 51)]
    [InlineData(0, 1, 51)]
    [InlineData(-0.7, 0.3, 11)]
    public void Each_atom_that_is_hit_keeps_all_of_its_probability_the_first_and_the_last_too(
        double minimum, double maximum, int atoms)
    {
        CategoricalDistribution distribution = new(minimum, maximum, atoms);
        float[] projected = new float[atoms];
        for (int hit = 0; hit < atoms; hit++)
        {
            float[] certain = new float[atoms];
            certain[hit] = 1;
            distribution.Project(certain, reward: 0, discount: 1, projected);
            Assert.Equal(1, projected[hit], 1e-6f);
            Assert.Equal(1, projected.Sum(), 1e-6f);

            // A terminal successor, whose reward is what the atom stands for.
            distribution.Project(certain, (float)distribution.ReturnOf(hit), discount: 0, projected);
            Assert.Equal(1, projected[hit], 1e-5f);
            Assert.Equal(1, projected.Sum(), 1e-6f);
        }
    }

    [Fact]
    public void A_return_between_two_atoms_is_shared_by_nearness()
    {
        // 0, 1, 2 move to 0.25, 1.25 and 2.25, which counts as 2.
        AssertClose([0.15f, 0.05f + 0.225f, 0.075f + 0.5f], Project(reward: 0.25f, discount: 1));
    }

    [Fact]
    public void A_terminal_successor_leaves_the_reward_alone()
    {
        AssertClose([0, 1, 0], Project(reward: 1, discount: 0));
        AssertClose([0.75f, 0.25f, 0], Project(reward: 0.25f, discount: 0));
    }

    [Fact]
    public void Returns_beyond_the_ends_count_as_the_ends()
    {
        AssertClose([0, 0, 1], Project(reward: 100, discount: 1));
        AssertClose([1, 0, 0], Project(reward: -100, discount: 1));
    }

    // 13.7 by a fiftieth of itself is a little more than 50.
    [Fact]
    public void The_greatest_return_is_the_last_atom_also_where_rounding_puts_it_beyond()
    {
        CategoricalDistribution distribution = new(-10, 3.7);
        Assert.True((3.7 + 10) / ((3.7 + 10) / 50) > 50);
        float[] projected = new float[51];
        distribution.Project([.. Enumerable.Repeat(1 / 51f, 51)], reward: 4, discount: 0, projected);
        Assert.Equal(1, projected[50], 1e-6f);
    }

    [Fact]
    public void No_probability_is_lost_and_the_mean_follows_the_moved_returns()
    {
        CategoricalDistribution distribution = new(-10, 10);
        Xoshiro256 random = new(1);
        float[] probabilities = new float[51];
        float[] projected = new float[51];
        for (int trial = 0; trial < 1_000; trial++)
        {
            for (int i = 0; i < probabilities.Length; i++)
                probabilities[i] = 3 * random.NextSingle();
            CategoricalLoss.Softmax(probabilities);
            // A quarter of the rewards are whole, so that some returns hit atoms exactly.
            float reward = trial % 4 == 0 ? random.Next(-3, 4) : (6 * random.NextSingle()) - 3;
            float discount = trial % 4 == 0 ? 1 : random.NextSingle();

            distribution.Project(probabilities, reward, discount, projected);

            double mean = 0;
            for (int i = 0; i < 51; i++)
                mean += probabilities[i] * Math.Clamp(reward + (discount * distribution.ReturnOf(i)), -10, 10);
            Assert.Equal(1, projected.Sum(value => (double)value), 5);
            Assert.Equal(mean, distribution.Mean(projected), 4);
            Assert.All(projected, probability => Assert.True(probability >= 0));
        }
    }

    [Fact]
    public void The_mean_weighs_the_returns() => Assert.Equal(1.3, Three.Mean(Probabilities), 6);

    [Fact]
    public void Another_number_of_probabilities_is_refused()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => Three.Project(new float[2], 0, 1, new float[3]));
        Assert.Contains("3 returns", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Three.Project(new float[3], 0, 1, new float[4]));
    }

    private static float[] Project(float reward, float discount)
    {
        float[] projected = new float[3];
        Three.Project(Probabilities, reward, discount, projected);
        return projected;
    }

    private static void AssertClose(float[] expected, float[] actual)
    {
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-6f);
    }
}
