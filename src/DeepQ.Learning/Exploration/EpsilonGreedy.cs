namespace DeepQ.Learning;

/// <summary>
/// ε-greedy action choice: with probability ε any action, otherwise the greedy one. Each environment has its own coin.
/// </summary>
/// <remarks>Sutton, Barto: Reinforcement Learning (2nd edition, 2018), section 2.2.</remarks>
public sealed class EpsilonGreedy
{
    private readonly int[] _actions;
    private readonly float[] _qValues;
    private readonly int _actionCount;

    /// <summary>Makes room for the choices.</summary>
    /// <param name="environments">The number of states at a time, N.</param>
    /// <param name="actionCount">The number of actions.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of the numbers is not positive.</exception>
    public EpsilonGreedy(int environments, int actionCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(environments);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(actionCount);
        _actions = new int[environments];
        _qValues = new float[environments * actionCount];
        _actionCount = actionCount;
    }

    /// <summary>Chooses an action for each state.</summary>
    /// <param name="network">Values the actions; it is asked only when some choice is greedy.</param>
    /// <param name="states">The states: N × n values, row-major.</param>
    /// <param name="epsilon">The probability ε of a random action.</param>
    /// <param name="random">The generator that coins and random actions are drawn from.</param>
    /// <returns>The actions; the next call overwrites them.</returns>
    public ReadOnlySpan<int> Choose(QNetwork network, ReadOnlySpan<float> states, double epsilon, Random random)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(random);

        bool greedy = false;
        for (int i = 0; i < _actions.Length; i++)
        {
            bool explores = random.NextDouble() < epsilon;
            _actions[i] = explores ? random.Next(_actionCount) : -1;
            greedy |= !explores;
        }

        if (!greedy)
            return _actions;

        network.QValues(states, _qValues);
        for (int i = 0; i < _actions.Length; i++)
        {
            if (_actions[i] < 0)
                _actions[i] = Greedy.Action(_qValues.AsSpan(i * _actionCount, _actionCount));
        }

        return _actions;
    }
}
