using System.Globalization;
using DeepQ.Learning;
using DeepQ.Onnx.Files;

namespace DeepQ.MLNet.Curves;

/// <summary>Draws the progress of a training.</summary>
public static class LearningCurve
{
    /// <summary>
    /// Writes an SVG picture of the returns of training episodes and evaluations by environment steps or, for a
    /// training on logged data with <see cref="DqnOptions.Validation"/>, of the estimated values by updates. The file
    /// is written completely or not at all.
    /// </summary>
    /// <param name="path">The path of the picture; its folder must exist.</param>
    /// <param name="training">The training.</param>
    /// <param name="title">The title; null for the algorithm.</param>
    /// <param name="target">A return to mark with a line, such as that of a solved problem; null for none.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, TrainingResult training, string? title = null, double? target = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(training);
        bool isLogged = training.Data is not null;
        CurvePoint[] episodes = [.. training.Episodes.Select(episode => new CurvePoint(episode.Step, episode.Return))];
        CurvePoint[] evaluations = isLogged
            ? [.. training.Validations.Select(validation => new CurvePoint(validation.Update, validation.Value))]
            : [.. training.Evaluations.Select(evaluation => new CurvePoint(evaluation.Step, evaluation.Result.MeanReturn))];
        CurveLabels labels = new(
            title ?? training.Algorithm,
            string.Create(CultureInfo.InvariantCulture, $"{(isLogged
                ? $"{training.Updates:N0} updates, {training.Data!.Transitions:N0} transitions"
                : $"{training.Steps:N0} steps, {training.Episodes.Count:N0} episodes")}, {training.Elapsed.TotalSeconds:F1} s"),
            isLogged ? "updates" : "environment steps",
            isLogged ? "estimated value" : "return of an episode",
            "evaluation of the greedy policy (mean)");
        long end = isLogged ? training.Updates : training.Steps;
        WholeFile.Write(path, file => LearningCurvePicture.Draw(episodes, evaluations, end, target, labels).Save(file));
    }
}
