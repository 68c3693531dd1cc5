using System.Globalization;

namespace DeepQ.Learning.Offline;

/// <summary>What a log says of the policy of an algorithm that <see cref="SelectedAlgorithm"/> chose from.</summary>
/// <param name="Algorithm">The name of the algorithm, or <c>logged</c> for what was logged.</param>
/// <param name="Value">The estimated discounted return; NaN where a fit was not done.</param>
/// <param name="Lower">The value less its standard error over four parts of the episodes, each valued by fits to the others.</param>
/// <param name="Support">
/// The part of the logged states in which the log takes the policy's action with a probability of at least 5%.
/// </param>
/// <param name="IsChosen">Whether it was chosen.</param>
public sealed record AlgorithmCandidate(string Algorithm, double Value, double Lower, double Support, bool IsChosen = false)
{
    /// <summary>The value in each part of the episodes; NaN where the fit was not done.</summary>
    internal IReadOnlyList<double> Parts { get; init; } = [];

    /// <summary>Whether the logged rewards can add up to each of them: more shows that a fit went where nothing was logged.</summary>
    internal bool IsPossible { get; init; } = true;

    /// <summary>The figures as text, such as <c>CQL, DQN 70.8 (70.1), support 98%</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Algorithm} {Value:G4} (at least {Lower:G4}), support {Support:P0}");
}
