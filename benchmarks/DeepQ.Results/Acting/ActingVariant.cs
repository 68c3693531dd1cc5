using DeepQ.Learning.Offline;

namespace DeepQ.Results;

/// <summary>A way from a log to acting.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Algorithm">What the log is learned by; null where acting begins with weights that are drawn.</param>
/// <param name="Share">The part of each batch that is drawn from the log while acting; 0 for none.</param>
/// <param name="MarginWeight">How much the logged action is held above others while acting.</param>
internal sealed record ActingVariant(string Name, OfflineAlgorithm? Algorithm, double Share = 0, double MarginWeight = 0)
{
    // Of 0, 0.05, 0.2, 0.5 and 1, on three logs of CartPole of which no figure is reported; and so is the learning rate.
    private const double Held = 0.2;

    public static IReadOnlyList<ActingVariant> All { get; } =
    [
        new("DQN, then acting", new DeepQLearning()),
        new("CQL, then acting", new ConservativeQLearning()),
        new("Cal-QL, then acting", new CalibratedQLearning()),
        new("CQL, then beside the log", new ConservativeQLearning(), 0.5),
        new("Cal-QL, then beside the log", new CalibratedQLearning(), 0.5),
        new("DQN, then beside the log with a margin", new DeepQLearning(), 0.5, Held),
        new("CQL, then beside the log with a margin", new ConservativeQLearning(), 0.5, Held),
        new("Cal-QL, then beside the log with a margin", new CalibratedQLearning(), 0.5, Held),
        new("beside the log from the beginning", null, 0.5),
        new("acting alone", null),
    ];
}
