namespace DeepQ.Decisions.Estimation;

/// <summary>The terms of a logged decision in the estimate of a policy.</summary>
/// <param name="StateValue">Σ π(a | s) Q(s, a) of the model.</param>
/// <param name="ActionValue">Q(s, a) of the model for the logged action.</param>
/// <param name="Agreed">π(a | s) of the logged action.</param>
/// <param name="Ratio">π(a | s) divided by the probability with which the action was logged.</param>
internal readonly record struct RowTerms(double StateValue, double ActionValue, double Agreed, double Ratio)
{
    /// <summary>Corrects the model with the outcome of the logged action: V(s) + ρ (outcome − Q(s, a)).</summary>
    public double Correct(double outcome) => StateValue + (Ratio * (outcome - ActionValue));
}
