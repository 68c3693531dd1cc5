using DeepQ.Learning.Data;
using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Tests.Data;

/// <summary>A table of states of one value, written row by row.</summary>
internal sealed class LoggedTable(LoggedDataShape shape) : IDisposable
{
    private readonly LoggedDataBuilder _builder = new(shape);
    private readonly LoggedRow _row = new(shape.ObservationSize, shape.MaskedActions, shape.IsComplete);
    private long _number;

    public static LoggedTable Of(
        bool complete = false, bool episodes = true, int maxOpenEpisodes = 100, long? rows = null, long? memoryLimit = null,
        string? folder = null) =>
        new(new LoggedDataShape
        {
            ObservationSize = 1,
            IsComplete = complete,
            HasEpisodes = episodes,
            MaxOpenEpisodes = maxOpenEpisodes,
            Rows = rows,
            MemoryLimit = memoryLimit,
            Folder = folder,
        });

    public LoggedTable Row(
        string episode,
        float state,
        int action,
        float reward,
        bool terminated = false,
        bool truncated = false,
        float next = 0,
        long? time = null)
    {
        _row.Number = _number++;
        _row.State[0] = state;
        (_row.Action, _row.Reward, _row.Terminated, _row.Truncated) = (action, reward, terminated, truncated);
        _row.Timestamp = time;
        if (_row.IsComplete)
            _row.NextState[0] = next;
        _builder.Add(_row, episode);
        return this;
    }

    public void Dispose() => _builder.Dispose();

    public LoggedData Build() => _builder.Build(["left", "right"]);

    /// <summary>
    /// All transitions in their order: state, action, reward, what the successor counts, and the successor.
    /// </summary>
    public static (float State, int Action, float Reward, float Discount, float Next)[] Transitions(
        LoggedData data, float gamma = 0.5f, int steps = 1)
    {
        TransitionBatch batch = new(data.Transitions.Count, 1);
        for (int i = 0; i < batch.Size; i++)
            batch.Slots[i] = i;
        data.Transitions.Read(batch, gamma, steps);
        return
        [
            .. Enumerable.Range(0, batch.Size).Select(i =>
                (batch.States[i], batch.Actions[i], batch.Rewards[i], batch.Discounts[i], batch.NextStates[i])),
        ];
    }
}
