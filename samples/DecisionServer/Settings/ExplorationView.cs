using System.Globalization;
using DeepQ.Decisions;

namespace DecisionServer.Settings;

/// <summary>An exploration as JSON.</summary>
internal sealed record ExplorationView
{
    /// <summary>How.</summary>
    public required ExplorationKind Kind { get; init; }

    /// <summary>ε, from 0 to 1, or the temperature, above 0; left out for <c>greedy</c>.</summary>
    public double? Value { get; init; }

    public string? Error() => (Kind, Value) switch
    {
        (ExplorationKind.Greedy, null) or (ExplorationKind.EpsilonGreedy, >= 0 and <= 1) or (ExplorationKind.Softmax, > 0 and < double.PositiveInfinity) => null,
        (ExplorationKind.Greedy, _) => "greedy has no value; leave it out.",
        (ExplorationKind.EpsilonGreedy, { } epsilon) => string.Create(CultureInfo.InvariantCulture, $"ε is {epsilon}; it must be from 0 to 1."),
        (ExplorationKind.Softmax, { } temperature) => string.Create(
            CultureInfo.InvariantCulture, $"The temperature is {temperature}; it must be above 0 and finite."),
        _ => "There is no value: epsilonGreedy takes ε, and softmax the temperature.",
    };

    public ExplorationStrategy ToStrategy() => Kind switch
    {
        ExplorationKind.EpsilonGreedy => ExplorationStrategy.EpsilonGreedy(Value!.Value),
        ExplorationKind.Softmax => ExplorationStrategy.Softmax(Value!.Value),
        _ => ExplorationStrategy.Greedy,
    };
}
