using DeepQ.Environments;
using DeepQ.Learning;
using DeepQ.Learning.Seeds;
using DeepQ.MLNet.Trainer;
using Microsoft.ML.Runtime;

namespace DeepQ.MLNet;

public sealed partial class DeepQTrainer
{
    /// <summary>
    /// Trains several times by acting, with consecutive seeds, in parallel if there are cores, and returns all
    /// networks. The seed of the context is not used.
    /// </summary>
    /// <param name="createEnvironment">
    /// Creates an environment; called on this thread, once for each environment to act in and to evaluate in, and once
    /// more if a table of demonstrations is read.
    /// </param>
    /// <param name="options">The number of trainings and their observers; null for the defaults.</param>
    /// <param name="cancellationToken">Ends all trainings; the best networks so far are returned.</param>
    /// <returns>The trainings and the best of them; the caller disposes them.</returns>
    /// <exception cref="ArgumentException">
    /// A setting is out of range, or belongs to a single training: a checkpoint, or a log among the observers of the
    /// settings.
    /// </exception>
    /// <exception cref="OperationCanceledException">The call was canceled before the first training began.</exception>
    /// <exception cref="TrainingDivergedException">A training diverged without a usable network.</exception>
    public SeedResults TrainSeeds(
        Func<IEnvironment> createEnvironment, SeedOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(createEnvironment);
        options ??= new SeedOptions();
        using IChannel channel = _host.Start("Training");
        channel.Info(
            MessageSensitivity.None, "Learning with {0} seeds for at most {1} steps each.", options.Seeds, _options.Steps);
        SeedLog log = new(channel, options.Progress);
        SeedResults results = WithDemonstrations(
            _trainer,
            () => createEnvironment().ActionSpace,
            trainer => trainer.TrainSeeds(createEnvironment, options with { Progress = log }, cancellationToken),
            channel,
            cancellationToken);
        foreach (SeedResult seed in results.Seeds)
            TrainingLog.Close(channel, seed.Training, SeedLog.Prefix(seed.Seed));
        channel.Info(MessageSensitivity.None, "{0}.", results);
        return results;
    }
}
