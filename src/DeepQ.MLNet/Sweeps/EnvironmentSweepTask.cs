namespace DeepQ.MLNet.Sweeps;

/// <summary>Trials that learn by acting, wherever they run.</summary>
internal sealed class EnvironmentSweepTask(EnvironmentSweep sweep, ISweepTrainer trainer, SweepOptions options) : SweepTask
{
    public override string ModelName => "best.onnx";

    public override int Finalists => 3;

    public override string Source => sweep.Source;

    public override string Judge =>
        $"{options.EvaluationEpisodes} episodes of {sweep.CreateEnvironment().Name}, the best three by as many again";

    public override long WithBudget(DeepQTrainer.Options settings, long divisor) =>
        settings.Steps = Math.Max(1, settings.Steps / divisor);

    public override int Places => options.AtOnce ?? trainer.Places;

    protected override async Task<SweepOutcome> TrainAsync(SweepTrainingOrder order, CancellationToken cancellationToken)
    {
        ISweepTraining training = await trainer.TrainAsync(order, cancellationToken).ConfigureAwait(false);
        return new SweepOutcome(
            training.Score, training.Description, training.Save, training.Judge, training.Judge, [training]);
    }
}
