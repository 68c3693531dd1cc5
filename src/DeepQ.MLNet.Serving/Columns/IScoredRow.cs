namespace DeepQ.MLNet.Columns;

/// <summary>What a policy gave for the row on which a cursor stands.</summary>
internal interface IScoredRow
{
    /// <summary>The value of each action.</summary>
    ReadOnlySpan<float> QValues { get; }

    /// <summary>The greedy action, counted from 0.</summary>
    int Action { get; }

    /// <summary>How much greater the greatest Q-value of a legal action is than the next one.</summary>
    float Margin { get; }

    /// <summary>The distributions of the actions' returns, one after the other.</summary>
    ReadOnlySpan<float> Distributions { get; }

    /// <summary>How far the heads of an ensemble lie apart for each action.</summary>
    ReadOnlySpan<float> Uncertainties { get; }
}
