using DeepQ.Learning.Offline;

namespace DeepQ.Results;

/// <summary>A way from a log to acting.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Algorithm">What the log is learned by; null where acting begins with weights that are drawn.</param>
/// <param name="Share">The part of each batch that is drawn from the log while acting; 0 for none.</param>
internal sealed record ActingVariant(string Name, OfflineAlgorithm? Algorithm, double Share)
{
    public static IReadOnlyList<ActingVariant> All { get; } =
    [
        new("DQN, then acting", new DeepQLearning(), 0),
        new("CQL, then acting", new ConservativeQLearning(), 0),
        new("Cal-QL, then acting", new CalibratedQLearning(), 0),
        new("DQN, then acting beside the log", new DeepQLearning(), 0.5),
        new("CQL, then acting beside the log", new ConservativeQLearning(), 0.5),
        new("Cal-QL, then acting beside the log", new CalibratedQLearning(), 0.5),
        new("acting beside the log", null, 0.5),
        new("acting alone", null, 0),
    ];
}
