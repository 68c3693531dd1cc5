namespace DeepQ.MLNet.Sweeps;

/// <summary>Says everything that a training of a sweep depends on, beside the space and the environment.</summary>
/// <param name="Candidate">The number of the candidate, from 0.</param>
/// <param name="Round">The round of successive halving, from 0.</param>
/// <param name="Values">
/// For each parameter of the space, the part of the way from 0 to 1 at which its value lies.
/// </param>
/// <param name="Steps">The environment steps to train for.</param>
/// <param name="Seed">Decides all that is drawn.</param>
/// <param name="EvaluationEpisodes">The number of episodes in a set that judges the policy.</param>
public sealed record SweepTrainingOrder(
    int Candidate, int Round, IReadOnlyList<double> Values, long Steps, ulong Seed, int EvaluationEpisodes)
{
    // Made once for all trainings of a trial on this machine.
    internal DeepQTrainer.Options? Settings { get; init; }
}
