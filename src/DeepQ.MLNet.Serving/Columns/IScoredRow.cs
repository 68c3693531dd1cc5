namespace DeepQ.MLNet.Columns;

/// <summary>What a policy gave for the row on which a cursor stands.</summary>
internal interface IScoredRow
{
    /// <summary>The value of each action.</summary>
    ReadOnlySpan<float> QValues { get; }

    /// <summary>The greedy action, counted from 0.</summary>
    int Action { get; }
}
