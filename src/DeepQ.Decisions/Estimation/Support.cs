namespace DeepQ.Decisions.Estimation;

/// <summary>Tells how much of what a policy does a log can speak for.</summary>
internal sealed class Support
{
    // How often an action is to be expected in a log that can speak for it, were all decisions like this one.
    private const double LeastCount = 5;

    // At place k the probabilities of actions that were logged with one from 2⁻ᵏ up to twice as much; at the last one with none.
    private readonly double[] _byChance = new double[64];

    /// <summary>Takes an action of a decision.</summary>
    /// <param name="probability">The probability with which the policy takes it.</param>
    /// <param name="chance">The probability with which it would have been logged.</param>
    public void Add(double probability, double chance) =>
        _byChance[chance > 0 ? Math.Clamp(-Math.ILogB(chance), 0, _byChance.Length - 2) : _byChance.Length - 1] += probability;

    /// <summary>The mean probability of the actions that are to be expected often enough.</summary>
    /// <param name="decisions">The number of decisions that were taken.</param>
    public double Of(long decisions)
    {
        double supported = 0;
        for (int place = 0; place < _byChance.Length - 1 && Math.ScaleB(decisions, -place) >= LeastCount; place++)
            supported += _byChance[place];
        return decisions == 0 ? 0 : supported / decisions;
    }
}
