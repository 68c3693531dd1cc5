using DeepQ.Environments;
using DeepQ.Learning.Data;
using DeepQ.Learning.OffPolicy;
using DeepQ.Learning.States;
using DeepQ.MLNet.Data;
using DeepQ.Serving;
using DeepQ.Serving.Policies;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace DeepQ.MLNet.Evaluation;

/// <summary>Evaluates a fitted policy on a table.</summary>
internal static class ModelEvaluation
{
    public static PolicyMetrics Run(
        IDataView table,
        DeepQTransformer model,
        DeepQTrainer.Options columns,
        OffPolicyOptions options,
        Xoshiro256 random,
        IChannel channel,
        CancellationToken cancellationToken)
    {
        if (model.Policy.Signature.TakesColumns)
        {
            throw new ArgumentException(
                "The model is a file that includes the featurizer, but the estimates need the states that it makes: evaluate the " +
                "model of Fit, or LoadPolicy of its zip.", nameof(model));
        }

        if (model.Policy.ActionCount == 1)
        {
            throw new ArgumentException(
                "The model has one action, so a table contains no information about what it would choose. A model that scores candidates " +
                "is evaluated on the log of decisions, which has the candidates.", nameof(model));
        }

        LoggedColumnNames names = RememberedColumns.With(columns.ColumnNames, model.Policy.Metadata?.Training, table.Schema);
        LoggedTableOptions reading = columns.Table with
        {
            Columns = names with { State = model.Columns.State },
            ActionNames = columns.ActionNames ?? model.Policy.ActionNames,
        };
        using LoggedData data = LoggedDataReader.Read(table, reading, model.Featurizer, channel, cancellationToken);
        Require(data, model.Policy);
        double gamma = options.Gamma ?? model.Policy.Metadata?.Gamma ?? throw new ArgumentException(
            "The model does not contain the discount of its training: set OffPolicyOptions.Gamma.", nameof(options));
        PolicyMetrics metrics = Judge(data, model.Policy, gamma, options, random, cancellationToken);
        // The other warnings were logged when the table was read.
        foreach (string warning in metrics.Warnings.Except(data.Report.Warnings))
            channel.Warning(MessageSensitivity.None, "{0}", warning);
        return metrics;
    }

    private static PolicyMetrics Judge(
        LoggedData data, ModelPolicy policy, double gamma, OffPolicyOptions options, Xoshiro256 random, CancellationToken cancellationToken)
    {
        SparseScorer? sparse = null;
        try
        {
            return OffPolicyEvaluation.Run(data, QValues, gamma, options, random, cancellationToken);
        }
        finally
        {
            sparse?.Dispose();
        }

        void QValues(StateBatch states, Span<float> qValues)
        {
            if (states.Sparse is not { } rows)
            {
                policy.QValues(states.Values, qValues);
                return;
            }

            int count = states.CountOf(rows.Size);
            (sparse ??= new(policy)).QValues(rows.Starts.Slice(states.First, count + 1), rows.Places, rows.Values, qValues);
        }
    }

    private static void Require(LoggedData data, ModelPolicy policy)
    {
        if (data.ObservationSpace.Size != policy.ObservationSize || data.ActionSpace.Count != policy.ActionCount)
        {
            throw new ArgumentException(
                $"The table has states of {data.ObservationSpace.Size} values and {data.ActionSpace.Count} actions, but the " +
                $"policy takes {policy.ObservationSize} values and has {policy.ActionCount} actions.");
        }
    }
}
