using DeepQ.Decisions.Joining;
using DeepQ.Decisions.Promotion;

namespace DeepQ.Decisions.Estimation;

/// <summary>What the decisions of one version brought.</summary>
/// <param name="Version">The version.</param>
/// <param name="Decisions">Its decisions.</param>
/// <param name="Episodes">The episodes that they stand in.</param>
/// <param name="Value">
/// What a decision brought where γ is 0, otherwise an episode; without interval where there are fewer than two episodes.
/// </param>
public sealed record VersionReturn(string Version, long Decisions, long Episodes, ValueEstimate Value)
{
    /// <summary>Adds up what each version brought.</summary>
    /// <param name="log">The episodes. Where γ is above 0, one that several versions decided counts for none.</param>
    /// <param name="gamma">The discount factor γ, from 0 to 1.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The versions that decided, by their names.</returns>
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
