using DeepQ.Decisions.Export.Columns;
using DeepQ.Decisions.Joining;
using DeepQ.Decisions.Storage;
using DeepQ.Onnx.Files;
using nietras.SeparatedValues;
using Parquet;
using Parquet.Schema;

namespace DeepQ.Decisions.Export;

/// <summary>
/// Writes a joined log as a CSV or Parquet table: one row per decision, in the order of the episodes.
/// </summary>
/// <remarks>
/// <para>
/// Columns: <c>episode_id</c>, <c>decision_id</c>, <c>time</c> (UTC), <c>step</c>, <c>mode</c>, <c>version</c>, <c>state</c>,
/// <c>allowed</c>, <c>action</c>, <c>name</c>, <c>probability</c>, <c>distribution</c>, <c>reward</c>, <c>reward_parts</c>,
/// <c>is_terminal</c>, <c>is_truncated</c>, <c>logged_probability</c>, <c>candidate_count</c>, <c>candidates</c>,
/// <c>apprentice_version</c>, <c>apprentice_action</c>. Unknown values are null, and empty in CSV. Lists are lists in
/// Parquet, and values separated by spaces in CSV; an empty <c>allowed</c> allows every action.
/// </para>
/// <para>Subjects are left out, because an erasure does not reach exported files.</para>
/// <para>Memory contains what the join waits for, and about ten thousand rows at most.</para>
/// </remarks>
public static class DecisionExport
{
    private const int MostRows = 20_000;
    private const int MostListedValues = 2_000_000;

    /// <summary>Writes a log as CSV (RFC 4180, UTF-8, with a header).</summary>
    /// <param name="log">The episodes, such as a <see cref="JoinedLog"/>, or a part of one.</param>
    /// <param name="stream">The destination, which is left open.</param>
    /// <param name="cancellationToken">Cancels the writing.</param>
    /// <returns>The number of rows.</returns>
    /// <exception cref="DecisionStoreException">The log cannot be read.</exception>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public static async Task<long> WriteCsvAsync(
        this IAsyncEnumerable<JoinedEpisode> log, Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(stream);
        IReadOnlyList<ExportColumn> columns = ExportColumns.Create();
        long rows = 0;
        using SepWriter writer = Sep.New(',').Writer(options => options with { Escape = true }).To(stream, leaveOpen: true);
        writer.Header.Add([.. columns.Select(column => column.Field.Name)]);
        await foreach (JoinedEpisode episode in log.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (JoinedRow joined in episode.Rows)
            {
                WriteLine(writer, columns, new(episode, joined));
                rows++;
            }
        }

        return rows;
    }

    /// <summary>Writes a log to a CSV file, completely or not at all.</summary>
    /// <param name="log">The episodes, such as a <see cref="JoinedLog"/>, or a part of one.</param>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="cancellationToken">Cancels; an existing file stays unchanged.</param>
    /// <returns>The number of rows.</returns>
    /// <exception cref="DecisionStoreException">The log cannot be read.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static Task<long> WriteCsvAsync(
        this IAsyncEnumerable<JoinedEpisode> log, string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(log);
        return WriteFileAsync(path, file => log.WriteCsvAsync(file, cancellationToken), cancellationToken);
    }

    /// <summary>Writes a log as Parquet, in row groups compressed with Snappy.</summary>
    /// <param name="log">The episodes, such as a <see cref="JoinedLog"/>, or a part of one.</param>
    /// <param name="stream">The destination, which is left open.</param>
    /// <param name="cancellationToken">Cancels the writing; the output is then not a valid Parquet file.</param>
    /// <returns>The number of rows.</returns>
    /// <exception cref="DecisionStoreException">The log cannot be read.</exception>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public static async Task<long> WriteParquetAsync(
        this IAsyncEnumerable<JoinedEpisode> log, Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(stream);
        IReadOnlyList<ExportColumn> columns = ExportColumns.Create();
        List<ExportedRow> rows = [];
        long written = 0, listed = 0;
        ParquetSchema schema = new([.. columns.Select(column => column.Field)]);
        ParquetWriter writer = await ParquetWriter.CreateAsync(schema, stream, cancellationToken: cancellationToken).ConfigureAwait(false);
        await using (writer.ConfigureAwait(false))
        {
            await foreach (JoinedEpisode episode in log.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                cancellationToken.ThrowIfCancellationRequested();
                foreach (JoinedRow joined in episode.Rows)
                {
                    rows.Add(new(episode, joined));
                    listed += rows[^1].ListedValues;
                    if (rows.Count >= MostRows || listed >= MostListedValues)
                        await WriteGroupAsync().ConfigureAwait(false);
                }
            }

            if (rows.Count > 0)
                await WriteGroupAsync().ConfigureAwait(false);
        }

        return written;

        async Task WriteGroupAsync()
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            foreach (ExportColumn column in columns)
                await column.WriteAsync(group, rows, cancellationToken).ConfigureAwait(false);
            group.CompleteValidate();
            written += rows.Count;
            rows.Clear();
            listed = 0;
        }
    }

    /// <summary>Writes a log to a Parquet file, completely or not at all.</summary>
    /// <param name="log">The episodes, such as a <see cref="JoinedLog"/>, or a part of one.</param>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="cancellationToken">Cancels; an existing file stays unchanged.</param>
    /// <returns>The number of rows.</returns>
    /// <exception cref="DecisionStoreException">The log cannot be read.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static Task<long> WriteParquetAsync(
        this IAsyncEnumerable<JoinedEpisode> log, string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(log);
        return WriteFileAsync(path, file => log.WriteParquetAsync(file, cancellationToken), cancellationToken);
    }

    private static void WriteLine(SepWriter writer, IReadOnlyList<ExportColumn> columns, ExportedRow row)
    {
        using SepWriter.Row line = writer.NewRow();
        for (int i = 0; i < columns.Count; i++)
            line[i].Set(columns[i].TextOf(row));
    }

    // A file is replaced by one call, which is another thread's while the log is read.
    private static Task<long> WriteFileAsync(string path, Func<Stream, Task<long>> write, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Task.Run(
            () =>
            {
                long rows = 0;
                WholeFile.Write(path, file => rows = write(file).GetAwaiter().GetResult());
                return rows;
            },
            cancellationToken);
    }
}
