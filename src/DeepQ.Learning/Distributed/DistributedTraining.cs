using System.Text;
using DeepQ.Environments.Wrappers;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Renewal;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Scaling;
using DeepQ.Learning.Training;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Distributed;

/// <summary>
/// The training loop of the learner. It counts the steps that it has learned from: intervals, schedules and the number of updates per step
/// refer to them, as on one machine. Actors may be ahead by <see cref="DistributedOptions.BlocksAhead"/>.
/// </summary>
internal sealed partial class DistributedTraining : EvaluatedTraining
{
    private const int Window = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    private readonly DistributedOptions _plan;
    private readonly VectorEnvironment _environment;
    private readonly ShardFeed? _feed;
    private readonly IReplayShards? _shards;
    private readonly StopReason _ended;
    private readonly NetworkRenewal _renewal;
    private readonly UpdateHistory _history = new();
    private readonly List<EpisodeRecord> _episodes = [];
    private readonly double _epsilon;
    private long _step;
    private long _updates;
    private long _before;
    private int _updatesDue;
    private bool _isWithinStep;
    private bool _hasStepped;
    private bool _loaded;
    private long _version;
    private TimeSpan _publishAt;
    private UpdateResult? _lastUpdate;
    private double? _dormantUnits;

    /// <param name="options">The settings.</param>
    /// <param name="plan">The settings of the distribution.</param>
    /// <param name="learner">The network and its optimizer.</param>
    /// <param name="environment">An environment like those of the actors; only its spaces are read.</param>
    /// <param name="evaluator">The evaluator; null for no evaluations.</param>
    /// <param name="random">The generator that chooses shards.</param>
    /// <param name="shards">The connection with the shards; null to finish a training that ended in another process.</param>
    /// <param name="ended">The reason why it ended there.</param>
    /// <param name="progress">Receives the progress.</param>
    public DistributedTraining(
        DqnOptions options,
        DistributedOptions plan,
        OnlineLearner learner,
        VectorEnvironment environment,
        Evaluator? evaluator,
        Xoshiro256 random,
        IReplayShards? shards,
        StopReason ended,
        IProgress<TrainingProgress>? progress)
        : base(options, learner, evaluator, progress)
    {
        (_plan, _environment, _shards, _ended) = (plan, environment, shards, ended);
        _renewal = options.NewRenewal();
        _epsilon = Enumerable.Range(0, plan.Actors).Average(plan.EpsilonOf);
        int masked = environment.HasActionMask ? environment.ActionSpace.Count : 0;
        _feed = shards is null ? null : new ShardFeed(shards, options, plan, environment.ObservationSpace, masked, random);
        _settings = [.. RunSettings.Of(options, environment, evaluator?.Environment), plan.Describe()];
    }

    /// <summary>The number that all versions of its weights exceed.</summary>
    public long FirstVersion { get; set; }

    protected override long Step => _step;

    protected override long Updates => _updates;

    protected override string Problem => _environment.Environments[0].Name;

    protected override bool IsDone => Step >= Options.Steps && !_isWithinStep && !EvaluationIsDue;

    protected override bool IsCheckpointDue => _hasStepped && Passed(Options.CheckpointInterval) > 0;

    // Where shards hold less, one was lost, and the training waits as it did in the beginning.
    private bool CanLearn => _feed!.Held >= Math.Min(Math.Max(1, Options.LearningStarts), Math.Max(1, Options.ReplayCapacity / 2));

    public override void Dispose()
    {
        _feed?.Dispose();
        base.Dispose();
    }

    protected override StopReason? Begin(RunLimits limits)
    {
        if (_loaded && EndOfLoaded() is { } atOnce)
            return atOnce;
        if (_feed is null)
            return null;
        _version = Math.Max(_version, FirstVersion);
        Publish();
        _feed.Start(limits.Token);
        return null;
    }

    protected override StopReason? Advance(RunLimits limits)
    {
        if (_feed is null)
            return _ended;
        _hasStepped = false;
        // A learner that goes on would otherwise take full shards for empty ones, and pass over what is in them.
        if (!_feed.HasHeardAll)
        {
            _feed.Wait(Patience);
            return null;
        }

        HearNews();
        if (!EvaluationIsDue && !(BeginStep() && MakeUpdates(limits.Token) && EndStep()))
            return null;
        return EvaluationIsDue ? Evaluate(limits.Token) : null;
    }

    protected override TrainingResult? Rescue()
    {
        QNetwork? good = Evaluator?.TakeBestNetwork() ?? Learner.CopyFinite();
        return good is null ? null : Result(good, good, StopReason.Diverged);
    }

    protected override TrainingResult Finish(StopReason reason, RunLimits limits)
    {
        QNetwork last = Learner.CopyNetwork();
        (QNetwork Network, EvaluationRecord Record)? chosen = Choose(last, limits);
        if (_feed is { Blocks: var (repeated, gaps) } && repeated + gaps > 0)
            Observers.OnMessage($"{repeated} blocks were sent again and stored once; {gaps} came after some that were lost with a shard.");
        Observers.OnTrainingEnd(reason);
        return Result(chosen?.Network ?? Evaluator?.TakeBestNetwork() ?? last, last, reason, chosen?.Record);
    }

