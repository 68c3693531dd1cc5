using System.Collections.Concurrent;
using DeepQ.Learning;
using DeepQ.Learning.Distributed;
using DeepQ.MLNet;
using DeepQ.MLNet.Tests.Support;
using DeepQ.Orleans.Cluster;
using DeepQ.Orleans.Tests.Support;
using Microsoft.ML;

namespace DeepQ.Orleans.Tests.Cluster;

/// <summary>One training whose steps are taken by actors on three silos.</summary>
public sealed class ClusterTrainingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Trait("Category", "Slow")]
    [Fact]
    public async Task A_pond_is_crossed_and_the_policy_is_exported()
    {
        StepCount count = new();
        TrainingDefinition training = Ponds.Training(count.Add);
        ConcurrentQueue<TrainingProgress> progress = [];
        ConcurrentQueue<ClusterTrainingStatus> status = [];
        await using TrainingCluster cluster = await TrainingCluster.StartAsync(_folder.File("checkpoints"), training);
        using TrainingResult result = await cluster
            .TrainAsync(training, Ponds.Plan, new All<TrainingProgress>(progress), new All<ClusterTrainingStatus>(status))
            .WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal((StopReason.Completed, 4_000), (result.StopReason, result.Steps));
        Assert.InRange(result.Updates, 3_600, 3_801);
        Assert.Equal(1, result.FinalEvaluation!.Result.MeanReturn);
        Assert.Equal([1_000L, 2_000, 3_000, 4_000], result.Evaluations.Select(one => one.Step));
        string path = _folder.File("pond.onnx");
        new MLContext().ReinforcementLearning.ExportToOnnx(result, path);
        using DeepQTransformer policy = new MLContext().ReinforcementLearning.LoadPolicy(path);
        Assert.Equal(result.Network.Act([1, 0, 0, 0, 0, 0, 0, 0, 0]), policy.Policy.Act([1, 0, 0, 0, 0, 0, 0, 0, 0]));

        Assert.Contains(progress, one => one.Step is > 0 and < 4_000 && one.Episodes > 0 && one.LastUpdate is not null);
        Assert.Equal(1, progress.Last().LastEvaluation!.Result.MeanReturn);
        Assert.Equal(["Silo_0", "Silo_1", "Silo_2"], status.Last().StepsBySilo.Keys.Order());
        // At the end, an actor or a shard may have ended already, and then it is nowhere.
        Assert.Contains(status, one => one.SiloByActor.Count == 4
            && one.SiloByActor.Distinct().Order().SequenceEqual(["Silo_0", "Silo_1", "Silo_2"])
            && one.SiloByShard.Intersect(one.StepsBySilo.Keys).Count() == 2);
        Assert.Empty(status.Last().Warnings);
        Assert.Equal(["folder.id"], Directory.GetFiles(_folder.File("checkpoints")).Select(Path.GetFileName));
        // Nobody acts any longer.
        int steps = count.Steps;
        await Task.Delay(100);
        Assert.Equal(steps, count.Steps);
    }

    [Fact]
    public async Task Where_a_silo_does_not_train_all_actors_act_on_the_others()
    {
        // Each actor has a thread of its own.
        ConcurrentDictionary<int, bool> threads = [];
        TrainingDefinition training = Ponds.Training(() => threads[Environment.CurrentManagedThreadId] = true);
        ConcurrentQueue<ClusterTrainingStatus> status = [];
        await using TrainingCluster cluster = await TrainingCluster.StartAsync(3, (number, silo) =>
        {
            if (number > 0)
                silo.AddDeepQTrainings([training], options => options.Folder = _folder.File("checkpoints"));
        });
        DistributedOptions plan = Ponds.Plan;
        (plan.Actors, plan.EnvironmentsPerActor) = (9, 1);
        using TrainingResult result = await cluster
            .TrainAsync(training, plan, status: new All<ClusterTrainingStatus>(status)).WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal((StopReason.Completed, 4_000), (result.StopReason, result.Steps));
        Assert.Equal(["Silo_1", "Silo_2"], status.Last().StepsBySilo.Keys.Order());
        // One to three threads more evaluate. With a third of the actors on the first silo, there were nine at most.
        Assert.InRange(threads.Count, 10, 12);
    }

    [Trait("Category", "Slow")]
    [Fact]
    public async Task A_training_that_was_canceled_gives_what_it_has_and_goes_on_when_it_is_called_again()
    {
        TrainingDefinition training = Ponds.Training();
        await using TrainingCluster cluster = await TrainingCluster.StartAsync(_folder.File("checkpoints"), training, silos: 1);
        using CancellationTokenSource cancellation = new();
        using (TrainingResult half = await cluster.TrainAsync(
            training,
            Ponds.Plan,
            new Then<TrainingProgress>(one =>
            {
                if (one.Step > 1_500)
                    cancellation.Cancel();
            }),
            cancellationToken: cancellation.Token).WaitAsync(TimeSpan.FromMinutes(1)))
        {
            Assert.Equal(StopReason.Canceled, half.StopReason);
            Assert.InRange(half.Steps, 1_501, 3_999);
        }

        Assert.NotEmpty(Directory.GetFiles(_folder.File("checkpoints"), "*.checkpoint"));
        ConcurrentQueue<TrainingProgress> progress = [];
        using TrainingResult result = await cluster
            .TrainAsync(training, Ponds.Plan, new All<TrainingProgress>(progress)).WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal((StopReason.Completed, 4_000), (result.StopReason, result.Steps));
        Assert.Equal(1, result.FinalEvaluation!.Result.MeanReturn);
        Assert.All(progress.Where(one => one.Step > 0), one => Assert.True(one.Step > 1_500));
    }

    internal sealed class All<T>(ConcurrentQueue<T> all) : IProgress<T>
    {
        public void Report(T value) => all.Enqueue(value);
    }

    internal sealed class Then<T>(Action<T> then) : IProgress<T>
    {
        public void Report(T value) => then(value);
    }
}
