using DeepQ.Learning.Actions;

namespace DeepQ.Learning.Tests.Actions;

public sealed class SoftPolicyTests
{
    // τ = 2 and values 2 ln 1, 2 ln 2 and 2 ln 5: probabilities 1/8, 2/8 and 5/8, soft value 2 ln 8.
    private static readonly float[] QValues = [0, 2 * MathF.Log(2), 2 * MathF.Log(5)];

    [Fact]
    public void The_soft_value_is_the_expected_value_and_the_entropy()
    {
        double value = SoftPolicy.Value(QValues, 2);
        Assert.Equal(2 * Math.Log(8), value, 6);

        double[] p = [0.125, 0.25, 0.625];
        double expected = Enumerable.Range(0, 3).Sum(a => p[a] * (QValues[a] - (2 * Math.Log(p[a]))));
        Assert.Equal(expected, value, 6);
    }

    [Fact]
    public void A_log_probability_is_that_of_the_softmax() =>
        Assert.Equal(2 * Math.Log(0.25), SoftPolicy.ScaledLogProbability(QValues, 1, 2), 6);

    [Fact]
    public void Illegal_actions_have_no_part()
    {
        Assert.Equal(2 * Math.Log(3), SoftPolicy.Value(QValues, 2, [true, true, false]), 6);
        Assert.Equal(2 * Math.Log(2 / 3.0), SoftPolicy.ScaledLogProbability(QValues, 1, 2, [true, true, false]), 6);
    }

    [Fact]
    public void A_low_temperature_gives_the_maximum_without_overflow() =>
        Assert.Equal(1_000, SoftPolicy.Value([1_000, 999, -1e30f], 0.001), 9);
}
