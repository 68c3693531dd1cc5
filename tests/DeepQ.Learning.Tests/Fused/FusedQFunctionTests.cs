using DeepQ.Learning.Fused;
using DeepQ.Learning.Kernels;
using DeepQ.Learning.Networks;

namespace DeepQ.Learning.Tests.Fused;

public sealed class FusedQFunctionTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(3, false)]
    [InlineData(5, false)]
    [InlineData(16, false)]
    [InlineData(33, false)]
    [InlineData(70, false)]
    [InlineData(1, true)]
    [InlineData(5, true)]
    [InlineData(70, true)]
    [InlineData(1, false, true)]
    [InlineData(5, false, true)]
    [InlineData(70, false, true)]
    public void Any_number_of_states_has_the_values_that_the_module_gives(int states, bool normalizes, bool convolves = false)
    {
        for (int seed = 0; seed < 30; seed++)
        {
            FusedCase random = new(seed, normalizes, convolves: convolves);
            float[] input = random.CreateStates(states);
            foreach (KernelSet kernels in KernelSet.Available)
            {
                using FusedNetworkPair pair = new(random.CreateNetwork(), random.Options.ToLearner(), kernels);
                float[] expected = new float[states * random.ActionCount];
                float[] actual = new float[expected.Length];
                pair.Network.QValues(input, expected);
                pair.Learning.QValues(input, actual);
                for (int i = 0; i < expected.Length; i++)
                    Assert.Equal(expected[i], actual[i], 1e-5f * Math.Max(1, Math.Abs(expected[i])));
            }
        }
    }

    [Fact]
    public void Observations_of_bytes_are_divided_by_255()
    {
        BoxSpace bytes = new([3], 0, 255, ElementType.UInt8);
        using FusedNetworkPair pair = new(
            new LayeredQNetwork(bytes, 2, new NetworkOptions { HiddenUnits = [8] }, new Xoshiro256(1)),
            new DqnOptions().ToLearner(),
            KernelSet.Widest);
        float[] states = [0, 100, 255, 7, 8, 9, 1, 2, 3, 4, 5, 6, 250, 251, 252];
        float[] expected = new float[10];
        float[] one = new float[2];
        float[] all = new float[10];
        pair.Network.QValues(states, expected);
        pair.Learning.QValues(states, all);
        pair.Learning.QValues(states.AsSpan(0, 3), one);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], all[i], 1e-5f);
        Assert.Equal(expected[1], one[1], 1e-5f);
    }
}
