namespace CartPoleSample;

/// <summary>Where the files of a run are.</summary>
/// <param name="Policy">The Q-network as ONNX.</param>
/// <param name="Pipeline">The ML.NET pipeline.</param>
/// <param name="LearningCurve">The picture.</param>
/// <param name="Summary">The closing summary as JSON.</param>
internal sealed record DemoFiles(string Policy, string Pipeline, string LearningCurve, string Summary)
{
    /// <summary>Names the files and makes their folder.</summary>
    public static DemoFiles In(string folder)
    {
        Directory.CreateDirectory(folder);
        return new(
            Path.Combine(folder, "policy.onnx"),
            Path.Combine(folder, "pipeline.zip"),
            Path.Combine(folder, "learning-curve.svg"),
            Path.Combine(folder, "summary.json"));
    }
}
