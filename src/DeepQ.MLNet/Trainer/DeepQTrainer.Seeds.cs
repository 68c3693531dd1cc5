using DeepQ.Environments;
using DeepQ.Learning;
using DeepQ.Learning.Seeds;
using DeepQ.MLNet.Trainer;
using Microsoft.ML.Runtime;

namespace DeepQ.MLNet;

public sealed partial class DeepQTrainer
{
    /// <summary>
    /// Learns by acting several times, with seeds that follow each other, side by side where there are cores, and gives all networks.
    /// The seed of the context has no part in it.
    /// </summary>
    /// <param name="createEnvironment">
    /// Makes an environment; called on this thread, once for each environment to act in and to evaluate in,
    /// and once more where a table of demonstrations is read.
    /// </param>
    /// <param name="options">How many trainings, and who is told; null for the defaults.</param>
    /// <param name="cancellationToken">Ends all trainings; the best networks so far are returned.</param>
    /// <returns>The trainings and the best of them; whoever called disposes them.</returns>
    /// <exception cref="ArgumentException">
    /// A setting is out of range, or is of one training alone: a checkpoint, or a log among the observers of the settings.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was canceled before the first training began.</exception>
    /// <exception cref="TrainingDivergedException">A training diverged, and nothing is left of it.</exception>
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
