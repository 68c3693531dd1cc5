using DeepQ.Learning.States;

namespace DeepQ.Learning.Data;

/// <summary>A row of a table of logged data; one object is reused for all rows.</summary>
/// <param name="observationSize">The number of values n of a state.</param>
/// <param name="maskedActions">The number of actions A of a mask; 0 when all actions are always legal.</param>
/// <param name="complete">Whether rows include their next states.</param>
public sealed class LoggedRow(int observationSize, int maskedActions, bool complete)
{
    /// <summary>The number of the row in the table, from 0.</summary>
    public long Number { get; set; }

    /// <summary>The state s: n values.</summary>
    public StateVector State { get; } = new(observationSize);

    /// <summary>Which actions are legal in s: A values.</summary>
    public bool[] Legal { get; } = new bool[maskedActions];

    /// <summary>The action, from 0; −1 if the row only shows the final state of its episode.</summary>
    public int Action { get; set; }

    /// <summary>Gets whether the row is the last observation of its episode, in which no action was taken.</summary>
    public bool IsLastObservation => Action < 0;

    /// <summary>The reward r.</summary>
    public float Reward { get; set; }

    /// <summary>The probability with which the logged policy chose the action; null if it was not logged.</summary>
    public float? Propensity { get; set; }

    /// <summary>The next state s': n values, or none if the next row of the episode has it.</summary>
    public StateVector NextState { get; } = new(complete ? observationSize : 0);

    /// <summary>Which actions are legal in s': A values, or none.</summary>
    public bool[] NextLegal { get; } = new bool[complete ? maskedActions : 0];

    /// <summary>Gets or sets whether the next state is terminal, so that its value is zero.</summary>
    public bool Terminated { get; set; }

    /// <summary>Gets or sets whether the episode was cut off after this row.</summary>
    public bool Truncated { get; set; }

    /// <summary>A number that grows with time; null without a time.</summary>
    public long? Timestamp { get; set; }

    /// <summary>Gets whether the row includes its next state.</summary>
    internal bool IsComplete => complete;

    internal bool EndsEpisode => Terminated || Truncated || IsLastObservation;

    /// <summary>Copies the row.</summary>
    internal LoggedRow Copy()
    {
        LoggedRow copy = new(observationSize, maskedActions, complete);
        copy.Assign(this);
        return copy;
    }

    /// <summary>Copies the contents of a row of the same kind into this one.</summary>
    internal void Assign(LoggedRow other)
    {
        (Number, Action, Reward, Propensity) = (other.Number, other.Action, other.Reward, other.Propensity);
        (Terminated, Truncated, Timestamp) = (other.Terminated, other.Truncated, other.Timestamp);
        State.Assign(other.State);
        other.Legal.CopyTo(Legal, 0);
        NextState.Assign(other.NextState);
        other.NextLegal.CopyTo(NextLegal, 0);
    }

    /// <summary>Returns whether another row has the same contents, wherever it is.</summary>
    internal bool Repeats(LoggedRow other) =>
        Action == other.Action && Reward.Equals(other.Reward) && Timestamp == other.Timestamp &&
        Terminated == other.Terminated && Truncated == other.Truncated &&
        State.Repeats(other.State) && NextState.Repeats(other.NextState);

    internal EpisodeTail ToTail() => new(State.Copy(), Action, Reward, Propensity, [.. Legal]);
}
