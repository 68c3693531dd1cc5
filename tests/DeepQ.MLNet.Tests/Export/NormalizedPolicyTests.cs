using DeepQ.Environments.ClassicControl;
using DeepQ.Environments.Wrappers;
using DeepQ.Learning.Export;
using DeepQ.Onnx.Verification;

namespace DeepQ.MLNet.Tests.Export;

/// <summary>Policies that learned behind wrappers that change observations.</summary>
public sealed class NormalizedPolicyTests : IDisposable
{
    private readonly MLContext _context = new(1);
    private readonly string _path = Path.GetTempFileName();

    [Fact]
    public void The_exported_policy_takes_raw_observations()
    {
        NormalizeObservation environment = new(new CartPole());
        using TrainingResult training = Trainer().Train(environment);
        VerificationReport report = _context.ReinforcementLearning.ExportToOnnx(training, _path);
        Assert.True(report.Passed);

        using OnnxPolicy policy = OnnxPolicy.Load(_path);
        Assert.Equal(new CartPole().ObservationSpace.Low, policy.Metadata!.ObservationLow);
        float[] raw = [0.3f, -0.8f, 0.05f, 1.2f];
        float[] normalized = [.. raw];
        environment.Statistics.Normalize(normalized);
        float[] expected = new float[2];
        float[] actual = new float[2];
        training.Network.QValues(normalized, expected);
        policy.QValues(raw, actual);
        Assert.Equal(expected, actual, (a, b) => Math.Abs(a - b) < 1e-4);
    }

    [Fact]
    public void A_file_without_the_statistics_does_not_pass()
    {
        using TrainingResult training = Trainer().Train(new NormalizeObservation(new CartPole()));
        using OnnxPolicy policy = OnnxPolicy.Load(PolicyExport.ToOnnx(training.Network, training.Describe()));
        Assert.False(PolicyExport.Verify(
            (states, batch) =>
            {
                float[] qValues = new float[batch * 2];
                int[] actions = new int[batch];
                policy.Evaluate(states, qValues, actions);
                return (qValues, Array.ConvertAll(actions, action => (long)action));
            },
            training,
            new Xoshiro256(1)).Passed);
    }

    [Fact]
    public void A_fitted_policy_takes_raw_states_too()
    {
        NormalizeObservation environment = new(new CartPole());
        using DeepQTransformer model = Trainer().Fit(environment);
        Assert.Equal(4, model.Policy.ObservationSize);
        Assert.Equal(new CartPole().ObservationSpace.High, model.Policy.Metadata!.ObservationHigh);
    }

    [Fact]
    public void A_wrapper_that_does_not_say_what_it_does_is_refused_before_anything_is_learned()
    {
        Assert.Contains(
            "does not report how",
            Assert.Throws<ArgumentException>(() => Trainer().Fit(new Doubled(new CartPole()))).Message,
            StringComparison.Ordinal);
        using TrainingResult training = Trainer().Train(new Doubled(new CartPole()));
        Assert.Throws<NotSupportedException>(() => _context.ReinforcementLearning.ExportToOnnx(training, _path));
    }

    public void Dispose() => File.Delete(_path);

    private DeepQTrainer Trainer() => _context.ReinforcementLearning.Trainers.DeepQ(
        new DeepQTrainer.Options { Steps = 300, LearningStarts = 100, HiddenUnits = [16] });

    private sealed class Doubled(IEnvironment inner) : EnvironmentWrapper(inner)
    {
        public override BoxSpace ObservationSpace { get; } = new([4], -100, 100);
    }
}
