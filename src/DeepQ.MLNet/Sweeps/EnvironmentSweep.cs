using System.Reflection;
using DeepQ.Environments;
using DeepQ.Learning;
using Microsoft.ML;

namespace DeepQ.MLNet.Sweeps;

/// <summary>
/// Names a space and an environment, so that the trainings of a sweep can be made by other processes that know the same name.
/// </summary>
public sealed class EnvironmentSweep
{
    private readonly Func<IEnvironment> _createEnvironment;
    private readonly Lazy<string> _source;
    private readonly Lazy<bool> _canSaveState;
    private readonly Lock _making = new();

    /// <summary>Creates the description of a sweep.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="createEnvironment">Makes an environment. It is called by one thread at a time.</param>
    /// <param name="space">The settings that vary. It must not change afterwards.</param>
    /// <exception cref="ArgumentException">The name is empty, or nothing varies.</exception>
    public EnvironmentSweep(string name, Func<IEnvironment> createEnvironment, SweepSpace space)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(createEnvironment);
        ArgumentNullException.ThrowIfNull(space);
        SweepPlan.RequireParameters(space.Parameters);
        (Name, Space, _createEnvironment) = (name, space, createEnvironment);
        _source = new(() => EnvironmentFingerprint.Of(CreateEnvironment));
        _canSaveState = new(() => CreateEnvironment().StateSize > 0);
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The settings that vary.</summary>
    public SweepSpace Space { get; }

    internal string Source => _source.Value;

    internal bool CanSaveState => _canSaveState.Value;

    /// <summary>
    /// What the trainings depend on, as text by name: the space, what the environment is and does, and the version of this library.
    /// Two processes whose descriptions are equal make the same trainings. It takes some hundred steps of the environment, once.
    /// </summary>
    public IReadOnlyDictionary<string, string> Describe() =>
        new SortedDictionary<string, string>(Space.Describe().ToDictionary(), StringComparer.Ordinal)
        {
            ["learned from"] = Source,
            ["version"] = typeof(EnvironmentSweep).Assembly
                .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown",
        };

    /// <summary>Makes one training of the sweep, or goes on with it where it wrote its checkpoint.</summary>
    /// <remarks>
    /// A training that goes on gives bit for bit what it would have given on the same kind of processor. One in an environment that
    /// cannot save its state writes no checkpoint, and begins again.
    /// </remarks>
    /// <param name="order">What to train.</param>
    /// <param name="checkpoint">The checkpoint; null for none.</param>
    /// <param name="progress">Receives the progress, ten times a second, on the thread that trains.</param>
    /// <param name="cancellationToken">Ends the training, and later judging; the checkpoint is written before.</param>
    /// <returns>The policy and its score; whoever called disposes it.</returns>
    /// <exception cref="SweepTrialException">The trial has no score; the message says why.</exception>
    /// <exception cref="InvalidDataException">The file is no checkpoint, damaged, or of another training.</exception>
    /// <exception cref="IOException">The checkpoint cannot be written, or another training writes it.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public ISweepTraining Train(
        SweepTrainingOrder order,
        SweepCheckpoint? checkpoint = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        return EnvironmentTraining.Run(new MLContext(), this, order, checkpoint, progress, cancellationToken);
    }

    /// <summary>Goes through the trials as <c>Sweep</c> of the catalog does, with trainings that are made elsewhere.</summary>
    /// <param name="trainer">Makes the trainings.</param>
    /// <param name="options">How to go through the space; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the sweep; what is done so far is returned.</param>
    /// <returns>The trials and the best of them.</returns>
    /// <exception cref="ArgumentException">A setting of the sweep is out of range.</exception>
    /// <exception cref="InvalidDataException">The folder is that of another sweep; the message says what differs.</exception>
    /// <exception cref="IOException">The folder cannot be written, or another sweep is under way in it.</exception>
    public SweepResult Run(ISweepTrainer trainer, SweepOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        options ??= new SweepOptions();
        options.Validate();
        using SweepRun run = new(Space, options, new EnvironmentSweepTask(this, trainer, options));
        return run.Run(cancellationToken);
    }

    // Neither a context nor what makes environments and settings need be made for several threads.
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
