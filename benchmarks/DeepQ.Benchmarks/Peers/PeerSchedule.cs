namespace DeepQ.Benchmarks;

/// <summary>When an agent in benchmarks/peers acts and learns, in steps of its environment.</summary>
internal sealed record PeerSchedule(
    string Environment,
    long Steps,
    long LearningStarts,
    int UpdateInterval,
    int UpdatesPerInterval,
    int TargetInterval,
    double EpsilonEnd,
    double EpsilonSteps);
