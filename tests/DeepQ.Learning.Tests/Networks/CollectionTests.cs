using DeepQ.Learning.Distributions;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Networks;

/// <summary>Forward passes while the garbage collector and its finalizers run all the time.</summary>
public sealed class CollectionTests
{
    private static readonly BoxSpace Observations = Variants.Row(4);

    public static TheoryData<string> Networks => ["noisy", "dueling", "constrained", "C51", "IQN", "normalized"];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Values_stay_what_they_are_while_memory_is_collected(string kind)
    {
        using QNetwork network = Create(kind);
        float[] state = [0.1f, -0.2f, 0.3f, -0.4f];
        float[] expected = new float[2];
        network.QValues(state, expected);

        using CancellationTokenSource done = new();
        Thread collecting = new(() =>
        {
            while (!done.IsCancellationRequested)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        });
        collecting.Start();
        try
        {
            float[] actual = new float[2];
            for (int i = 0; i < 1_000; i++)
            {
                network.QValues(state, actual);
                Assert.Equal(expected, actual);
            }
        }
        finally
        {
            done.Cancel();
            collecting.Join();
        }
    }

    private static QNetwork Create(string kind) => kind switch
    {
        "noisy" => Network(new() { Noisy = true }),
        "dueling" => Network(new() { Dueling = true }),
        "constrained" => new ConstrainedQNetwork(Network(new()), Network(new()), threshold: 0.3),
        "C51" => Network(new() { Distribution = new CategoricalDistribution(-1, 1, 5) }),
        "IQN" => Network(new() { Distribution = new ImplicitQuantileDistribution(4, 4, 4, 4) }),
        _ => Network(new() { LayerNorm = true, Activation = DeepQ.Onnx.Policies.PolicyActivation.SiLU }),
    };

    private static QNetwork Network(NetworkOptions options) =>
        (options with { HiddenUnits = [16, 16] }).CreateNetwork(Observations, 2, new Xoshiro256(1));
}
