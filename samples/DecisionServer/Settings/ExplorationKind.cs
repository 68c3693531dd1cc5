namespace DecisionServer.Settings;

/// <summary>How policies explore.</summary>
internal enum ExplorationKind
{
    /// <summary>Never.</summary>
    Greedy,

    /// <summary>Any allowed action with probability ε.</summary>
    EpsilonGreedy,

    /// <summary>Each action with a probability proportional to exp(Q / temperature).</summary>
    Softmax,
}
