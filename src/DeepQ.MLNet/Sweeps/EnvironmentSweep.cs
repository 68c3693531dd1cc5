using System.Reflection;
using DeepQ.Environments;
using DeepQ.Learning;
using Microsoft.ML;

namespace DeepQ.MLNet.Sweeps;

/// <summary>
/// Names a space and an environment, so that other processes that know the same name can run the trainings of a sweep.
/// </summary>
public sealed class EnvironmentSweep
{
    private readonly Func<IEnvironment> _createEnvironment;
    private readonly Lazy<string> _source;
    private readonly Lazy<bool> _canSaveState;
    private readonly Lock _making = new();

    /// <summary>Creates the description of a sweep.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="createEnvironment">Creates an environment; called by one thread at a time.</param>
    /// <param name="space">The settings that vary. It must not change afterwards.</param>
    /// <exception cref="ArgumentException">The name is empty, or nothing varies.</exception>
    public EnvironmentSweep(string name, Func<IEnvironment> createEnvironment, SweepSpace space)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(createEnvironment);
        ArgumentNullException.ThrowIfNull(space);
        SweepPlan.RequireParameters(space.Parameters);
        (Name, Space, _createEnvironment) = (name, space, createEnvironment);
        // A failure may pass, as that of a file that is missing, so it is not kept.
        _source = new(() => EnvironmentFingerprint.Of(CreateEnvironment), LazyThreadSafetyMode.PublicationOnly);
        _canSaveState = new(() => CreateEnvironment().StateSize > 0, LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The settings that vary.</summary>
    public SweepSpace Space { get; }

    internal string Source => _source.Value;

    internal bool CanSaveState => _canSaveState.Value;

    /// <summary>
    /// Describes what the trainings depend on, as text by name: the space, the environment and its behavior, and the
    /// version of this library. Two processes with equal descriptions produce the same trainings. The first access
    /// takes some hundred steps of the environment.
    /// </summary>
    public IReadOnlyDictionary<string, string> Describe() =>
        new SortedDictionary<string, string>(Space.Describe().ToDictionary(), StringComparer.Ordinal)
        {
            ["learned from"] = Source,
            ["version"] = typeof(EnvironmentSweep).Assembly
                .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown",
        };

    /// <summary>Runs one training of the sweep, or continues it from its checkpoint.</summary>
    /// <remarks>
    /// A continued training gives the same result bit for bit on the same kind of processor. If the environment cannot
    /// save its state, the training writes no checkpoint and starts again.
    /// </remarks>
    /// <param name="order">The training to run.</param>
    /// <param name="checkpoint">The checkpoint; null for none.</param>
    /// <param name="progress">Receives the progress, ten times a second, on the training thread.</param>
    /// <param name="cancellationToken">Cancels the training, and later the evaluation; the checkpoint is written before.</param>
    /// <returns>The policy and its score, which the caller disposes.</returns>
    /// <exception cref="SweepTrialException">The trial has no score; the message says why.</exception>
    /// <exception cref="InvalidDataException">The file is not a checkpoint, is damaged, or belongs to another training.</exception>
    /// <exception cref="IOException">The checkpoint cannot be written, or another training writes it.</exception>
    /// <exception cref="OperationCanceledException">The training was canceled.</exception>
    public ISweepTraining Train(
        SweepTrainingOrder order,
        SweepCheckpoint? checkpoint = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        return EnvironmentTraining.Run(new MLContext(), this, order, checkpoint, progress, cancellationToken);
    }

    /// <summary>Runs the trials like <c>Sweep</c> of the catalog, with trainings that run elsewhere.</summary>
    /// <param name="trainer">Runs the trainings.</param>
    /// <param name="options">The options of the search; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the sweep; completed trials are returned.</param>
    /// <returns>The trials and the best of them.</returns>
    /// <exception cref="ArgumentException">A setting of the sweep is out of range.</exception>
    /// <exception cref="InvalidDataException">The folder belongs to another sweep; the message says what differs.</exception>
    /// <exception cref="IOException">The folder cannot be written, or another sweep is running in it.</exception>
    public SweepResult Run(ISweepTrainer trainer, SweepOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        options ??= new SweepOptions();
        options.Validate();
        using SweepRun run = new(Space, options, new EnvironmentSweepTask(this, trainer, options));
        return run.Run(cancellationToken);
    }

    // Neither the context nor the factories of environments and settings need to be thread-safe.
    internal IEnvironment CreateEnvironment()
    {
        lock (_making)
            return _createEnvironment();
    }

    internal DeepQTrainer CreateTrainer(MLContext context, DeepQTrainer.Options options, ulong seed)
    {
        lock (_making)
            return new DeepQTrainer(context, options, seed);
    }

    internal DeepQTrainer.Options SettingsOf(SweepTrainingOrder order)
    {
        lock (_making)
        {
            DeepQTrainer.Options options = Space.At(order.Values).Options;
            options.Steps = order.Steps;
            options.Threads ??= 1;
            return options;
        }
    }
}
