namespace DeepQ.MLNet.Curves;

/// <summary>What stands in the picture of a learning curve.</summary>
/// <param name="Title">The first line.</param>
/// <param name="Subtitle">The second line.</param>
/// <param name="Steps">What the horizontal axis counts.</param>
/// <param name="Values">What the vertical axis shows.</param>
/// <param name="Evaluations">What an evaluation is.</param>
internal sealed record CurveLabels(string Title, string Subtitle, string Steps, string Values, string Evaluations);