    protected override TrainingProgress Report() => new()
    {
        Step = Step,
        Updates = Updates,
        Fraction = Math.Min(1, (double)Step / Options.Steps),
        Elapsed = Clock.Elapsed,
        Episodes = _episodes.Count,
        MeanReturn = _episodes.Count == 0 ? double.NaN : _episodes.TakeLast(Window).Average(episode => episode.Return),
        Epsilon = _epsilon,
        LastUpdate = _lastUpdate,
        DormantUnits = _dormantUnits,
        LastEvaluation = LastEvaluation,
    };

    private long Passed(long interval) => (_step / interval) - (_before / interval);

    private void HearNews()
    {
        ((double Return, int Length)[] episodes, string[] warnings) = _feed!.TakeNews();
        foreach (string warning in warnings)
            Observers.OnWarning(warning);
        foreach ((double value, int length) in episodes)
        {
            EpisodeRecord record = new(_feed.Collected, value, length);
            _episodes.Add(record);
            Observers.OnEpisodeEnd(record);
        }

        if (Clock.Elapsed >= _publishAt)
            Publish();
    }

    // Goes on to the next step with an update, once it was collected, and over those that nothing is learned from.
    private bool BeginStep()
    {
        if (_isWithinStep)
            return true;
        bool learns = CanLearn;
        long collected = _feed!.Collected;
        long next = learns ? Math.Min(((_step / Options.UpdateInterval) + 1) * Options.UpdateInterval, Options.Steps) : collected;
        next = Math.Min(next, Options.Steps);
        if (next > collected || next == _step)
        {
            Tell();
            _feed.Wait(Patience);
            return false;
        }

        (_before, _step, _isWithinStep) = (_step, next, true);
        _updatesDue = learns && next >= Options.LearningStarts && next % Options.UpdateInterval == 0 ? Options.UpdatesPerInterval : 0;
        Tell();
        return true;
    }

    // Whether all of them are made.
    private bool MakeUpdates(CancellationToken cancellationToken)
    {
        while (_updatesDue > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            // What was held is lost: there is nothing to make them from.
            if (!CanLearn)
            {
                _updatesDue = 0;
                return true;
            }

            if (Learner.Units.IsLookDue(_step))
            {
                if (_feed!.TakeLook() is not { } seen)
                {
                    _feed.Wait(Patience);
                    return false;
                }

                Learner.LookAt(seen, _step);
                Publish();
            }

            long wanted = _updatesDue + ((_feed!.Collected - _step) / Options.UpdateInterval * Options.UpdatesPerInterval);
            if (_feed.Take(wanted, Patience) is not { } batch)
                return false;
            Update(batch);
            _updatesDue--;
        }

        return true;
    }

    private void Update(ShardBatch source)
    {
        TransitionBatch batch = source.Batch;
        Learner.Notice(batch.States, [.. batch.Rewards.Select(reward => (double)reward)], _step);
        UpdateResult result = Learner.Update(batch, _step);
        if (Options.PrioritizedReplay is not null)
            _feed!.Learned(source, Learner.AbsoluteErrors);
        _lastUpdate = result;
        _updates++;
        double? dormant = _renewal.Run(Learner.ValueLearner, batch, _updates);
        _dormantUnits = dormant ?? _dormantUnits;
        double fill = (double)_feed!.Held / Options.ReplayCapacity;
        UpdateRecord update = new(_step, _updates, result, _epsilon, fill, Clock.Elapsed) { DormantUnits = dormant };
        _history.Add(update);
        Observers.OnUpdate(update);
    }

    private bool EndStep()
    {
        if (_updates > 0 && Passed(Options.TargetUpdateInterval) is > 0 and var times)
            Learner.UpdateTarget(times);
        (_isWithinStep, _hasStepped) = (false, true);
        EvaluationIsDue = Evaluator is not null && _updates > 0
            && (Passed(Options.EvaluationInterval) > 0 || _step >= Options.Steps);
        return true;
    }

    private void Tell() => _feed!.Tell(_step, _renewal.HorizonAt(_updates), _version);

    private void Publish()
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream, Encoding.UTF8);
        Learner.SaveWeights(writer);
        writer.Flush();
        _version++;
        _publishAt = Clock.Elapsed + _plan.WeightsInterval;
        _shards!.Publish(_version, stream.ToArray());
        Tell();
    }

    private TrainingResult Result(QNetwork best, QNetwork last, StopReason reason, EvaluationRecord? final = null) => new(best, last)
    {
        ObservationSpace = _environment.ObservationSpace,
        RawObservations = RawObservations.Of(_environment),
        ActionSpace = _environment.ActionSpace,
        Gamma = Options.Gamma,
        Algorithm = Algorithm,
        Settings = Told,
        StopReason = reason,
        Steps = Step,
        Updates = Updates,
        Elapsed = Clock.Elapsed,
        Episodes = _episodes,
        Evaluations = Evaluator?.Records ?? [],
        BestEvaluation = BestEvaluation,
        FinalEvaluation = final,
        History = _history.Records,
        Normalization = Learner.Units.Description,
    };
}
