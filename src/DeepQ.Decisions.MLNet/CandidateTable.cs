using DeepQ.Decisions.Joining;
using DeepQ.Serving;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.Decisions.MLNet;

/// <summary>
/// A log of decisions among candidates as a table, from which the trainer learns the value of a state with a candidate.
/// </summary>
/// <remarks>
/// <para>
/// Each row is a decision without consequences: the trainer learns the mean reward of a state with the features of the
/// candidate that was taken. The trainer's <c>ActionNames</c> are <see cref="ActionName"/> alone.
/// <see cref="WithTargets"/> adds the value of what follows.
/// </para>
/// <para>Each pass reads the store; memory contains what the join waits for. A later pass includes episodes that were completed meanwhile.</para>
/// <list type="table">
/// <listheader><term>Column</term><description>Type</description></listheader>
/// <item>
/// <term>State</term><description>vector of <see cref="float"/>: the state, followed by the features of the candidate</description>
/// </item>
/// <item><term>Action</term><description>key with <see cref="ActionName"/> as its only value</description></item>
/// <item><term>Reward</term><description><see cref="double"/>: the joined reward, or the default one; or the target</description></item>
/// </list>
/// </remarks>
public sealed class CandidateTable : IDataView
{
    /// <summary>The name of the only action: to take the candidate.</summary>
    public const string ActionName = "candidate";

    private readonly JoinedLog _log;
    private readonly Func<JoinedEpisode, bool>? _where;

    /// <summary>Creates a table from a log.</summary>
    /// <param name="log">The log.</param>
    /// <param name="stateSize">The number of values of a state.</param>
    /// <param name="candidateFeatures">The number of features of a candidate.</param>
    /// <param name="where">Selects the episodes of the table; null for all.</param>
    /// <exception cref="ArgumentNullException">The log is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    public CandidateTable(JoinedLog log, int stateSize, int candidateFeatures, Func<JoinedEpisode, bool>? where = null)
        : this(log, stateSize, candidateFeatures, where, null, 0)
    {
    }

    private CandidateTable(
        JoinedLog log, int stateSize, int candidateFeatures, Func<JoinedEpisode, bool>? where, IPolicy? policy, double gamma)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stateSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(candidateFeatures);
        (_log, _where, Policy, Gamma) = (log, where, policy, gamma);
        (StateSize, CandidateFeatures) = (stateSize, candidateFeatures);
        Schema = SchemaOf(stateSize + candidateFeatures);
    }

    /// <inheritdoc/>
    public DataViewSchema Schema { get; }

    /// <summary>Always false: rows come in the order of the log.</summary>
    public bool CanShuffle => false;

    internal int StateSize { get; }

    internal int CandidateFeatures { get; }

    /// <summary>The policy that evaluates the candidates of the next decision; null if only rewards count.</summary>
    internal IPolicy? Policy { get; }

    internal double Gamma { get; }

    /// <summary>
    /// Creates the table of the next round of fitted Q iteration, whose targets contain the values of a policy.
    /// </summary>
    /// <param name="policy">
    /// The policy of the previous round. Each pass calls it, so it must live as long as the table is read.
    /// </param>
    /// <param name="gamma">The discount γ, from 0 to 1.</param>
    /// <returns>
    /// The same rows, whose reward is r + γ max Q(s', f') over the allowed candidates of the next decision of the
    /// episode, or r if the episode ended. The last row of a truncated episode is left out.
    /// </returns>
    /// <remarks>Ernst, Geurts, Wehenkel: Tree-based batch mode reinforcement learning (2005).</remarks>
    /// <exception cref="ArgumentNullException">The policy is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">γ is not from 0 to 1.</exception>
    public CandidateTable WithTargets(IPolicy policy, double gamma)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return gamma is >= 0 and <= 1
            ? new(_log, StateSize, CandidateFeatures, _where, policy, gamma)
            : throw new ArgumentOutOfRangeException(nameof(gamma), gamma, "The discount must be from 0 to 1.");
    }

    /// <summary>Always null: the number is known only after a pass over the log.</summary>
    /// <returns>Null.</returns>
    public long? GetRowCount() => null;

    /// <inheritdoc/>
    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new CandidateCursor(this, _log, _where, [.. columnsNeeded.Select(column => column.Index)]);

    /// <summary>Returns one cursor, because a log is read in one pass.</summary>
    /// <param name="columnsNeeded">The columns that will be read.</param>
    /// <param name="n">The preferred number of cursors.</param>
    /// <param name="rand">Not used.</param>
    /// <returns>One cursor.</returns>
    public DataViewRowCursor[] GetRowCursorSet(
        IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => [GetRowCursor(columnsNeeded, rand)];

    private static DataViewSchema SchemaOf(int values)
    {
        DataViewSchema.Annotations.Builder keyValues = new();
        keyValues.Add(
            "KeyValues",
            new VectorDataViewType(TextDataViewType.Instance, 1),
            (ref VBuffer<ReadOnlyMemory<char>> names) => names = new(1, [ActionName.AsMemory()]));
        DataViewSchema.Builder schema = new();
        schema.AddColumn("State", new VectorDataViewType(NumberDataViewType.Single, values));
        schema.AddColumn("Action", new KeyDataViewType(typeof(uint), 1), keyValues.ToAnnotations());
        schema.AddColumn("Reward", NumberDataViewType.Double);
        return schema.ToSchema();
    }
}
