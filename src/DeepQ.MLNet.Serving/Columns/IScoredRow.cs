namespace DeepQ.MLNet.Columns;

/// <summary>The outputs of a policy for the current row of a cursor.</summary>
internal interface IScoredRow
{
    /// <summary>The value of each action.</summary>
    ReadOnlySpan<float> QValues { get; }

    /// <summary>The greedy action, counted from 0.</summary>
    int Action { get; }

    /// <summary>The difference between the greatest and the next Q-value of legal actions.</summary>
    float Margin { get; }

    /// <summary>The distributions of the actions' returns, in sequence.</summary>
    ReadOnlySpan<float> Distributions { get; }

    /// <summary>The standard deviation of an ensemble's heads for each action.</summary>
    ReadOnlySpan<float> Uncertainties { get; }
}
