namespace MinAtarSample;

/// <summary>The paths of the files of a run.</summary>
/// <param name="Policy">The Q-network as ONNX.</param>
/// <param name="LearningCurve">The picture.</param>
internal sealed record GameFiles(string Policy, string LearningCurve)
{
    /// <summary>Returns the paths of a game and creates their folder.</summary>
    public static GameFiles In(string folder, string game)
    {
        folder = Directory.CreateDirectory(Path.Combine(folder, game)).FullName;
        return new(Path.Combine(folder, "policy.onnx"), Path.Combine(folder, "learning-curve.svg"));
    }
}
