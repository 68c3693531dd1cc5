using System.Globalization;

namespace DeepQ.Decisions.Exploration;

/// <summary>Chooses with probabilities proportional to exp(Q / temperature): a Boltzmann distribution.</summary>
internal sealed record SoftmaxStrategy : ExplorationStrategy
{
    private readonly double _temperature;

    public SoftmaxStrategy(double temperature) => _temperature = temperature > 0 && double.IsFinite(temperature)
        ? temperature
        : throw new ArgumentOutOfRangeException(
            nameof(temperature), temperature, "The temperature must be positive and finite.");

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"softmax, temperature {_temperature}");

    protected override void FillAllowed(
        ReadOnlySpan<float> qValues, ReadOnlySpan<bool> allowed, int greedy, Span<double> probabilities)
    {
        // Relative to the greatest value, so no exponential overflows.
        double total = 0;
        for (int action = 0; action < probabilities.Length; action++)
        {
            probabilities[action] = IsAllowed(allowed, action)
                ? Math.Exp(((double)qValues[action] - qValues[greedy]) / _temperature)
                : 0;
            total += probabilities[action];
        }

        foreach (ref double probability in probabilities)
            probability /= total;
    }
}
