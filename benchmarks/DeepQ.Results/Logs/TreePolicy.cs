using DeepQ.Learning.Actions;
using DeepQ.Learning.Data;
using DeepQ.Learning.Evaluation;
using DeepQ.Learning.Replay;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.Results;

/// <summary>One regression by boosted trees an action, and the action of the greatest mean reward: for single decisions.</summary>
internal static class TreePolicy
{
    /// <summary>Learns from a log of single decisions.</summary>
    public static Policy Learn(LoggedData log)
    {
        MLContext mlContext = new(seed: 1);
        ReplayBuffer rows = log.Transitions;
        TransitionBatch all = new(rows.Count, rows.ObservationSize);
        for (int i = 0; i < rows.Count; i++)
            all.Slots[i] = i;
        rows.Read(all, gamma: 1, steps: 1);
        SchemaDefinition schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, rows.ObservationSize);
        PredictionEngine<Row, Prediction>[] rewards =
        [
            .. Enumerable.Range(0, log.ActionSpace.Count).Select(action =>
            {
                IEnumerable<Row> tried = Enumerable.Range(0, rows.Count).Where(i => all.Actions[i] == action).Select(i => new Row
                {
                    Features = all.States[(i * rows.ObservationSize)..((i + 1) * rows.ObservationSize)],
                    Label = all.Rewards[i],
                });
                IDataView table = mlContext.Data.LoadFromEnumerable(tried, schema);
                return mlContext.Model.CreatePredictionEngine<Row, Prediction>(
                    mlContext.Regression.Trainers.FastTree().Fit(table), inputSchemaDefinition: schema);
            }),
        ];
        return state =>
        {
            Row row = new() { Features = [.. state] };
            return Greedy.Action([.. rewards.Select(reward => reward.Predict(row).Score)]);
        };
    }

    private sealed class Row
    {
        public float[] Features { get; set; } = [];

        public float Label { get; set; }
    }

    private sealed class Prediction
    {
        public float Score { get; set; }
    }
}
