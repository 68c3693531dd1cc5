using System.Globalization;
using DeepQ.Learning;
using DeepQ.Onnx.Files;

namespace DeepQ.MLNet.Curves;

/// <summary>Draws how a training came along.</summary>
public static class LearningCurve
{
    /// <summary>
    /// Writes a picture, SVG, of the returns of training episodes and of evaluations by environment steps; of a training from
    /// logged data with <see cref="DqnOptions.Validation"/>, of the estimated values by updates. It is written whole or not at all.
    /// </summary>
    /// <param name="path">Where the picture is to be; its folder exists.</param>
    /// <param name="training">The training.</param>
    /// <param name="title">The first line; null for the algorithm.</param>
    /// <param name="target">A return at which a line is drawn, such as that at which a problem counts as solved; null for none.</param>
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
