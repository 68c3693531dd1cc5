namespace DeepQ.Decisions.Estimation;

/// <summary>Measures the part of the actions of a policy that a log contains often enough.</summary>
internal sealed class Support
{
    // How often a log must be expected to contain an action, if all decisions were like this one.
    private const double LeastCount = 5;

    // Index k has the probabilities of actions that were logged with a probability from 2⁻ᵏ to 2 · 2⁻ᵏ; the last index
    // those that could not be logged.
    private readonly double[] _byChance = new double[64];

    /// <summary>Adds an action of a decision.</summary>
    /// <param name="probability">The probability with which the policy takes it.</param>
    /// <param name="chance">The probability with which it would have been logged.</param>
    public void Add(double probability, double chance) =>
        _byChance[chance > 0 ? Math.Clamp(-Math.ILogB(chance), 0, _byChance.Length - 2) : _byChance.Length - 1] += probability;

    /// <summary>Returns the mean probability of the actions that are expected often enough.</summary>
    /// <param name="decisions">The number of decisions that were added.</param>
    public double Of(long decisions)
    {
        double supported = 0;
        for (int place = 0; place < _byChance.Length - 1 && Math.ScaleB(decisions, -place) >= LeastCount; place++)
            supported += _byChance[place];
        return decisions == 0 ? 0 : supported / decisions;
    }
}
