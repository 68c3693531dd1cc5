using DeepQ.Learning.Training;
using DeepQ.MLNet.Tests.Support;
using Microsoft.ML.Runtime;

namespace DeepQ.MLNet.Tests.Trainer;

public sealed class ManyEnvironmentsTests
{
    [Fact]
    public void Several_environments_give_a_policy_that_acts_right()
    {
        MLContext context = new(1);
        using DeepQTransformer model = context.ReinforcementLearning.Trainers.DeepQ(TwoStates.Options())
            .Fit(Environments(3), TwoStates.Environment());
        IDataView scored = model.Transform(TwoStates.Table(context));
        ActingRow[] rows = [.. context.Data.CreateEnumerable<ActingRow>(scored, reuseRowObject: false)];
        Assert.All(rows, row => Assert.Equal(TwoStates.Go, Assert.Single(row.Action)));
    }

    [Fact]
    public void Their_number_and_their_evaluations_are_told()
    {
        MLContext context = new(1);
        List<string> messages = [];
        context.Log += (_, log) => messages.Add(log.Message);
        using TrainingResult result = context.ReinforcementLearning.Trainers.DeepQ(TwoStates.Options())
            .Train(Environments(3), TwoStates.Environment());
        Assert.Contains(
            messages, message => message.Contains("Learning in 3 × TwoStates for at most 1500", StringComparison.Ordinal));
        Assert.Equal(1_500, result.Steps);
        Assert.NotEmpty(result.Evaluations);
    }

    [Fact]
    public void Warnings_reach_the_log_and_the_observers()
    {
        MLContext context = new(1);
        List<string> warnings = [];
        context.Log += (_, log) =>
        {
            if (log.Kind == ChannelMessageKind.Warning)
                warnings.Add(log.Message);
        };
        Witness witness = new();
        DeepQTrainer.Options options = TwoStates.Options();
        options.Steps = 100;
        options.Device = "cuda:99";
        options.AllowCpuFallback = true;
        options.Observers = [witness];
        context.ReinforcementLearning.Trainers.DeepQ(options).Train(TwoStates.Environment()).Dispose();
        Assert.Contains("uses the CPU", Assert.Single(warnings), StringComparison.Ordinal);
        Assert.Contains("uses the CPU", Assert.Single(witness.Warnings), StringComparison.Ordinal);
        Assert.Equal([witness], options.Observers);
    }

    private static VectorEnvironment Environments(int count) => new(count, TwoStates.Environment, new Xoshiro256(1));

    private sealed class Witness : ITrainingObserver
    {
        public List<string> Warnings { get; } = [];

        public void OnWarning(string message) => Warnings.Add(message);
    }
}
