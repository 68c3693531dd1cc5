using System.Numerics;
using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Data;

/// <summary>Builds logged data from the rows of a table, in one pass.</summary>
/// <remarks>
/// <c>DeepQTrainer</c> reads an <c>IDataView</c> with it. A program whose log is elsewhere adds the rows itself and
/// passes the data to <c>DqnTrainer.Train</c>.
/// </remarks>
public sealed class LoggedDataBuilder : IDisposable
{
    private const int ValuesBetweenMemoryChecks = 1 << 20;
    private const int MostRowsBetweenMemoryChecks = 1024;
    private readonly LoggedDataShape _shape;
    private readonly long _memoryLimit;
    private readonly int _rowsBetweenMemoryChecks;
    private readonly TransitionWriter _writer;
    private readonly LoggedDataFindings _findings = new();
    private readonly EpisodeAssembler? _episodes;
    private LoggedRow? _last;
    private long _rows;
    private ReplayBuffer? _unbuilt;

    /// <summary>Creates a builder.</summary>
    /// <param name="shape">The shape of the table.</param>
    /// <exception cref="ArgumentException">The rows are certain to need more memory than the limit.</exception>
    /// <exception cref="IOException">A file is requested but cannot be created, or the disk has too little room for it.</exception>
    public LoggedDataBuilder(LoggedDataShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        _shape = shape;
        _memoryLimit = shape.MemoryLimit ?? MemoryAtHand.Measure();
        _rowsBetweenMemoryChecks =
            Math.Clamp(ValuesBetweenMemoryChecks / shape.ObservationSize, 1, MostRowsBetweenMemoryChecks);
        RequireMemory(shape.Rows is { } rows ? rows * shape.MemoryPerRow : 0, $"The {shape.Rows} rows take at least");
        _writer = new TransitionWriter(shape);
        _unbuilt = _writer.Buffer;
        _episodes = shape.HasEpisodes ? new EpisodeAssembler(_writer, _findings, shape.MaxOpenEpisodes) : null;
    }

    /// <summary>The memory that the data take so far, in bytes.</summary>
    public long MemorySize => _writer.Buffer.MemorySize + EpisodeBytes +
        ((_episodes?.WaitingRows ?? 0) * _writer.WaitingBytesPerRow);

    private long EpisodeBytes => (_episodes?.MemorySize ?? 0) + ((_writer.Propensities?.Count ?? 0) * sizeof(float));

    /// <summary>Adds the next row of the table.</summary>
    /// <param name="row">The row; the caller may reuse it afterwards.</param>
    /// <param name="episode">The id of its episode; empty if episodes are not identified.</param>
    /// <exception cref="ArgumentException">
    /// The memory does not suffice, or the row continues an episode that counts as broken off.
    /// </exception>
    public void Add(LoggedRow row, ReadOnlySpan<char> episode)
    {
        ArgumentNullException.ThrowIfNull(row);
        // Equal rows are common there and no mistake.
        if (_shape.IsOneStep)
            _writer.Add(row, row.State.Row, row.Legal);
        else if (_episodes is null)
            AddTransition(row);
        else
            _episodes.Add(row, episode);
        _rows++;
        if (_shape is { MayBeSparse: true, Folder: null, Rows: { } all } && BitOperations.IsPow2(_rows) && _rows >= TransitionWriter.FirstLook)
            RequireMemory(_writer.Buffer.MemorySizeOf(all), $"The {all} rows take about");
        if (_rows % _rowsBetweenMemoryChecks == 0)
            RequireMemory(MemorySize, $"The first {_rows} rows take");
    }

