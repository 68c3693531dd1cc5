namespace DeepQ.MLNet.Curves;

/// <summary>The texts of a learning curve.</summary>
/// <param name="Title">The first line.</param>
/// <param name="Subtitle">The second line.</param>
/// <param name="Steps">The label of the horizontal axis.</param>
/// <param name="Values">The label of the vertical axis.</param>
/// <param name="Evaluations">The legend of evaluations.</param>
internal sealed record CurveLabels(string Title, string Subtitle, string Steps, string Values, string Evaluations);
