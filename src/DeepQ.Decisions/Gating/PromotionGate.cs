using System.Globalization;
using System.Text.Json.Nodes;
using DeepQ.Decisions.Deciding;
using DeepQ.Decisions.Estimation;
using DeepQ.Decisions.Events;
using DeepQ.Decisions.Gating;
using DeepQ.Decisions.Policies;
using DeepQ.Decisions.Promotion;
using DeepQ.Decisions.Storage;
using DeepQ.Serving;

namespace DeepQ.Decisions;

/// <summary>Evaluates candidates on the log and promotes those that are better.</summary>
/// <remarks>Only one call at a time; the log and the registry may be used meanwhile.</remarks>
public sealed partial class PromotionGate
{
    private readonly DecisionOptions _decisions;
    private readonly IDecisionStore _store;
    private readonly PolicyRegistry _registry;
    private readonly TimeProvider _time;

    /// <summary>Creates a gate.</summary>
    /// <param name="decisions">The options of the decisions; their baseline is evaluated too.</param>
    /// <param name="store">The log.</param>
    /// <param name="registry">The versions.</param>
    /// <param name="options">The options; null for the defaults.</param>
    /// <param name="time">The clock of the decisions; null for the system clock.</param>
    /// <exception cref="ArgumentException">An option of the decisions is missing or out of range.</exception>
    public PromotionGate(
        DecisionOptions decisions,
        IDecisionStore store,
        PolicyRegistry registry,
        PromotionGateOptions? options = null,
        TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(decisions);
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(registry);
        decisions.Check();
        (_decisions, _store, _registry) = (decisions, store, registry);
        (Options, _time) = (options ?? new(), time ?? TimeProvider.System);
    }

    /// <summary>The options of the evaluation.</summary>
    public PromotionGateOptions Options { get; }

    /// <summary>
    /// Evaluates a model on the episodes that were held back, adds it to the registry with the results, and promotes,
    /// tries or refuses it.
    /// </summary>
    /// <param name="model">The bytes of <c>policy.onnx</c>.</param>
    /// <param name="card">The card of the model; the results are added.</param>
    /// <param name="why">The reason for the proposal, such as the data that it was learned from.</param>
    /// <param name="cancellationToken">Cancels; nothing is added then.</param>
    /// <returns>The outcome.</returns>
    /// <exception cref="ArgumentException">
    /// The model has other states or actions than the decisions, the card is not valid JSON, or the reason is empty.
    /// </exception>
    /// <exception cref="InvalidOperationException">The model is in use.</exception>
    /// <exception cref="DeepQ.Onnx.Graphs.PolicyFormatException">The model is not a policy.</exception>
    /// <exception cref="DecisionStoreException">The log cannot be read.</exception>
    /// <exception cref="IOException">The registry cannot be written.</exception>
    public async Task<Proposal> ProposeAsync(
        ReadOnlyMemory<byte> model, VersionCard card, string why, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(card);
        ArgumentException.ThrowIfNullOrWhiteSpace(why);
        JsonObject json = JudgedCard.Parse(card);
        using ManagedPolicy candidate = ManagedPolicy.Load(model.Span);
        RequireFit(candidate);
        IPolicy? inUse = _registry.InUse;
        RequireNotInUse(candidate.Version);
        LogEvaluation evaluation = await EvaluateAsync(candidate, inUse, cancellationToken).ConfigureAwait(false);
        PromotionVerdict verdict = Judge(evaluation);
        return _registry.Alone(() =>
        {
            RequireNotInUse(candidate.Version);
            if (_registry.InUse?.Version != inUse?.Version)
                verdict = new(false, "Not promoted: another version came into use while the candidate was evaluated. Propose it again.");
            else if (_registry.Held is { } held)
                verdict = new(false, $"Not promoted: {HeldSince(held)} What the log says: {verdict.Reason}");
            RegisteredVersion version = _registry.Add(model.Span, JudgedCard.Of(json, card.Markdown, evaluation, verdict), why);
            if (!verdict.IsPromoted && _registry.Held is not null && _registry.CandidateVersion == version)
                return new Proposal(version, RegistryAction.Held, verdict.Reason, evaluation);
            if (!verdict.IsPromoted)
                _registry.Refuse(version.Name, verdict.Reason);
            else if (Options.TriesFirst && (inUse is not null || Baseline() is not null))
                _registry.Try(version.Name, verdict.Reason);
            else
                _registry.Promote(version.Name, verdict.Reason);
            return new Proposal(version, _registry.History[^1].Action, verdict.Reason, evaluation);
        });
    }

