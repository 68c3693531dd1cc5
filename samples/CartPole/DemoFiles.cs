namespace CartPoleSample;

/// <summary>The paths of the files of a run.</summary>
/// <param name="Policy">The Q-network as ONNX.</param>
/// <param name="Pipeline">The ML.NET pipeline.</param>
/// <param name="LearningCurve">The picture.</param>
/// <param name="Report">The page about the training.</param>
/// <param name="Metrics">The metrics of the training; its settings are saved beside them.</param>
/// <param name="Summary">The closing summary as JSON.</param>
internal sealed record DemoFiles(string Policy, string Pipeline, string LearningCurve, string Report, string Metrics, string Summary)
{
    /// <summary>Returns the paths and creates their folder.</summary>
    public static DemoFiles In(string folder)
    {
        Directory.CreateDirectory(folder);
        return new(
            Path.Combine(folder, "policy.onnx"),
            Path.Combine(folder, "pipeline.zip"),
            Path.Combine(folder, "learning-curve.svg"),
            Path.Combine(folder, "report.html"),
            Path.Combine(folder, "metrics.csv"),
            Path.Combine(folder, "summary.json"));
    }
}
