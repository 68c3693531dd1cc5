using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DeepQ.MLNet.Sweeps;

namespace DeepQ.Orleans.Messages;

/// <summary>A training of a sweep: the name of the sweep, and all else that the training depends on.</summary>
/// <param name="Sweep">The name of the sweep.</param>
/// <param name="Fingerprint">The fingerprint of the sweep's description.</param>
/// <param name="Candidate">The number of the candidate.</param>
/// <param name="Round">The round of successive halving.</param>
/// <param name="Values">The position of each parameter in its range, from 0 to 1.</param>
/// <param name="Steps">The number of environment steps.</param>
/// <param name="Seed">The seed of all draws.</param>
/// <param name="EvaluationEpisodes">The number of episodes in a set.</param>
[GenerateSerializer]
[Immutable]
[Alias("DeepQ.TrainingOrder")]
internal sealed record TrainingOrder(
    [property: Id(0)] string Sweep,
    [property: Id(1)] string Fingerprint,
    [property: Id(2)] int Candidate,
    [property: Id(3)] int Round,
    [property: Id(4)] double[] Values,
    [property: Id(5)] long Steps,
    [property: Id(6)] ulong Seed,
    [property: Id(7)] int EvaluationEpisodes)
{
    /// <summary>
    /// Returns a name that depends on everything that the training depends on. A sweep that is called again so finds its checkpoints.
    /// </summary>
    public string Key()
    {
        string values = string.Join(' ', Values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)));
        string text = string.Create(
            CultureInfo.InvariantCulture, $"{Sweep}\n{Fingerprint}\n{values}\n{Steps}\n{Seed}\n{EvaluationEpisodes}");
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..24];
        return $"{Candidate}-{Round}-{hash}";
    }

    public static TrainingOrder Of(string sweep, string fingerprint, SweepTrainingOrder order) => new(
        sweep, fingerprint, order.Candidate, order.Round, [.. order.Values], order.Steps, order.Seed, order.EvaluationEpisodes);

    public SweepTrainingOrder ToSweep() => new(Candidate, Round, Values, Steps, Seed, EvaluationEpisodes);
}