    private static string HeldSince(RegistryEntry held) => string.Create(
        CultureInfo.InvariantCulture, $"automatic changes are held since {held.Time.UtcDateTime:yyyy-MM-dd HH:mm} UTC ({held.Why}).");

    private void RequireNotInUse(string version)
    {
        if (_registry.InUse?.Version == version)
            throw new InvalidOperationException($"The model is in use, as version '{_registry.VersionInUse?.Name}'.");
    }

    private Task<LogEvaluation> EvaluateAsync(IPolicy candidate, IPolicy? inUse, CancellationToken cancellationToken)
    {
        DateTimeOffset now = _time.GetUtcNow();
        List<JudgedPolicy> policies = [JudgedPolicy.Of(candidate, "candidate")];
        if (inUse is not null)
            policies.Add(JudgedPolicy.Of(inUse, "in use"));
        if (Baseline() is { } baseline)
            policies.Add(baseline);
        return LogEvaluation.RunAsync(
            Read(now, now - Options.Window).Where(episode => Options.IsHeldBack(episode, now)),
            policies,
            _decisions.CandidateFeatures > 0 ? 0 : _decisions.ActionNames.Count,
            Options.Gamma,
            candidate,
            cancellationToken);
    }

    // Compared with the policy in use, or else the baseline, or else the logged decisions.
    private PromotionVerdict Judge(LogEvaluation evaluation)
    {
        PolicyEstimate candidate = evaluation.Policies[0];
        if (evaluation.Decisions == 0 && evaluation.WithoutChance + evaluation.WithoutProbability > 0)
        {
            return new(
                false,
                $"Not promoted: {evaluation.WithoutChance} decisions were certain, and {evaluation.WithoutProbability} have an "
                + $"unknown probability. They contain no information about other actions: set {nameof(DecisionSettings.BaselineEpsilon)} or an exploration.");
        }

        if (evaluation.Decisions >= Options.Rule.LeastEvents && candidate.Support < Options.LeastSupport)
        {
            return new(false, string.Create(
                CultureInfo.InvariantCulture,
                $"Not promoted: {100 * candidate.Support:F1}% of the candidate's actions could have been logged, less than {100 * Options.LeastSupport:F1}%."));
        }

        if (evaluation.Decisions >= Options.Rule.LeastEvents
            && evaluation.Policies.Take(2).FirstOrDefault(policy => !policy.IsWeighed) is { } unweighed)
        {
            return new(false, string.Create(
                CultureInfo.InvariantCulture,
                $"Not promoted: the log contains too few of the actions of {unweighed.Name}. The mean weight of its decisions is {unweighed.Weight}, "
                + $"but would be 1 with enough of them. More exploration helps, or shorter episodes where γ is above 0."));
        }

        if (evaluation.Policies.Count == 1)
        {
            return Options.Rule.Judge(
                evaluation.Decisions, candidate.Value, evaluation.Logged, evaluation.DifferenceToLogged(0), "the logged decisions");
        }

        PolicyEstimate other = evaluation.Policies[1];
        string name = other.Name == Decision.BaselineVersion ? "the baseline" : "the policy in use";
        return Options.Rule.Judge(evaluation.Decisions, candidate.Value, other.Value, evaluation.Difference(0, 1), name);
    }

    private void RequireFit(ManagedPolicy policy)
    {
        try
        {
            ActionSet.Of(_decisions).RequireFit(policy);
        }
        catch (InvalidOperationException error)
        {
            throw new ArgumentException(error.Message, nameof(policy), error);
        }
    }

    private JudgedPolicy? Baseline() => _decisions switch
    {
        { CandidateBaseline: { } baseline } => JudgedPolicy.Of(baseline),
        { Baseline: { } baseline } => JudgedPolicy.Of(baseline),
        _ => null,
    };

    private JoinedLog Read(DateTimeOffset now, DateTimeOffset? since) => new(_store, now, Options.Join, since);
}
