using DeepQ.Learning.Actions;

namespace DeepQ.Learning.Tests.Actions;

public sealed class BoltzmannTests
{
    [Fact]
    public void Actions_are_drawn_in_proportion_to_the_exponentials_of_their_values()
    {
        // With τ = ½ and values ½ ln 1, ½ ln 2 and ½ ln 5 the probabilities are 1/8, 2/8 and 5/8.
        float[] q = [0, MathF.Log(2) / 2, MathF.Log(5) / 2];
        int[] counts = Counts(q, 0.5, []);
        AssertFrequencies(counts, [0.125, 0.25, 0.625]);
    }

    [Fact]
    public void An_illegal_action_is_never_drawn_and_leaves_its_share_to_the_others()
    {
        float[] q = [0, MathF.Log(2), 1_000];
        AssertFrequencies(Counts(q, 1, [true, true, false]), [1 / 3.0, 2 / 3.0, 0]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e-6)]
    public void A_low_temperature_is_greedy(double temperature) =>
        Assert.Equal(1, Boltzmann.Action([1, 3, 2], temperature, new Xoshiro256(1)));

    [Fact]
    public void Values_of_any_size_do_not_overflow() =>
        Assert.Equal(0, Boltzmann.Action([3e38f, -3e38f], 1, new Xoshiro256(1)));

    [Fact]
    public void A_negative_temperature_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(
        () => Boltzmann.Action([1, 2], -1, new Xoshiro256(1)));

    private static int[] Counts(float[] q, double temperature, bool[] legal)
    {
        Xoshiro256 random = new(5);
        int[] counts = new int[q.Length];
        for (int i = 0; i < 40_000; i++)
            counts[Boltzmann.Action(q, temperature, random, legal)]++;
        return counts;
    }

    private static void AssertFrequencies(int[] counts, double[] expected)
    {
        for (int i = 0; i < counts.Length; i++)
        {
            double sixDeviations = 6 * Math.Sqrt(expected[i] * (1 - expected[i]) / 40_000);
            Assert.InRange(counts[i] / 40_000.0, expected[i] - sixDeviations, expected[i] + sixDeviations);
        }
    }
}
