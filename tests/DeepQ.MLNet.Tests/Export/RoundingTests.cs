using DeepQ.Learning.Export;
using DeepQ.Learning.Networks;
using DeepQ.MLNet.Tests.Support;
using DeepQ.Onnx.Policies;
using DeepQ.Onnx.Verification;
using static TorchSharp.torch;

namespace DeepQ.MLNet.Tests.Export;

/// <summary>What a file is held to where states are large, so that float32 loses digits in the network itself.</summary>
public sealed class RoundingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(1e3f)]
    [InlineData(1e5f)]
    public void A_file_passes_whatever_the_scale_of_the_states_and_one_with_a_wrong_weight_does_not(float scale)
    {
        BoxSpace space = new([2], 0, scale);
        for (ulong seed = 1; seed <= 4; seed++)
        {
            using QNetwork network = Drawn(space, seed);
            Assert.True(Verify(network, network, space).Passed, $"{seed}: {Verify(network, network, space)}");
            int count = network.parameters().Count();
            for (int number = 0; number < count; number++)
            {
                using QNetwork wrong = network.Copy();
                using (no_grad())
                    wrong.parameters().ElementAt(number).add_(0.02);
                Assert.False(Verify(network, wrong, space).Passed, $"{seed}, parameter {number}");
            }
        }
    }

    [Fact]
    public void The_report_says_how_much_float32_loses()
    {
        BoxSpace space = new([2], 0, 1e5f);
        using QNetwork network = Drawn(space, 1);
        VerificationReport report = Verify(network, network, space);
        Assert.InRange(report.RoundingError, 1e-7, 1);
        Assert.EndsWith($"float32 itself is off by {report.RoundingError:g3}", report.ToString(), StringComparison.Ordinal);
        Assert.Equal([1, 3, 64, 64], report.Batches.Select(batch => batch.BatchSize));
        Assert.True(report.Batches[3].RoundingError < report.Batches[2].RoundingError);
    }

    [Fact]
    public void Tables_with_large_values_are_fitted()
    {
        for (int seed = 1; seed <= 4; seed++)
        {
            MLContext context = new(seed);
            Random random = new(seed);
            IEnumerable<LoggedStep> rows = Enumerable.Range(0, 300).Select(_ => new LoggedStep
            {
                State = [(float)(random.NextDouble() * 1e4), (float)(random.NextDouble() * 1e4)],
                NextState = [0, 0],
                Action = random.Next(2),
                Reward = random.NextDouble() < 0.2 ? 1 : 0,
                Terminated = true,
            });
            using DeepQTransformer model = context.ReinforcementLearning.Trainers.DeepQ(gamma: 0.9, updates: 500)
                .Fit(context.Data.LoadFromEnumerable(rows.ToArray()));
            Assert.Equal(2, model.Policy.ActionCount);
        }
    }

    private static QNetwork Drawn(BoxSpace space, ulong seed) =>
        new NetworkOptions().CreateNetwork(space, 2, new Xoshiro256(seed));

    private static VerificationReport Verify(QNetwork network, QNetwork exported, BoxSpace space)
    {
        using OnnxPolicy policy = OnnxPolicy.Load(PolicyExport.ToOnnx(exported, new PolicyMetadata
        {
            ObservationShape = space.Shape,
            ActionNames = ["left", "right"],
            Gamma = 0.9,
            Algorithm = "DQN",
        }));
        network.eval();
        return OnnxVerifier.Compare(
            (states, batch) =>
            {
                float[] qValues = new float[batch * 2];
                int[] actions = new int[batch];
                policy.Evaluate(states, qValues, actions);
                return (qValues, Array.ConvertAll(actions, action => (long)action));
            },
            PolicyExport.ToFunction(network),
            space.Low,
            space.High,
            new Xoshiro256(3),
            exact: PolicyExport.ToExactFunction(network));
    }
}
