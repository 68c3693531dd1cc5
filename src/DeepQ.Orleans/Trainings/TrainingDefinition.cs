using System.Reflection;
using DeepQ.Environments;
using DeepQ.Learning;
using DeepQ.Learning.Training;
using DeepQ.MLNet.Sweeps;

namespace DeepQ.Orleans;

/// <summary>
/// Names an environment and settings, so that a training can be spread over processes that know the same name: neither is ever sent.
/// </summary>
public sealed class TrainingDefinition
{
    private readonly Func<IEnvironment> _createEnvironment;
    private readonly Func<DqnOptions> _createOptions;
    private readonly Lazy<(string Behavior, string Fields)> _environment;
    private readonly Lock _making = new();

    /// <summary>Creates the definition of a training.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="createEnvironment">Makes an environment. It is called by one thread at a time.</param>
    /// <param name="createOptions">
    /// Makes the settings, of <see cref="DqnOptions"/> or those of <c>DeepQTrainer</c>, the same in every process. They have no observers
    /// and no checkpoint. It is called by one thread at a time.
    /// </param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public TrainingDefinition(string name, Func<IEnvironment> createEnvironment, Func<DqnOptions> createOptions)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(createEnvironment);
        ArgumentNullException.ThrowIfNull(createOptions);
        (Name, _createEnvironment, _createOptions) = (name, createEnvironment, createOptions);
        _environment = new(() => (EnvironmentFingerprint.Of(CreateEnvironment), DescribeFields()));
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>
    /// What the training depends on, as text by name: the settings, what the environment is and does, and the version of this library.
    /// It takes some hundred steps of the environment, once.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// The settings are out of range, or have observers or a checkpoint. Or two environments differ in a field that is set once.
    /// </exception>
    public IReadOnlyDictionary<string, string> Describe() =>
        new SortedDictionary<string, string>(RunSettings.Changed(CreateOptions()).ToDictionary(), StringComparer.Ordinal)
        {
            ["environment"] = _environment.Value.Behavior,
            ["environment fields"] = _environment.Value.Fields,
            ["version"] = typeof(DqnOptions).Assembly
                .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown",
        };

    internal IEnvironment CreateEnvironment()
    {
        lock (_making)
            return _createEnvironment();
    }

    internal DqnOptions CreateOptions()
    {
        lock (_making)
        {
            DqnOptions options = _createOptions();
            if (options.Observers.Count > 0 || options.CheckpointPath is not null)
            {
                throw new ArgumentException(
                    $"The settings of '{Name}' must have neither Observers nor a CheckpointPath, as every process makes them: progress " +
                    "is told by ClusterTrainingOptions.Progress, and the folder of checkpoints is an option of the silos.");
            }

            options.Threads ??= 1;
            return options;
        }
    }

    // A learner that goes on elsewhere, and whoever fetches the result, make another environment than the one of the checkpoint.
    private string DescribeFields()
    {
        string one = RunSettings.OfEnvironment(CreateEnvironment());
        string other = RunSettings.OfEnvironment(CreateEnvironment());
        return one == other
            ? one
            : throw new ArgumentException(
                $"Two environments of '{Name}' differ, so that no checkpoint could be continued: one is {one}, the next one is {other}. " +
                "Set what differs, such as a time or a random number, at the first step, in a field that is not readonly.");
    }
}
