using DeepQ.Learning.Distributions;

namespace DeepQ.Learning.Tests.Distributions;

public sealed class BootstrappedEnsembleTests
{
    // The generator SplitMix64 of the paper: its first numbers are 0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4 and 0x06C45D188009454F
    // from the seed 0, and 6457827717110365317 and 3203168211198807973 from 1234567. A fraction is their first 53 bits.
    [Theory]
    [InlineData(0, 0, 0, 0.8833108082136426)]
    [InlineData(0, 0, 1, 0.43152799704850997)]
    [InlineData(0, 0, 2, 0.026433771592597743)]
    [InlineData(1_234_567, 0, 0, 0.3500795420214081)]
    [InlineData(1_234_567, 0, 1, 0.17364409667091263)]
    // From 3 · 2³² + 7 and 4 · 2³² + 7.
    [InlineData(7, 3, 2, 0.44990684691074423)]
    [InlineData(7, 4, 2, 0.4368888819707819)]
    public void A_head_learns_from_a_transition_whose_fraction_is_below_the_probability(
        int slot, int version, int head, double fraction)
    {
        Assert.False(new BootstrappedEnsemble(3, fraction).LearnsFrom(slot, (uint)version, head));
        Assert.True(new BootstrappedEnsemble(3, Math.BitIncrement(fraction)).LearnsFrom(slot, (uint)version, head));
        Assert.True(new BootstrappedEnsemble(3).LearnsFrom(slot, (uint)version, head));
    }

    [Theory]
    [InlineData(2, 1, null)]
    [InlineData(2, 1e-6, null)]
    [InlineData(2, 0, "needs a MaskProbability above 0 and at most 1")]
    [InlineData(2, 1.01, "needs a MaskProbability above 0 and at most 1")]
    [InlineData(2, double.NaN, "needs a MaskProbability above 0 and at most 1")]
    [InlineData(1, 1, "needs at least two heads")]
    [InlineData(1, 0, "needs at least two heads")]
    public void It_needs_two_heads_and_a_probability(int heads, double probability, string? problem) =>
        Assert.Equal(problem, new BootstrappedEnsemble(heads, probability).Problem);
}
