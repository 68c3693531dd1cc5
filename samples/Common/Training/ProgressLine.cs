using DeepQ.Learning;

namespace Samples.Training;

/// <summary>The progress of training as one line, and the words that it shares with the panel.</summary>
internal static class ProgressLine
{
    private const string Nothing = "-";

    public static string Of(TrainingProgress progress) =>
        $"step {progress.Step,6:N0}, episode {progress.Episodes}, mean return {MeanReturn(progress)}, " +
        $"loss {Loss(progress)}, epsilon {progress.Epsilon:F2}, {progress.UpdatesPerSecond:N0} updates/s, " +
        $"evaluation {Evaluation(progress)}, at most {Remaining(progress)} left";

    public static string MeanReturn(TrainingProgress progress) =>
        double.IsNaN(progress.MeanReturn) ? Nothing : $"{progress.MeanReturn:F1}";

    public static string Loss(TrainingProgress progress) =>
        progress.LastUpdate is { } update ? $"{update.Loss:F4}" : Nothing;

    public static string Evaluation(TrainingProgress progress) =>
        progress.LastEvaluation is { } evaluation ? $"{evaluation.Result.MeanReturn:F1}" : Nothing;

    /// <summary>Formats the time for the remaining steps as minutes and seconds.</summary>
    public static string Remaining(TrainingProgress progress) => $@"{progress.Remaining:m\:ss}";
}