    /// <summary>Builds the data once all rows are added.</summary>
    /// <param name="actionNames">The name of each action.</param>
    /// <param name="newNumbers">
    /// The number of each action by the number in the rows; null if the rows have the right one.
    /// </param>
    /// <exception cref="ArgumentException">Nothing can be learned from the table.</exception>
    public LoggedData Build(IReadOnlyList<string> actionNames, int[]? newNumbers = null)
    {
        _episodes?.Complete();
        ReplayBuffer transitions = _writer.Buffer;
        RequireUsable(transitions.Count);
        IReadOnlyList<LoggedEpisode>? episodes = _episodes?.Episodes;
        if (newNumbers is not null)
        {
            transitions.RenumberActions(newNumbers);
            episodes = episodes?.Select(episode => Renumbered(episode, newNumbers)).ToArray();
        }

        if (_shape.IsOneStep)
            episodes = new OneStepEpisodes(transitions.Count);

        RequireMemory(MemorySize, $"The {_rows} rows take");
        LoggedData data = new()
        {
            Transitions = transitions,
            ObservationSpace = _writer.ObservationSpace,
            ActionSpace = new DiscreteSpace([.. actionNames]),
            Episodes = episodes,
            Propensities = _writer.Propensities,
        };
        UnknownSuccessors unknown = UnknownSuccessors.In(episodes ?? []);
        int leftOut = episodes?.Count(unknown.IsLeftOut) ?? 0;
        if (leftOut > 0)
        {
            data = LoggedDataParts.Of(data, [.. data.Episodes!.Select(episode =>
                unknown.IsLeftOut(episode) ? UnknownSuccessors.Shortened(episode, data) : episode)]);
            transitions.Close();
            _unbuilt = data.Transitions;
        }

        if (actionNames.Count == 1 && !_shape.MayHaveOneAction)
        {
            throw new ArgumentException(
                $"'{actionNames[0]}' is the only action, so there is nothing to choose. Name all actions in ActionNames, including those that were "
                + "not logged, or only this one if you only want to learn its value.");
        }

        LoggedDataReport report = LoggedDataSummary.Of(
            data, _findings, _rows - (_episodes?.Observations ?? 0), _shape.IsComplete, Note(unknown, leftOut), unknown);
        long memory = data.Transitions.MemorySize + EpisodeBytes;
        _unbuilt = null;
        return data with
        {
            Report = report with
            {
                Rows = _rows,
                MemorySize = memory,
                FileSize = data.Transitions.FileSize,
                IsOneStep = _shape.IsOneStep,
            },
        };
    }

    /// <summary>Deletes the file of the transitions, unless built data use it.</summary>
    public void Dispose() => _unbuilt?.Close();

    private string? Note(UnknownSuccessors unknown, int leftOut) => _shape.IsOneStep
        ? "Each row is an episode of one step, since no column has a next state, an episode or an end: the value of an " +
            "action is its mean reward, and gamma plays no part."
        : unknown.Note(leftOut);

    private void AddTransition(LoggedRow row)
    {
        if (_last is null)
        {
            _last = row.Copy();
        }
        else
        {
            _findings.NoticeRepeat(row, _last);
            _last.Assign(row);
        }

        _writer.Add(row, row.NextState.Row, row.NextLegal);
    }

    private static LoggedEpisode Renumbered(LoggedEpisode episode, int[] numbers) =>
        episode.Tail is { } tail ? episode with { Tail = tail with { Action = numbers[tail.Action] } } : episode;

    private void RequireUsable(int transitions)
    {
        if (_rows == 0)
            throw new ArgumentException("The table has no rows; at least one transition is needed.");
        if (transitions == 0)
            throw new ArgumentException($"The {_rows} rows yield no transition. {_findings.First[0]}");
        if (2 * _findings.Misplaced > _rows)
        {
            throw new ArgumentException(
                $"{_findings.Misplaced} of the {_rows} rows are in places where they cannot be used; is the table " +
                "shuffled? Sort it by " +
                $"episode and time. {_findings.First[0]}");
        }
    }

    private void RequireMemory(long bytes, string what)
    {
        if (bytes <= _memoryLimit)
            return;
        string limit = _shape.MemoryLimit is null
            ? $"but {_memoryLimit / 1e6:F1} MB are available, eight tenths of what is free: read fewer rows"
            : $"but DataMemoryLimit is {_memoryLimit / 1e6:F1} MB: raise it, read fewer rows";
        string remedy = _shape.Folder is null
            ? ", make the states smaller, or set DataFolder to keep them in a file."
            : ", or fewer episodes at a time.";
        throw new ArgumentException($"{what} {bytes / 1e6:F1} MB, {limit}{remedy}");
    }
}
