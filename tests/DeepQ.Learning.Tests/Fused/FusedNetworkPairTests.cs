using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Fused;

public sealed class FusedNetworkPairTests
{
    private const int Cases = 60;

    /// <summary>The numbers of the kernel sets that this CPU has.</summary>
    public static TheoryData<int> KernelSets => [.. Enumerable.Range(0, KernelSet.Available.Count)];

    [Theory]
    [MemberData(nameof(KernelSets))]
    public void Twenty_updates_of_random_networks_and_settings_agree_with_those_of_torch(int kernels)
    {
        for (int seed = 0; seed < Cases; seed++)
        {
            FusedCase random = new(seed);
            using DqnLearner expected = new(
                new TorchNetworkPair(random.CreateNetwork(), random.Options), random.Options, new Xoshiro256(1));
            using DqnLearner actual = new(
                new FusedNetworkPair(random.CreateNetwork(), random.Options, KernelSet.Available[kernels]),
                random.Options,
                new Xoshiro256(1));
            for (int update = 0; update < 20; update++)
            {
                TransitionBatch batch = random.CreateBatch(update);
                UpdateResult wanted = expected.Update(batch);
                UpdateResult got = actual.Update(batch);
                AssertClose(wanted.Loss, got.Loss, random);
                AssertClose(wanted.MeanQ, got.MeanQ, random);
                AssertClose(wanted.MeanAbsoluteError, got.MeanAbsoluteError, random);
                AssertClose(wanted.GradientNorm, got.GradientNorm, random);
                if (update % 5 == 4)
                {
                    expected.UpdateTarget();
                    actual.UpdateTarget();
                }
            }

            AssertClose(HandMadeNetworks.Values(expected.Network), HandMadeNetworks.Values(actual.Network), random);
        }
    }

    private static void AssertClose(double expected, double actual, FusedCase random) =>
        Assert.True(
            Math.Abs(expected - actual) <= 1e-5 * Math.Max(1, Math.Abs(expected)),
            $"{expected} and {actual}, {random}");

    private static void AssertClose(float[] expected, float[] actual, FusedCase random)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            AssertClose(expected[i], actual[i], random);
    }
}
