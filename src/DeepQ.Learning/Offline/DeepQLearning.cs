namespace DeepQ.Learning.Offline;

/// <summary>
/// Q-learning as in an environment: nothing holds back the values of actions that were not logged. For data that tried
/// every action everywhere.
/// </summary>
public sealed record DeepQLearning : OfflineAlgorithm
{
    internal override string NameWith(DqnOptions options) => options.Algorithm;
}
