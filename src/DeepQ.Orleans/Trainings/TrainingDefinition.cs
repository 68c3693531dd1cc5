using System.Reflection;
using DeepQ.Environments;
using DeepQ.Learning;
using DeepQ.Learning.Training;
using DeepQ.MLNet.Sweeps;

namespace DeepQ.Orleans;

/// <summary>
/// Gives a name to an environment and the settings of a training. Processes that know the same definition refer to it by its name; neither
/// the environment nor the settings are ever sent.
/// </summary>
public sealed class TrainingDefinition
{
    private readonly Func<IEnvironment> _createEnvironment;
    private readonly Func<DqnOptions> _createOptions;
    private readonly Lazy<(string Behavior, string Fields)> _environment;
    private readonly Lock _making = new();

    /// <summary>Creates the definition of a training.</summary>
    /// <param name="name">The name.</param>
    /// <param name="createEnvironment">Creates an environment. It is called by one thread at a time.</param>
    /// <param name="createOptions">
    /// Creates the settings, as <see cref="DqnOptions"/> or as <c>DeepQTrainer.Options</c>, with the same values in every process and
    /// without observers or a checkpoint. It is called by one thread at a time.
    /// </param>
    /// <exception cref="ArgumentException">The name is empty or white space.</exception>
    public TrainingDefinition(string name, Func<IEnvironment> createEnvironment, Func<DqnOptions> createOptions)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(createEnvironment);
        ArgumentNullException.ThrowIfNull(createOptions);
        (Name, _createEnvironment, _createOptions) = (name, createEnvironment, createOptions);
        // A failure may pass, as that of a file that is missing, so it is not kept.
        _environment = new(() => (EnvironmentFingerprint.Of(CreateEnvironment), DescribeFields()), LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>
    /// Returns all that the training depends on, as text by name: the settings, the environment, and the version of this library. The first
    /// call takes some hundred steps in an environment.
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
