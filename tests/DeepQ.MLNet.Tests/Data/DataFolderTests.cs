using DeepQ.Learning.Data;
using DeepQ.Learning.Offline;
using DeepQ.Learning.OffPolicy;
using DeepQ.MLNet.Tests.Support;

namespace DeepQ.MLNet.Tests.Data;

public sealed class DataFolderTests
{
    [Fact]
    public void A_policy_that_is_learned_from_a_file_is_the_one_that_is_learned_from_memory()
    {
        using TemporaryFolder folder = new();
        using TrainingResult memory = Train(null);
        using TrainingResult mapped = Train(folder.Path);
        Assert.Equal(QValues(memory), QValues(mapped));
        Assert.True(mapped.Data!.FileSize > 0);
        Assert.Equal(0, memory.Data!.FileSize);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));

        static TrainingResult Train(string? folder)
        {
            MLContext context = new(1);
            DeepQTrainer.Options options = TwoStates.Options();
            options.DataFolder = folder;
            return context.ReinforcementLearning.Trainers.DeepQ(options).Train(TwoStates.Table(context));
        }

        static float[] QValues(TrainingResult training)
        {
            float[] values = new float[training.ActionSpace.Count];
            training.Network.QValues(TwoStates.Second, values);
            return values;
        }
    }

    [Fact]
    public void So_are_the_parts_that_are_held_back_and_cross_validated()
    {
        using TemporaryFolder folder = new();
        Assert.Equal(Judge(null), Judge(folder.Path));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));

        static string Judge(string? folder)
        {
            MLContext context = new(1);
            DeepQTrainer.Options options = Shop.Options(context);
            options.DataFolder = folder;
            options.Validation = new OfflineValidation(0.5, Interval: 10, FittedQUpdates: 50);
            IEnumerable<EpisodeStep> rows = Enumerable.Range(0, 8).SelectMany(episode => Shop.Log.Select(step => new EpisodeStep
            {
                EpisodeId = $"{episode}{step.EpisodeId}",
                Timestamp = step.Timestamp,
                Stock = step.Stock,
                Weather = step.Weather,
                Action = step.Action,
                Reward = step.Reward,
                NextStock = step.NextStock,
                NextWeather = step.NextWeather,
                Terminated = step.Terminated,
            }));
            return string.Join("\n", context.ReinforcementLearning.CrossValidate(
                context.Data.LoadFromEnumerable(rows),
                context.ReinforcementLearning.Trainers.DeepQ(options),
                folds: 2,
                new OffPolicyOptions { Updates = 50, FittedQResamples = 0 }));
        }
    }

    [Fact]
    public void What_is_read_tells_where_it_stands()
    {
        using TemporaryFolder folder = new();
        MLContext context = new(1);
        List<string> lines = [];
        context.Log += (_, line) => lines.Add(line.RawMessage);
        DeepQTrainer.Options options = TwoStates.Options();
        options.DataFolder = folder.Path;
        LoggedDataReport report = context.ReinforcementLearning.Trainers.DeepQ(options).Inspect(TwoStates.Table(context));
        Assert.Contains(lines, line => line.Contains($"in a file in '{folder.Path}'", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.EndsWith($", and {report.FileSize / 1e6:F1} MB in a file.", StringComparison.Ordinal));
    }
}
