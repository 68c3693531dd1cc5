using System.Globalization;
using DeepQ.Environments;
using DeepQ.Learning;
using Microsoft.ML;

namespace DeepQ.MLNet;

/// <summary>Trials that learn by acting; the mean return of the greedy policy is the score.</summary>
internal sealed class EnvironmentSweepTask(MLContext context, Func<IEnvironment> createEnvironment, SweepOptions sweep)
    : SweepTask
{
    public override string ModelName => "best.onnx";

    public override string Source { get; } = EnvironmentFingerprint.Of(createEnvironment);

    public override string Judge => $"{sweep.EvaluationEpisodes} episodes of {createEnvironment().Name}";

    public override long Shorten(DeepQTrainer.Options options, long divisor) =>
        options.Steps = Math.Max(1, options.Steps / divisor);

    public override SweepOutcome Run(DeepQTrainer.Options options, ulong seed, CancellationToken cancellationToken)
    {
        TrainingResult training = new DeepQTrainer(context, options, seed)
            .Train(createEnvironment(), createEnvironment(), progress: null, cancellationToken);
        float[] qValues = new float[training.ActionSpace.Count];
        try
        {
            EvaluationResult result = PolicyEvaluation.Run(
                createEnvironment(),
                Act,
                sweep.EvaluationEpisodes,
                new Xoshiro256(~seed),
                options.MaxEvaluationSteps,
                cancellationToken);
            return new SweepOutcome(
                result.MeanReturn,
                string.Create(
                    CultureInfo.InvariantCulture, $"{result.MeanReturn:F1} ± {result.StandardDeviation:F1} an episode") +
                (result.CutOff == 0 ? "" : $", {result.CutOff} of {result.Returns.Count} cut off"),
                path => context.ReinforcementLearning.ExportToOnnx(training, path),
                training);
        }
        catch
        {
            training.Dispose();
            throw;
        }

        int Act(ReadOnlySpan<float> state, ReadOnlySpan<bool> legal)
        {
            training.Network.QValues(state, qValues);
            return Greedy.Action(qValues, legal);
        }
    }
}
