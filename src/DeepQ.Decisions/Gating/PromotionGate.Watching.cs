using System.Globalization;
using DeepQ.Decisions.Estimation;
using DeepQ.Decisions.Events;
using DeepQ.Decisions.Gating;
using DeepQ.Decisions.Policies;
using DeepQ.Decisions.Promotion;
using DeepQ.Decisions.Storage;
using DeepQ.Serving;

namespace DeepQ.Decisions;

/// <content>Watches the versions that decide.</content>
public sealed partial class PromotionGate
{
    private const string Nothing = "No version decides.";
    private const string Changed = "The version in use or the candidate changed meanwhile.";

    /// <summary>
    /// Evaluates the versions that decide. A canary steps back, or comes into use, depending on its rewards. The policy
    /// in use steps back to the version before or to the baseline if the log since its promotion shows with confidence
    /// that one of them is better.
    /// </summary>
    /// <param name="cancellationToken">Cancels; nothing is changed then.</param>
    /// <returns>The action and its reason.</returns>
    /// <exception cref="DecisionStoreException">The log cannot be read.</exception>
    /// <exception cref="IOException">The registry cannot be written.</exception>
    public Task<WatchVerdict> LookAsync(CancellationToken cancellationToken = default) =>
        _registry.Held is { } held ? Task.FromResult(Held(held))
        : _registry.CandidateVersion is { } candidate ? LookAtCanaryAsync(candidate, cancellationToken)
        : _registry.VersionInUse is { } inUse && _registry.InUse is { } policy ? LookAtInUseAsync(inUse, policy, cancellationToken)
        : Task.FromResult(new WatchVerdict(null, Nothing));

    private static WatchVerdict Held(RegistryEntry held) => new(null, $"Nothing is done: {HeldSince(held)}");

    private async Task<WatchVerdict> LookAtCanaryAsync(RegisteredVersion candidate, CancellationToken cancellationToken)
    {
        DateTimeOffset now = _time.GetUtcNow(), since = Since(candidate, RegistryAction.Tried, now);
        RegisteredVersion? beside = _registry.VersionInUse;
        string other = beside?.Sha256 ?? Decision.BaselineVersion;
        IReadOnlyDictionary<string, VersionReturn> returns = await VersionReturn.OfAsync(
            Read(now, since), Options.Gamma, cancellationToken).ConfigureAwait(false);
        if (!returns.TryGetValue(candidate.Sha256, out VersionReturn? tried) || !returns.TryGetValue(other, out VersionReturn? inUse))
            return new(null, $"The canary '{candidate.Name}', or the policy that it is compared with, has made no decision yet.");

        CanaryVerdict verdict = Options.Canary.Judge(tried.Episodes, tried.Value, inUse.Value);
        if (verdict.StepsBack)
            return Do(RegistryAction.Refused, verdict.Reason, () => _registry.Refuse(candidate.Name, verdict.Reason));

        if (tried.Episodes < Options.CanaryEpisodes || !(tried.Value.Value >= inUse.Value.Value))
            return new(null, verdict.Reason);
        string reason = string.Create(
            CultureInfo.InvariantCulture,
            $"Promoted: {tried.Episodes} episodes of the canary were worth {tried.Value}, and {inUse.Value} those of the policy in use.");
        return Do(RegistryAction.Promoted, reason, () => _registry.Promote(candidate.Name, reason));

        WatchVerdict Do(RegistryAction action, string why, Action act) => DoUnlessChanged(candidate, beside, new(action, why), act);
    }

    // Others may change versions while the log is read.
    private WatchVerdict DoUnlessChanged(RegisteredVersion? candidate, RegisteredVersion? inUse, WatchVerdict verdict, Action act) =>
        _registry.Alone(() =>
        {
            if (_registry.CandidateVersion != candidate || _registry.VersionInUse != inUse)
                return new(null, Changed);
            if (_registry.Held is { } held)
                return Held(held);
            act();
            return verdict;
        });

    private async Task<WatchVerdict> LookAtInUseAsync(RegisteredVersion version, IPolicy policy, CancellationToken cancellationToken)
    {
        DateTimeOffset now = _time.GetUtcNow(), since = Since(version, RegistryAction.Promoted, now);
        RegisteredVersion? before = _registry.VersionBefore;
        IPolicy? earlier = before is null ? null : _registry.Open(before.Name);
        try
        {
            List<(JudgedPolicy Policy, string? Version)> others = [];
            if (earlier is not null)
                others.Add((JudgedPolicy.Of(earlier, before!.Name), before.Name));
            if (Baseline() is { } baseline)
                others.Add((baseline, null));
            LogEvaluation evaluation = await LogEvaluation.RunAsync(
                Read(now, since),
                [JudgedPolicy.Of(policy, version.Name), .. others.Select(other => other.Policy)],
                _decisions.CandidateFeatures > 0 ? 0 : _decisions.ActionNames.Count,
                Options.Gamma,
                policy,
                cancellationToken).ConfigureAwait(false);
            return StepBack(version, evaluation, [.. others.Select(other => other.Version)]);
        }
        finally
        {
            (earlier as IDisposable)?.Dispose();
        }
    }

    private WatchVerdict StepBack(RegisteredVersion version, LogEvaluation evaluation, IReadOnlyList<string?> others)
    {
        ValueEstimate inUse = evaluation.Policies[0].Value;
        int best = -1;
        for (int i = 1; i <= others.Count; i++)
        {
            PolicyEstimate other = evaluation.Policies[i];
            bool isBetter = other.Support >= Options.LeastSupport && other.IsWeighed
                && Options.Rule.Judge(evaluation.Decisions, other.Value, inUse, evaluation.Difference(i, 0)).IsPromoted;
            if (isBetter && (best < 0 || other.Value.Value > evaluation.Policies[best].Value.Value))
                best = i;
        }

        if (best < 0)
        {
            string compared = string.Join(", ", evaluation.Policies.Skip(1).Select((other, i) =>
                string.Create(CultureInfo.InvariantCulture, $"{other.Name} {other.Value}, a difference of {evaluation.Difference(i + 1, 0)}")));
            return new(null, string.Create(
                CultureInfo.InvariantCulture,
                $"{evaluation.Policies[0].Name} is worth {inUse} by {evaluation.Decisions} decisions, and nothing is significantly better: "
                + $"{(compared.Length > 0 ? compared : "there is nothing to compare it with")}."));
        }

        string reason = string.Create(
            CultureInfo.InvariantCulture,
            $"Steps back: {evaluation.Policies[best].Name} is worth {evaluation.Policies[best].Value} and {evaluation.Policies[0].Name} in use "
            + $"{inUse}, a difference of {evaluation.Difference(best, 0)} from {evaluation.Decisions} decisions.");
        return DoUnlessChanged(null, version, new(RegistryAction.RolledBack, reason), () => _registry.Rollback(others[best - 1], reason));
    }

    // The earlier log was evaluated before the promotion, and the version may have been learned from it.
    private DateTimeOffset Since(RegisteredVersion version, RegistryAction action, DateTimeOffset now)
    {
        DateTimeOffset done = _registry.History.LastOrDefault(entry =>
            (entry.Action == action || entry.Action == RegistryAction.RolledBack) && entry.Version == version.Name)?.Time ?? DateTimeOffset.MinValue;

        // A time in the future comes from a clock that was ahead, so the true time is unknown.
        done = done > now ? DateTimeOffset.MinValue : done;
        return (Options.WatchWindow ?? Options.Window) is { } window && now - window > done ? now - window : done;
    }
}
