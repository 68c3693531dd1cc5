using DeepQ.Decisions.Joining;
using DeepQ.Decisions.Promotion;

namespace DeepQ.Decisions.Estimation;

/// <summary>The rewards of the decisions of one version.</summary>
/// <param name="Version">The version.</param>
/// <param name="Decisions">Its decisions.</param>
/// <param name="Episodes">The number of their episodes.</param>
/// <param name="Value">
/// The mean reward of a decision if γ is 0, otherwise the mean return of an episode; without an interval if there are
/// fewer than two episodes.
/// </param>
public sealed record VersionReturn(string Version, long Decisions, long Episodes, ValueEstimate Value)
{
    /// <summary>Computes the mean rewards of each version.</summary>
    /// <param name="log">The episodes. If γ is above 0, an episode with decisions of several versions is left out.</param>
    /// <param name="gamma">The discount factor γ, from 0 to 1.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The results by the name of the version.</returns>
    /// <exception cref="ArgumentOutOfRangeException">γ is not from 0 to 1.</exception>
    public static async Task<IReadOnlyDictionary<string, VersionReturn>> OfAsync(
        IAsyncEnumerable<JoinedEpisode> log, double gamma = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(log);
        if (gamma is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(gamma), gamma, "γ must be from 0 to 1.");
        Dictionary<string, Groups> versions = [];
        await foreach (JoinedEpisode episode in log.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            IGrouping<string, JoinedRow>[] parts = [.. episode.Rows.GroupBy(row => row.Decision.Version)];
            if (gamma > 0 && parts.Length > 1)
                continue;
            foreach (IGrouping<string, JoinedRow> part in parts)
            {
                if (!versions.TryGetValue(part.Key, out Groups? groups))
                    groups = versions[part.Key] = new();
                groups.Add([.. part], gamma);
            }
        }

        return versions.ToDictionary(entry => entry.Key, entry => entry.Value.ToReturn(entry.Key));
    }

    private sealed class Groups
    {
        private readonly List<double> _sums = [];
        private readonly List<double> _sizes = [];
        private long _decisions;

        public void Add(JoinedRow[] rows, double gamma)
        {
            double weight = 1 / rows[0].Decision.LoggedProbability;
            _decisions += rows.Length;
            _sizes.Add(weight * (gamma > 0 ? 1 : rows.Length));
            _sums.Add(weight * LoggedValue.Of(rows, gamma));
        }

        public VersionReturn ToReturn(string version) => new(
            version,
            _decisions,
            _sums.Count,
            _sums.Count < 2
                ? new(_sums[0] / _sizes[0], double.NaN, double.NaN)
                : ValueEstimate.OfRatio([.. _sums], [.. _sizes]));
    }
}
