using DeepQ.Environments.Wrappers;

namespace DeepQ.Learning.Training;

/// <summary>
/// An environment wrapper that records the discounted returns of its episodes and the network's values of their first
/// states. If the two differ, Q-values are wrong.
/// </summary>
/// <remarks>van Hasselt et al.: Deep reinforcement learning with double Q-learning (2015), https://arxiv.org/abs/1509.06461, figure 3.</remarks>
internal sealed class StartValues(IEnvironment inner, double gamma) : EnvironmentWrapper(inner)
{
    private double _discount;
    private double _returns;
    private double _values;
    private int _episodes;
    private bool _isStart;

    /// <summary>The mean of the greatest Q-value in the first state of an episode.</summary>
    public double MeanValue => _values / _episodes;

    /// <summary>The mean discounted return.</summary>
    public double MeanReturn => _returns / _episodes;

    /// <inheritdoc/>
    public override void Reset(Random random, Span<float> observation)
    {
        base.Reset(random, observation);
        (_discount, _isStart) = (1, true);
        _episodes++;
    }

    /// <inheritdoc/>
    public override StepResult Step(int action, Random random, Span<float> observation)
    {
        StepResult step = base.Step(action, random, observation);
        _returns += _discount * step.Reward;
        _discount *= gamma;
        return step;
    }

    /// <summary>Records the value of the chosen action; only the first of an episode is used.</summary>
    public void Notice(double value)
    {
        if (_isStart)
            _values += value;
        _isStart = false;
    }
}
