using DeepQ.Decisions.Joining;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.Decisions.MLNet;

/// <summary>
/// A log of decisions as a table, with the columns that the trainer and the estimates for ML.NET expect.
/// </summary>
/// <remarks>
/// <para>Each pass reads the store; memory contains what the join waits for. A later pass includes episodes that were completed meanwhile.</para>
/// <list type="table">
/// <listheader><term>Column</term><description>Type</description></listheader>
/// <item><term>EpisodeId</term><description>text: the id of the episode's first decision, which no other episode has</description></item>
/// <item><term>State</term><description>vector of <see cref="float"/></description></item>
/// <item><term>Action</term><description>key, the names of the actions as key values in their order</description></item>
/// <item><term>Reward</term><description><see cref="double"/>: the joined reward, or the default one</description></item>
/// <item>
/// <term>Propensity</term><description><see cref="double"/>: the probability of the action; NaN if unknown, which is an
/// error unless the column is not used</description>
/// </item>
/// <item><term>ActionMask</term><description>vector of <see cref="bool"/>: the actions that were allowed</description></item>
/// <item><term>Terminated, Truncated</term><description><see cref="bool"/>: how the episode ended, in its last row</description></item>
/// <item><term>Version</term><description>text: the version that decided</description></item>
/// </list>
/// </remarks>
public sealed class DecisionTable : IDataView
{
    private readonly JoinedLog _log;
    private readonly Func<JoinedEpisode, bool>? _where;

    /// <summary>Creates a table from a log.</summary>
    /// <param name="log">The log.</param>
    /// <param name="stateSize">The number of values of a state.</param>
    /// <param name="actionNames">The names of the actions, at least one, in the order of their indices.</param>
    /// <param name="where">Selects the episodes of the table; null for all.</param>
    /// <param name="hasEpisodes">
    /// Whether one decision affects the next. If not, as with γ = 0, <see langword="false"/> leaves out the columns
    /// EpisodeId, Terminated and Truncated: each row is independent, and rows of episodes that never ended are
    /// included.
    /// </param>
    /// <exception cref="ArgumentNullException">The log or the names are null.</exception>
    /// <exception cref="ArgumentException">There is no action.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="stateSize"/> is not positive.</exception>
    public DecisionTable(
        JoinedLog log,
        int stateSize,
        IReadOnlyList<string> actionNames,
        Func<JoinedEpisode, bool>? where = null,
        bool hasEpisodes = true)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stateSize);
        ArgumentNullException.ThrowIfNull(actionNames);
        if (actionNames.Count == 0)
            throw new ArgumentException("A table requires at least one action.", nameof(actionNames));
        (_log, _where) = (log, where);
        (StateSize, ActionCount) = (stateSize, actionNames.Count);
        Schema = SchemaOf(stateSize, actionNames, hasEpisodes);
    }

    /// <inheritdoc/>
    public DataViewSchema Schema { get; }

    /// <summary>Always false: rows come in the order of the log.</summary>
    public bool CanShuffle => false;

    internal int StateSize { get; }

    internal int ActionCount { get; }

    /// <summary>Always null: the number is known only after a pass over the log.</summary>
    /// <returns>Null.</returns>
    public long? GetRowCount() => null;

    /// <inheritdoc/>
    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new DecisionCursor(this, _log, _where, [.. columnsNeeded.Select(column => column.Index)]);

    /// <summary>Returns one cursor, because a log is read in one pass.</summary>
    /// <param name="columnsNeeded">The columns that will be read.</param>
    /// <param name="n">The preferred number of cursors.</param>
    /// <param name="rand">Not used.</param>
    /// <returns>One cursor.</returns>
    public DataViewRowCursor[] GetRowCursorSet(
        IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => [GetRowCursor(columnsNeeded, rand)];

    private static DataViewSchema SchemaOf(int stateSize, IReadOnlyList<string> actionNames, bool hasEpisodes)
    {
        VBuffer<ReadOnlyMemory<char>> names = new(actionNames.Count, [.. actionNames.Select(name => name.AsMemory())]);
        DataViewSchema.Annotations.Builder keyValues = new();
        keyValues.Add(
            "KeyValues",
            new VectorDataViewType(TextDataViewType.Instance, names.Length),
            (ref VBuffer<ReadOnlyMemory<char>> values) => names.CopyTo(ref values));
        DataViewSchema.Builder schema = new();
        if (hasEpisodes)
            schema.AddColumn("EpisodeId", TextDataViewType.Instance);
        schema.AddColumn("State", new VectorDataViewType(NumberDataViewType.Single, stateSize));
        schema.AddColumn("Action", new KeyDataViewType(typeof(uint), names.Length), keyValues.ToAnnotations());
        schema.AddColumn("Reward", NumberDataViewType.Double);
        schema.AddColumn("Propensity", NumberDataViewType.Double);
        schema.AddColumn("ActionMask", new VectorDataViewType(BooleanDataViewType.Instance, names.Length));
        if (hasEpisodes)
        {
            schema.AddColumn("Terminated", BooleanDataViewType.Instance);
            schema.AddColumn("Truncated", BooleanDataViewType.Instance);
        }

        schema.AddColumn("Version", TextDataViewType.Instance);
        return schema.ToSchema();
    }
}
