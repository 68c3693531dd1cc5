using System.Globalization;
using DeepQ.Environments;
using DeepQ.Learning;
using DeepQ.Learning.Actions;
using DeepQ.Learning.Evaluation;
using DeepQ.MLNet.Export;
using Microsoft.ML;

namespace DeepQ.MLNet.Sweeps;

/// <summary>Trials that learn by acting; the mean return of the greedy policy is the score.</summary>
internal sealed class EnvironmentSweepTask(MLContext context, Func<IEnvironment> createEnvironment, SweepOptions sweep)
    : SweepTask
{
    private readonly Lock _preparing = new();

    public override string ModelName => "best.onnx";

    public override int Finalists => 3;

    public override string Source { get; } = EnvironmentFingerprint.Of(createEnvironment);

    public override string Judge => $"{sweep.EvaluationEpisodes} episodes of {createEnvironment().Name}, the best three by as many again";

    public override long WithBudget(DeepQTrainer.Options options, long divisor) =>
        options.Steps = Math.Max(1, options.Steps / divisor);

    public override bool IsConcurrent => true;

    protected override SweepOutcome Run(DeepQTrainer.Options options, ulong seed, CancellationToken cancellationToken)
    {
        (DeepQTrainer trainer, IEnvironment environment, IEnvironment evaluation) = Prepare(options, seed);
        TrainingResult training = trainer.Train(environment, evaluation, progress: null, cancellationToken);
        float[] qValues = new float[training.ActionSpace.Count];
        try
        {
            (double score, string description) = Judged(set: 0);
            return new SweepOutcome(
                score,
                description,
                path => TrainedPolicy.Write(context, training, path, outputs: options.Outputs),
                Judged,
                Judged,
                [training]);
        }
        catch
        {
            training.Dispose();
            throw;
        }

        (double, string) Judged(int set)
        {
            Xoshiro256 random = new(~seed);
            for (int i = 0; i < set; i++)
                random = random.Fork();
            EvaluationResult result = PolicyEvaluation.Run(
                Create(),
                Act,
                sweep.EvaluationEpisodes,
                random,
                options.MaxEvaluationSteps,
                cancellationToken);
            return (
                result.MeanReturn,
                string.Create(
                    CultureInfo.InvariantCulture, $"{result.MeanReturn:F1} ± {result.StandardDeviation:F1} an episode") +
                (result.CutOff == 0 ? "" : $", {result.CutOff} of {result.Returns.Count} cut off"));
        }

        int Act(ReadOnlySpan<float> state, ReadOnlySpan<bool> legal)
        {
            training.Network.QValues(state, qValues);
            return Greedy.Action(qValues, legal);
        }
    }

    // Neither a context nor what makes environments need be made for several threads.
    private (DeepQTrainer Trainer, IEnvironment Environment, IEnvironment Evaluation) Prepare(
        DeepQTrainer.Options options, ulong seed)
    {
        lock (_preparing)
            return (new DeepQTrainer(context, options, seed), createEnvironment(), createEnvironment());
    }

    private IEnvironment Create()
    {
        lock (_preparing)
            return createEnvironment();
    }
}
