using ClusterSample.Silos;
using DeepQ.Learning.Distributed;
using DeepQ.Orleans;
using DeepQ.Orleans.Cluster;

namespace ClusterSample.Measuring;

/// <summary>A training that is watched for some seconds.</summary>
internal static class MeasuredTraining
{
    /// <summary>Trains for some seconds, and ends the training.</summary>
    public static async Task<SpeedWatch> WatchAsync(this SiloGroup group, TrainingDefinition training, DistributedOptions plan, ulong seed)
    {
        using CancellationTokenSource canceled = new();
        SpeedWatch watch = new(canceled, () => group.CoreTime);
        ClusterTrainingOptions options = new()
        {
            Distribution = plan,
            Seed = seed,
            Evaluates = false,
            Progress = watch,
            PollInterval = TimeSpan.FromMilliseconds(100),
        };
        using (await group.Client.TrainAsync(training, options, canceled.Token))
            return watch;
    }
}
