using DeepQ.Learning.Training;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Logging;

/// <summary>
/// Converts the events of a training to metrics: a name, a step and a value. docs/metrics.md describes each.
/// </summary>
/// <remarks>
/// The step is the number of environment steps or, when learning from logged transitions, of updates. Derive from this
/// class for a custom log.
/// </remarks>
public abstract class MetricLog : IOptionalObserver
{
    private readonly int _updateInterval;
    private UpdateMean _mean;
    private UpdateRecord _previous;

    /// <summary>Sets how often updates are logged.</summary>
    /// <param name="updateInterval">The number of updates to average for each logged value.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="updateInterval"/> is not positive.</exception>
    protected MetricLog(int updateInterval)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(updateInterval);
        _updateInterval = updateInterval;
    }

    /// <inheritdoc/>
    public virtual void OnTrainingStart(TrainingSettings settings)
    {
    }

    /// <inheritdoc/>
    public void OnEpisodeEnd(EpisodeRecord episode)
    {
        Write("episode/return", episode.Step, episode.Return);
        Write("episode/length", episode.Step, episode.Length);
    }

    /// <inheritdoc/>
    public void OnUpdate(in UpdateRecord update)
    {
        _mean.Add(update.Result);
        if (update.DormantUnits is { } share)
            Write("network/dormant_units", StepOf(update), share);
        if (_mean.Count == _updateInterval)
            WriteUpdates(update);
    }

    /// <inheritdoc/>
    public void OnEvaluation(EvaluationRecord evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        Write("evaluation/mean_return", evaluation.Step, evaluation.Result.MeanReturn);
        Write("evaluation/standard_deviation", evaluation.Step, evaluation.Result.StandardDeviation);
        if (evaluation is { StartValue: { } promised, DiscountedReturn: { } kept })
        {
            Write("evaluation/start_value", evaluation.Step, promised);
            Write("evaluation/discounted_return", evaluation.Step, kept);
        }

        Flush();
    }

    /// <inheritdoc/>
    public void OnTrainingEnd(StopReason reason) => Flush();

    /// <summary>Writes one value.</summary>
    /// <param name="metric">The name of the metric.</param>
    /// <param name="step">The step it belongs to.</param>
    /// <param name="value">The value.</param>
    protected abstract void Write(string metric, long step, double value);

    /// <summary>Makes what was written visible to readers.</summary>
    protected abstract void Flush();

    private static long StepOf(in UpdateRecord update) => update.Step > 0 ? update.Step : update.Update;

    private void WriteUpdates(in UpdateRecord update)
    {
        long step = StepOf(update);
        UpdateResult mean = _mean.Value;
        Write("update/loss", step, mean.Loss);
        Write("update/mean_q", step, mean.MeanQ);
        Write("update/td_error", step, mean.MeanAbsoluteError);
        Write("update/gradient_norm", step, mean.GradientNorm);
        // Logged data have neither exploration nor a replay that fills.
        if (update.Step > 0)
        {
            Write("exploration/epsilon", step, update.Epsilon);
            Write("replay/fill", step, update.ReplayFill);
        }

        double seconds = (update.Elapsed - _previous.Elapsed).TotalSeconds;
        if (seconds > 0)
            Write("time/updates_per_second", step, (update.Update - _previous.Update) / seconds);
        Flush();
        (_mean, _previous) = (default, update);
    }
}
