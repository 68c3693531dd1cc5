using DeepQ.Learning.Data;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace DeepQ.MLNet.Data;

/// <summary>Reads a table of logged data once, row by row, into memory or a file.</summary>
internal static class LoggedDataReader
{
    /// <summary>Reads a table according to the options.</summary>
    /// <param name="input">The table.</param>
    /// <param name="options">The names of columns and actions, and limits.</param>
    /// <param name="featurizer">The fitted featurizer; null if the table has states.</param>
    /// <param name="channel">Receives progress and what was found.</param>
    /// <param name="cancellationToken">Ends the reading with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The data, which the caller disposes.</returns>
    /// <exception cref="ArgumentException">A column or a value cannot be used; the message names it.</exception>
    /// <exception cref="IOException">A requested file cannot be created, or the disk is full.</exception>
    /// <exception cref="OperationCanceledException">The reading was canceled.</exception>
    public static LoggedData Read(
        IDataView input,
        LoggedTableOptions options,
        ITransformer? featurizer,
        IChannel channel,
        CancellationToken cancellationToken = default)
    {
        bool isOneStep = OneStepTable.Is(input.Schema.Select(column => column.Name), options.Columns);
        StateSource states = StateSource.Of(input.Schema, options.Columns, featurizer, isOneStep);
        LoggedColumns columns = LoggedColumns.Find(input.Schema, options.Columns, states.HasSuccessors, isOneStep);
        LoggedDataShape shape = new()
        {
            ObservationSize = states.Size,
            ObservationShape = states.ImageShape,
            MaskedActions = columns.MaskedActions,
            MayHaveOneAction = options.MayHaveOneAction,
            IsComplete = states.HasSuccessors,
            IsOneStep = isOneStep,
            HasEpisodes = columns.EpisodeId is not null,
            HasPropensities = columns.Propensity is not null,
            Rows = input.GetRowCount(),
            MaxOpenEpisodes = options.MaxOpenEpisodes,
            MemoryLimit = options.MemoryLimit,
            Folder = options.Folder,
        };
        ReadingLog log = new(channel, shape, TimeProvider.System);
        log.Begin();
        using LoggedDataBuilder builder = new(shape);

        using DataViewRowCursor cursor =
            input.GetRowCursor([.. states.Needed.Concat(columns.Needed).DistinctBy(column => column.Index)]);
        LoggedRowReader reader = new(cursor, states, columns, options.ActionNames);
        LoggedRow row = new(shape.ObservationSize, shape.MaskedActions, shape.IsComplete);
        for (long rows = 1; cursor.MoveNext(); rows++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            builder.Add(row, reader.Read(row));
            log.Progress(rows, builder.MemorySize);
        }

        (IReadOnlyList<string> names, int[]? newNumbers) = reader.Actions.Finish();
        LoggedData data = builder.Build(names, newNumbers);
        log.End(data.Report);
        if (isOneStep && OneStepTable.Doubt(input.Schema, states.Needed.Concat(columns.Needed)) is { } doubt)
            channel.Warning(MessageSensitivity.Schema, "{0}", doubt);
        return data;
    }
}
