using System.Globalization;
using DeepQ.Environments;
using DeepQ.Learning;
using DeepQ.Learning.Actions;
using DeepQ.Learning.Evaluation;
using DeepQ.MLNet.Export;
using Microsoft.ML;

namespace DeepQ.MLNet.Sweeps;

/// <summary>A policy that learned by acting; its score is the mean return of the greedy policy.</summary>
internal sealed class EnvironmentTraining : ISweepTraining
{
    private readonly MLContext _context;
    private readonly EnvironmentSweep _sweep;
    private readonly SweepTrainingOrder _order;
    private readonly DeepQTrainer.Options _options;
    private readonly TrainingResult _training;
    private readonly float[] _qValues;
    private readonly CancellationToken _cancellationToken;

    private EnvironmentTraining(
        MLContext context,
        EnvironmentSweep sweep,
        SweepTrainingOrder order,
        DeepQTrainer.Options options,
        TrainingResult training,
        CancellationToken cancellationToken)
    {
        (_context, _sweep, _order, _options, _training, _cancellationToken) =
            (context, sweep, order, options, training, cancellationToken);
        _qValues = new float[training.ActionSpace.Count];
        (Score, Description) = JudgeBy(set: 0);
    }

    public double Score { get; }

    public string Description { get; }

    /// <summary>Runs a training, or continues it from its checkpoint, and scores the policy.</summary>
    /// <param name="context">The context.</param>
    /// <param name="sweep">The space and the environment.</param>
    /// <param name="order">The training to run.</param>
    /// <param name="checkpoint">The checkpoint; null for none.</param>
    /// <param name="progress">Receives the progress.</param>
    /// <param name="cancellationToken">Cancels the training; its result is then ignored.</param>
    /// <exception cref="SweepTrialException">The trial has no score.</exception>
    public static EnvironmentTraining Run(
        MLContext context,
        EnvironmentSweep sweep,
        SweepTrainingOrder order,
        SweepCheckpoint? checkpoint,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken) => TrialFailure.Told(() =>
    {
        DeepQTrainer.Options options = order.Settings ?? sweep.SettingsOf(order);
        // Continuing in the middle of an episode that cannot be saved would give another training.
        bool goesOn = checkpoint is not null && sweep.CanSaveState;
        if (goesOn)
            (options.CheckpointPath, options.CheckpointInterval) = (checkpoint!.Path, checkpoint.Interval);
        DeepQTrainer trainer = sweep.CreateTrainer(context, options, order.Seed);
        (IEnvironment environment, IEnvironment evaluation) = (sweep.CreateEnvironment(), sweep.CreateEnvironment());
        TrainingResult training = goesOn && File.Exists(options.CheckpointPath)
            ? trainer.ResumeTraining(options.CheckpointPath, environment, evaluation, progress, cancellationToken)
            : trainer.Train(environment, evaluation, progress, cancellationToken);
        try
        {
            return new EnvironmentTraining(context, sweep, order, options, training, cancellationToken);
        }
        catch
        {
            training.Dispose();
            throw;
        }
    });

    public (double Score, string Description) Judge(int set) => TrialFailure.Told(() => JudgeBy(set));

    public void Save(string path) =>
        TrialFailure.Told(() => TrainedPolicy.Write(_context, _training, path, outputs: _options.Outputs));

    public void Dispose() => _training.Dispose();

    private (double Score, string Description) JudgeBy(int set)
    {
        Xoshiro256 random = new(~_order.Seed);
        for (int i = 0; i < set; i++)
            random = random.Fork();
        EvaluationResult result = PolicyEvaluation.Run(
            _sweep.CreateEnvironment(),
            Act,
            _order.EvaluationEpisodes,
            random,
            _options.MaxEvaluationSteps,
            _cancellationToken);
        return (
            result.MeanReturn,
            string.Create(
                CultureInfo.InvariantCulture, $"{result.MeanReturn:F1} ± {result.StandardDeviation:F1} an episode") +
            (result.CutOff == 0 ? "" : $", {result.CutOff} of {result.Returns.Count} cut off"));
    }

    private int Act(ReadOnlySpan<float> state, ReadOnlySpan<bool> legal)
    {
        _training.Network.QValues(state, _qValues);
        return Greedy.Action(_qValues, legal);
    }
}
