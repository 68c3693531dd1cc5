using System.Globalization;

namespace DeepQ.Learning.Offline;

/// <summary>The evaluation, on the log, of a policy that <see cref="SelectedAlgorithm"/> considered.</summary>
/// <param name="Algorithm">The name of the algorithm, or <c>logged</c> for the logged policy.</param>
/// <param name="Value">The estimated discounted return; NaN if a fit did not converge.</param>
/// <param name="Lower">The value minus its standard error over four folds of the episodes, each evaluated by fits to the others.</param>
/// <param name="Support">
/// The share of the logged states in which the log chooses the policy's action with a probability of at least 5%.
/// </param>
/// <param name="IsChosen">Whether the algorithm was chosen.</param>
public sealed record AlgorithmCandidate(string Algorithm, double Value, double Lower, double Support, bool IsChosen = false)
{
    /// <summary>The value in each fold of the episodes; NaN if the fit did not converge.</summary>
    internal IReadOnlyList<double> Parts { get; init; } = [];

    /// <summary>
    /// Whether the logged rewards can add up to each value. A greater value shows that a fit relied on actions that
    /// were not logged.
    /// </summary>
    internal bool IsPossible { get; init; } = true;

    /// <summary>Formats the figures, such as <c>CQL, DQN 70.8 (70.1), support 98%</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Algorithm} {Value:G4} (at least {Lower:G4}), support {Support:P0}");
}
