using DeepQ.Learning.Training;

namespace DeepQ.Learning.Seeds;

/// <summary>One of several trainings, with separate environments.</summary>
internal sealed class SeedTraining
{
    private readonly ulong _seed;
    private readonly VectorEnvironment _environments;
    private readonly IEnvironment _evaluation;
    private readonly Xoshiro256 _random;

    public SeedTraining(ulong seed, int environments, Func<IEnvironment> create)
    {
        _seed = seed;
        _random = new Xoshiro256(seed);
        _environments = new VectorEnvironment(environments, create, _random.Fork());
        _evaluation = create();
    }

    /// <summary>Trains.</summary>
    /// <param name="settings">The settings, whose observers are shared by all trainings.</param>
    /// <param name="options">The observers of this training.</param>
    /// <param name="speaking">Held while an observer is called.</param>
    /// <param name="cancellationToken">Ends training; the best network so far is returned.</param>
    /// <exception cref="TrainingDivergedException">The training diverged without a usable network.</exception>
    public SeedResult Run(DqnOptions settings, SeedOptions options, Lock speaking, CancellationToken cancellationToken)
    {
        SeedVoice voice = new(_seed, settings.Observers, speaking);
        IReadOnlyList<ITrainingObserver> own = options.Observers?.Invoke(_seed) ?? [];
        DqnOptions copy = settings.Copy();
        copy.Observers = [voice, .. own];
        try
        {
            return new(_seed, new DqnTrainer(copy).Train(
                _environments,
                _evaluation,
                _random,
                options.Progress is null ? null : new Report(_seed, options.Progress, speaking),
                cancellationToken));
        }
        catch (TrainingDivergedException diverged)
        {
            voice.OnWarning(diverged.Message);
            if (diverged.LastGood is not { } left)
                throw;
            return new(_seed, left);
        }
        finally
        {
            foreach (IDisposable observer in own.OfType<IDisposable>())
                observer.Dispose();
        }
    }

    private sealed class Report(ulong seed, IProgress<SeedProgress> progress, Lock speaking) : IProgress<TrainingProgress>
    {
        void IProgress<TrainingProgress>.Report(TrainingProgress value)
        {
            lock (speaking)
                progress.Report(new SeedProgress(seed, value));
        }
    }
}
