using DeepQ.Learning;
using Microsoft.ML.Runtime;

namespace DeepQ.MLNet.Trainer;

/// <summary>Writes the progress of a training to ML.NET's log, in at most twenty lines, and passes it on.</summary>
/// <param name="channel">The log.</param>
/// <param name="next">Receives the progress as well.</param>
/// <param name="prefix">The prefix of each line.</param>
internal sealed class TrainingLog(IChannel channel, IProgress<TrainingProgress>? next, string prefix = "")
    : IProgress<TrainingProgress>
{
    private const double Interval = 0.05;
    private double _due = Interval;

    public void Report(TrainingProgress value)
    {
        next?.Report(value);
        if (value.Fraction < _due)
            return;

        // The end is always logged, exactly once.
        _due = value.Fraction < 1 ? Math.Min(1, value.Fraction + Interval) : double.PositiveInfinity;
        if (value.Step == 0)
        {
            ReportFromLog(value);
            return;
        }

        channel.Info(
            MessageSensitivity.None,
            "{8}{0:P0}: step {1}, {2} updates, {3:F0} per second, mean return {4:F1}, loss {5:G4}, epsilon {6:F2}, " +
            "{7:F0} s left.",
            value.Fraction,
            value.Step,
            value.Updates,
            value.UpdatesPerSecond,
            value.MeanReturn,
            value.LastUpdate?.Loss ?? double.NaN,
            value.Epsilon,
            value.Remaining.TotalSeconds,
            prefix);
    }

    private void ReportFromLog(TrainingProgress value) => channel.Info(
        MessageSensitivity.None,
        "{0:P0}: {1} updates, {2:F0} per second, loss {3:G4}, mean Q {4:G4}, TD error {5:G4},{6} {7:F0} s left.",
        value.Fraction,
        value.Updates,
        value.UpdatesPerSecond,
        value.LastUpdate?.Loss ?? double.NaN,
        value.LastUpdate?.MeanQ ?? double.NaN,
        value.LastUpdate?.MeanAbsoluteError ?? double.NaN,
        value.LastValidation is { } validation ? $" value {validation.Value:G4} on held-out episodes," : "",
        value.Remaining.TotalSeconds);

    public static void Close(IChannel channel, TrainingResult result, string prefix = "")
    {
        string best = result.FinalEvaluation is { } final
            ? $" The network of step {final.Step} returned {final.Result.MeanReturn:F1} in {final.Result.Returns.Count} new " +
                "episodes."
            : result.BestEvaluation is { } evaluation
                ? $" The best evaluation, at step {evaluation.Step}, returned {evaluation.Result.MeanReturn:F1}."
                : (result.FinalValidation ?? result.BestValidation) is { } validation
                    ? $" The network of update {validation.Update} has the value {validation.Value:G4} on held-out episodes" +
                        (result.FinalValidation is null ? ", which selected it." : " that did not select it.")
                    : "";
        channel.Info(
            MessageSensitivity.None,
            "{5}Training ended ({0}) after {1}{2} updates in {3:F1} s.{4}",
            result.StopReason,
            result.Steps == 0 ? "" : $"{result.Steps} steps and ",
            result.Updates,
            result.Elapsed.TotalSeconds,
            best,
            prefix);
    }
}
