using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using DeepQ.Learning.Logging;
using DeepQ.Learning.Seeds;

namespace DeepQ.Learning;

/// <summary>Adds trainings with several seeds to <see cref="DqnTrainer"/>.</summary>
public static class SeedExtensions
{
    /// <param name="trainer">The trainer.</param>
    extension(DqnTrainer trainer)
    {
        /// <summary>
        /// Trains several times with consecutive seeds, in parallel if there are cores: one training does not show how
        /// good settings are. A training with a seed equals that of
        /// <see cref="DqnTrainer.Train(VectorEnvironment, IEnvironment?, Xoshiro256, IProgress{TrainingProgress}?, CancellationToken)"/>
        /// with a generator of that seed, whose first <see cref="Xoshiro256.Fork"/> is the generator of the
        /// environments.
        /// </summary>
        /// <remarks>
        /// The observers of the settings receive only warnings and messages, prefixed with the seed. If a training
        /// diverges, its best network before is used.
        /// </remarks>
        /// <param name="createEnvironment">
        /// Creates an environment; called on this thread, once for each environment to act in and to evaluate in.
        /// </param>
        /// <param name="options">The number of trainings and their observers; null for the defaults.</param>
        /// <param name="cancellationToken">Ends all trainings; the best networks so far are returned.</param>
        /// <returns>The trainings and the best of them; the caller disposes them.</returns>
        /// <exception cref="ArgumentException">
        /// A setting is out of range, or belongs to a single training: a checkpoint, or a log among the observers of
        /// the settings.
        /// </exception>
        /// <exception cref="OperationCanceledException">The call was canceled before the first training began.</exception>
        /// <exception cref="TrainingDivergedException">A training diverged without a usable network.</exception>
        public SeedResults TrainSeeds(
            Func<IEnvironment> createEnvironment, SeedOptions? options = null, CancellationToken cancellationToken = default)
        {
            ArgumentNullException.ThrowIfNull(trainer);
            ArgumentNullException.ThrowIfNull(createEnvironment);
            options ??= new SeedOptions();
            options.Validate();
            DqnOptions settings = trainer.CopyOptions();
            RequireShared(settings);
            // The results are bit for bit the same with any number of threads.
            settings.Threads ??= 1;
            SeedTraining[] trainings = [.. Enumerable.Range(0, options.Seeds).Select(i =>
                new SeedTraining(options.FirstSeed + (ulong)i, options.Environments, createEnvironment))];
            return new SeedResults(Run(trainings, settings, options, cancellationToken));
        }
    }

    private static void RequireShared(DqnOptions settings)
    {
        if (settings.CheckpointPath is { } path)
        {
            throw new ArgumentException(
                $"CheckpointPath, '{path}', belongs to a single training, but there are several: set it to null.", nameof(settings));
        }

        if (settings.Observers.OfType<MetricLog>().FirstOrDefault() is { } log)
        {
            throw new ArgumentException(
                $"The {log.GetType().Name} belongs to a single training, but there are several: let SeedOptions.Observers create one for each seed.",
                nameof(settings));
        }
    }

    private static SeedResult[] Run(
        SeedTraining[] trainings, DqnOptions settings, SeedOptions options, CancellationToken cancellationToken)
    {
        SeedResult?[] results = new SeedResult?[trainings.Length];
        Lock speaking = new();
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            Parallel.ForEach(
                Partitioner.Create(Enumerable.Range(0, trainings.Length), EnumerablePartitionerOptions.NoBuffering),
                new ParallelOptions { MaxDegreeOfParallelism = options.AtOnce ?? Environment.ProcessorCount },
                i => results[i] = Train(trainings[i]));
        }
        catch (AggregateException failures)
        {
            foreach (SeedResult? result in results)
                result?.Training.Dispose();
            ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
        }

        SeedResult[] begun = [.. results.OfType<SeedResult>()];
        if (begun.Length == 0)
            throw new OperationCanceledException(cancellationToken);
        return begun;

        SeedResult? Train(SeedTraining training)
        {
            if (ending.IsCancellationRequested)
                return null;
            try
            {
                return training.Run(settings, options, speaking, ending.Token);
            }
            catch
            {
                // The other trainings need not continue.
                ending.Cancel();
                throw;
            }
        }
    }
}
