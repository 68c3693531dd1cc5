using Microsoft.ML;

namespace DeepQ.MLNet.Sweeps;

/// <summary>Trains in this process, with one thread per training.</summary>
internal sealed class LocalSweepTrainer(MLContext context, EnvironmentSweep sweep) : ISweepTrainer
{
    public int Places => Environment.ProcessorCount;

    public Task<ISweepTraining> TrainAsync(SweepTrainingOrder order, CancellationToken cancellationToken) => Task.Run<ISweepTraining>(
        () => EnvironmentTraining.Run(context, sweep, order, checkpoint: null, progress: null, cancellationToken),
        CancellationToken.None);
}
