using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.LargeTables;

/// <summary>Tables that are made row by row, and of which the number of rows is not known before.</summary>
internal static class Tables
{
    public const long Endless = long.MaxValue;

    /// <summary>Dense states, in episodes of so many steps; where they have one step, each row has a name of its own.</summary>
    public static IDataView Dense(MLContext context, int values, long rows = Endless, int steps = 200)
    {
        float[] state = new float[values];
        return Of(context, rows, values, 0, ["State", "Choice", "Reward", "EpisodeId", "Terminated"], (row, log) =>
        {
            Array.Fill(state, row % 1_000);
            log.State = new VBuffer<float>(values, state);
            log.EpisodeId = Name(row / steps);
            log.Terminated = row % steps == steps - 1;
        });
    }

    /// <summary>Decisions that nothing follows from.</summary>
    public static IDataView Decisions(MLContext context, int values, long rows = Endless)
    {
        float[] state = new float[values];
        return Of(context, rows, values, 0, ["State", "Choice", "Reward"], (row, log) =>
        {
            Array.Fill(state, row % 1_000);
            log.State = new VBuffer<float>(values, state);
        });
    }

    /// <summary>States that are mostly zeros.</summary>
    public static IDataView Sparse(MLContext context, int slots, int values)
    {
        int[] places = [.. Enumerable.Range(0, values).Select(i => i * (slots / values))];
        float[] ones = [.. places.Select(_ => 1f)];
        return Of(context, Endless, slots, 0, ["State", "Choice", "Reward", "EpisodeId", "Terminated"], (row, log) =>
        {
            places[0] = (int)(row % (slots / values));
            log.State = new VBuffer<float>(slots, values, ones, places);
            log.EpisodeId = Name(row / 200);
            log.Terminated = row % 200 == 199;
        });
    }

    /// <summary>Very many actions, of which some are legal.</summary>
    public static IDataView Masked(MLContext context, int actions)
    {
        float[] state = new float[8];
        bool[] legal = [.. Enumerable.Range(0, actions).Select(action => action < 4 || action % 3 == 0)];
        return Of(
            context, Endless, 8, actions, ["State", "Choice", "ActionMask", "Reward", "EpisodeId", "Terminated"], (row, log) =>
            {
                Array.Fill(state, row % 1_000);
                log.State = new VBuffer<float>(8, state);
                log.ActionMask = new VBuffer<bool>(actions, legal);
                log.EpisodeId = Name(row / 200);
                log.Terminated = row % 200 == 199;
            });
    }

    /// <summary>A word in place of a state, and actions by their names.</summary>
    public static IDataView Words(MLContext context) =>
        Of(context, Endless, 1, 0, ["Word", "Action", "Reward", "EpisodeId", "Terminated"], (row, log) =>
        {
            log.Word = (row % 100_000).ToString(CultureInfo.InvariantCulture);
            log.Action = row % 2 == 0 ? "buy" : "sell";
            log.EpisodeId = Name(row / 10);
            log.Terminated = row % 10 == 9;
        });

    private static IDataView Of(
        MLContext context, long rows, int slots, int actions, string[] columns, Action<long, LogRow> fill)
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(LogRow));
        schema["State"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, slots);
        schema["ActionMask"].ColumnType = new VectorDataViewType(BooleanDataViewType.Instance, Math.Max(1, actions));
        schema["Choice"].ColumnName = "Action";
        schema.RemoveAll(column => !columns.Contains(column.MemberName));
        return context.Data.LoadFromEnumerable(Rows(), schema);

        IEnumerable<LogRow> Rows()
        {
            LogRow log = new();
            for (long row = 0; row < rows; row++)
            {
                log.Choice = (uint)(row % 4);
                log.Reward = row % 4;
                fill(row, log);
                yield return log;
            }
        }
    }

    private static string Name(long episode) => episode.ToString("D20", CultureInfo.InvariantCulture);
}
