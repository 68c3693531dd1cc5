using DeepQ.MLNet.Tests.Support;

namespace DeepQ.MLNet.Tests.Trainer;

/// <summary>What an estimator says of columns before it sees any data.</summary>
public sealed class PromisedColumnsTests
{
    private static readonly MLContext Context = new(1);

    [Theory]
    [InlineData("State", "There is no state column 'State'")]
    [InlineData("Action", "There is no action column 'Action'")]
    [InlineData("Reward", "There is no reward column 'Reward'")]
    [InlineData("NextState", "There is no next state column 'NextState'")]
    [InlineData("Terminated", "There is no terminated column 'Terminated'")]
    public void A_column_that_an_earlier_step_drops_is_missed_before_fitting(string column, string message) =>
        AssertRefused(Context.Transforms.DropColumns(column), message);

    [Theory]
    [InlineData("Action", DataKind.Single, "The action column 'Action' is Scalar of Single")]
    [InlineData("Reward", DataKind.Boolean, "The reward column 'Reward' is Scalar of Boolean")]
    [InlineData("Terminated", DataKind.Single, "The terminated column 'Terminated' is Scalar of Single")]
    [InlineData("State", DataKind.Double, "The state column 'State' is Vector of Double")]
    public void A_column_that_an_earlier_step_makes_unfit_is_named_with_its_type(string column, DataKind kind, string message) =>
        AssertRefused(Context.Transforms.Conversion.ConvertType(column, outputKind: kind), message);

    private static void AssertRefused<T>(IEstimator<T> before, string message)
        where T : class, ITransformer
    {
        // The chain asks every member for its schema first, so a step in between that cannot be fitted is never reached.
        var chain = new EstimatorChain<ITransformer>().Append(before).Append(new NeverFitted())
            .Append(Context.ReinforcementLearning.Trainers.DeepQ());
        ArgumentException error = Assert.Throws<ArgumentException>(() => chain.Fit(TwoStates.Table(Context)));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    private sealed class NeverFitted : IEstimator<ITransformer>
    {
        public ITransformer Fit(IDataView input) => throw new InvalidOperationException("Fitted before the schema was checked.");

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => inputSchema;
    }
}
