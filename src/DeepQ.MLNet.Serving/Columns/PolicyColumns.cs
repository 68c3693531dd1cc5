using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Policies;
using DeepQ.Serving;
using DeepQ.Serving.Runtime;
using Microsoft.ML;

namespace DeepQ.MLNet.Columns;

/// <summary>The columns that a policy reads and writes in an ML.NET pipeline.</summary>
public sealed record PolicyColumns
{
    /// <summary>
    /// The input column: a vector of <see cref="float"/> with the size of an observation. A policy that takes columns,
    /// such as a featurizer and a network in one file, reads the columns named in its file instead.
    /// </summary>
    /// <value>The default value is <c>State</c>.</value>
    /// <exception cref="ArgumentException">The value is null or empty.</exception>
    public string State { get; init => field = NotEmpty(value, nameof(State)); } = "State";

    /// <summary>The output column with a value for each action.</summary>
    /// <value>The default value is <c>QValues</c>.</value>
    /// <exception cref="ArgumentException">The value is null or empty.</exception>
    public string QValues { get; init => field = NotEmpty(value, nameof(QValues)); } = "QValues";

    /// <summary>The output column with the greedy action as a number, counted from 0.</summary>
    /// <value>The default value is <c>Action</c>.</value>
    /// <exception cref="ArgumentException">The value is null or empty.</exception>
    public string Action { get; init => field = NotEmpty(value, nameof(Action)); } = "Action";

    /// <summary>
    /// The output column with the greedy action as a key, counted from 1 as in ML.NET, whose key values are the names
    /// of the actions.
    /// </summary>
    /// <value>The default value is <c>PredictedAction</c>.</value>
    /// <exception cref="ArgumentException">The value is null or empty.</exception>
    public string PredictedAction { get; init => field = NotEmpty(value, nameof(PredictedAction)); } = "PredictedAction";

    /// <summary>
    /// Returns the columns after a policy, as an estimator that ends with one promises them before it is fitted.
    /// </summary>
    /// <param name="inputSchema">The columns before the policy.</param>
    /// <param name="outputs">The outputs of its file other than Q-values and the action; null for none.</param>
    /// <returns>The columns whose names differ from the outputs, then the outputs.</returns>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema, PolicyGraphOptions? outputs = null)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return PolicyShape.After(inputSchema, this, outputs ?? new());
    }

    /// <summary>The names of a model's tensors, and the name of the key that a saved pipeline stores.</summary>
    internal static PolicyColumns Of(ModelPolicy policy) => new()
    {
        State = policy.Signature.TakesColumns ? "State" : policy.Signature.State,
        QValues = policy.Signature.QValues,
        Action = policy.Signature.Action,
        PredictedAction = policy.Metadata?.Training.GetValueOrDefault(Remembered) is { Length: > 0 } name ? name : Default.PredictedAction,
    };

    /// <summary>Refuses two columns with the same name, which a saved model could not distinguish.</summary>
    /// <param name="signature">The other inputs and outputs of the policy.</param>
    internal void CheckDistinct(PolicySignature signature)
    {
        string[] names = [State, QValues, Action, PredictedAction];
        IEnumerable<string> own = signature.IsMaskRequired
            ? signature.ExtraOutputs.Append(PolicyGraph.MaskName)
            : signature.ExtraOutputs;
        if (names.Intersect(own).FirstOrDefault() is { } taken)
            throw new ArgumentException($"No other column may be named '{taken}': the policy has a column of that name.");
        if (names.Distinct().Count() < names.Length)
        {
            throw new ArgumentException(
                $"The columns State '{State}', QValues '{QValues}', Action '{Action}' and PredictedAction "
                + $"'{PredictedAction}' must have different names.");
        }
    }

    internal static PolicyColumns Default { get; } = new();

    // Metadata keys are stored without the prefix.
    private static string Remembered => PolicyProperties.PredictedActionColumn[PolicyProperties.TrainingPrefix.Length..];

    private static string NotEmpty(string value, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(value, name);
        return value;
    }
}
