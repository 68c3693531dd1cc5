namespace DeepQ.MLNet.Sweeps;

/// <summary>Everything that a training of a sweep depends on, in addition to the space and the environment.</summary>
/// <param name="Candidate">The number of the candidate, from 0.</param>
/// <param name="Round">The round of successive halving, from 0.</param>
/// <param name="Values">
/// For each parameter of the space, the position of its value, from 0 to 1.
/// </param>
/// <param name="Steps">The environment steps to train for.</param>
/// <param name="Seed">The seed of all draws.</param>
/// <param name="EvaluationEpisodes">The number of evaluation episodes in a set.</param>
public sealed record SweepTrainingOrder(
    int Candidate, int Round, IReadOnlyList<double> Values, long Steps, ulong Seed, int EvaluationEpisodes)
{
    // Created once for all trainings of a trial on this machine.
    internal DeepQTrainer.Options? Settings { get; init; }
}
