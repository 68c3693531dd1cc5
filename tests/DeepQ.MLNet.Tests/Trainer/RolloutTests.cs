using DeepQ.Learning.Schedules;
using DeepQ.MLNet.Tests.Support;
using DeepQ.Onnx.Policies;
using DeepQ.Onnx.Verification;

namespace DeepQ.MLNet.Tests.Trainer;

public sealed class RolloutTests
{
    [Fact]
    public void A_policy_learned_from_rollouts_is_a_transformer_with_the_exact_values()
    {
        MLContext context = new(1);
        DeepQTrainer.Options options = Options();
        using DeepQTransformer model = context.ReinforcementLearning.Trainers.DeepQ(options).Fit(Environments());
        Assert.All(TwoStates.FirstValues.Zip(TwoStates.QValues(model, TwoStates.First)), Near);
        Assert.All(TwoStates.SecondValues.Zip(TwoStates.QValues(model, TwoStates.Second)), Near);

        static void Near((float Expected, float Actual) pair) => Assert.Equal(pair.Expected, pair.Actual, 0.02f);
    }

    [Fact]
    public void It_is_exported_with_the_name_of_its_algorithm()
    {
        using TemporaryFolder folder = new();
        MLContext context = new(1);
        DeepQTrainer.Options options = Options();
        (options.HiddenUnits, options.Steps) = ([16, 16], 2_000);
        using TrainingResult training = context.ReinforcementLearning.Trainers.DeepQ(options)
            .Train(Environments(), TwoStates.Environment());
        VerificationReport report = context.ReinforcementLearning.ExportToOnnx(training, folder.File("policy.onnx"));
        Assert.InRange(report.MaxAbsoluteDifference, 0, 1e-5);
        Assert.Equal(0, report.ActionDisagreements);
        using DeepQTransformer policy = context.ReinforcementLearning.LoadPolicy(folder.File("policy.onnx"));
        PolicyMetadata metadata = policy.Policy.Metadata!;
        Assert.Equal("PQN", metadata.Algorithm);
        Assert.Equal("2000", metadata.Training["environment_steps"]);
    }

    [Fact]
    public void A_training_is_gone_on_with_from_its_checkpoint()
    {
        using TemporaryFolder folder = new();
        using DeepQTransformer whole = new MLContext(1).ReinforcementLearning.Trainers.DeepQ(Options()).Fit(Environments());
        DeepQTrainer.Options first = Options();
        (first.Steps, first.CheckpointPath) = (1_006, folder.File("run.checkpoint"));
        new MLContext(1).ReinforcementLearning.Trainers.DeepQ(first).Fit(Environments()).Dispose();
        using DeepQTransformer resumed = new MLContext(1).ReinforcementLearning.Trainers.DeepQ(Options())
            .Resume(folder.File("run.checkpoint"), Environments());
        Assert.Equal(TwoStates.QValues(whole, TwoStates.First), TwoStates.QValues(resumed, TwoStates.First));
        Assert.Equal(TwoStates.QValues(whole, TwoStates.Second), TwoStates.QValues(resumed, TwoStates.Second));
    }

    [Fact]
    public void A_table_is_refused_before_it_is_read()
    {
        MLContext context = new(1);
        ArgumentException error = Assert.Throws<ArgumentException>(() => TwoStates.Fit(context, Options()));
        Assert.Equal(
            "Rollout must be null to learn from logged transitions: rollouts need environments in which the policy acts.",
            error.Message);
    }

    // Returns of one step do not depend on what is tried.
    private static DeepQTrainer.Options Options()
    {
        DeepQTrainer.Options options = new() { HiddenUnits = [], Gamma = TwoStates.Gamma, Steps = 12_000 };
        options.UsePqn();
        options.Rollout = new() { Steps = 8, Minibatches = 2, Epochs = 2, Lambda = 0 };
        options.LearningRate = new LinearSchedule(0.05, 0, 12_000);
        options.NormalizeObservations = false;
        return options;
    }

    private static VectorEnvironment Environments() => new(4, TwoStates.Environment, new Xoshiro256(1));
}
