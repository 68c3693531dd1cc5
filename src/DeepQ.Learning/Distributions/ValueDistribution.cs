namespace DeepQ.Learning.Distributions;

/// <summary>How a network describes the distribution of the return Z(s, a), whose mean is Q(s, a).</summary>
/// <remarks>
/// Bellemare, Dabney, Rowland: Distributional Reinforcement Learning (2023). Whatever the description, actions are
/// chosen by its mean, and an exported policy gives that mean as its Q-values.
/// </remarks>
public abstract record ValueDistribution
{
    private protected ValueDistribution()
    {
    }

    /// <summary>The number of outputs that an action has.</summary>
    internal abstract int ValuesPerAction { get; }

    /// <summary>The mean of the return that the outputs of an action describe; they may be overwritten.</summary>
    internal abstract double MeanOf(Span<float> outputs);

    /// <summary>What is wrong with the settings; null when nothing is.</summary>
    internal abstract string? Problem { get; }
}
