using DeepQ.Learning.Exploration;
using DeepQ.Learning.Findings;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Renewal;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Rollouts;
using DeepQ.Learning.Scaling;
using DeepQ.Learning.Torch;
using DeepQ.Learning.Training;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning;

/// <summary>A deep Q-learning agent for a custom loop: it acts, remembers and updates on request.</summary>
/// <remarks>
/// <para>
/// A turn of the loop is <see cref="Act(ReadOnlySpan{float}, ReadOnlySpan{bool})"/>, your use of the action,
/// <see cref="Remember(double, ReadOnlySpan{float}, bool, bool, ReadOnlySpan{bool}, int?)"/> and <see cref="Update"/>.
/// The agent computes the same as <see cref="DqnTrainer"/>, equally fast; settings of evaluations and of the end of
/// training are ignored. Schedules that depend on the length of a training, as the default ones do, use
/// <see cref="DqnOptions.Steps"/>.
/// </para>
/// <para>An agent belongs to one thread at a time.</para>
/// </remarks>
public sealed partial class DqnAgent : IDisposable
{
    private readonly DqnOptions _options;
    private readonly OnlineLearner _learner;
    private readonly Experience _experience;
    private readonly Rollout? _rollout;
    private readonly NetworkRenewal _renewal;
    private readonly EpisodeStatistics _episodes;
    private readonly SeenRewards _rewards = new();
    private readonly UpdateHistory _history = new();
    private readonly BehaviorPolicy _behavior;
    private readonly ObserverGroup _observers;
    private readonly Xoshiro256 _exploring;
    private readonly TorchThreads? _threads;
    private readonly ProgressClock _clock;
    private readonly int[] _actions;
    private readonly HeadChoice? _heads;
    private long _before;
    private long _updatesDue;
    private readonly TrainingMoment? _moment;
    private bool _hasActed;
    private bool _isDisposed;

    /// <summary>The observation space.</summary>
    public BoxSpace ObservationSpace { get; }

    /// <summary>The action space.</summary>
    public DiscreteSpace ActionSpace { get; }

    /// <summary>The number of environment steps that the agent remembered.</summary>
    public long Step { get; private set; }

    /// <summary>The number of updates made.</summary>
    public long Updates { get; private set; }

    /// <summary>The result of the latest update; null before the first.</summary>
    public UpdateResult? LastUpdate { get; private set; }

    /// <summary>
    /// The share of dormant units at the latest check, from 0 to 1; null before the first, and without
    /// <see cref="DqnOptions.DormantUnits"/>.
    /// </summary>
    public double? DormantUnits { get; private set; }

    /// <summary>The completed episodes, in the order of their ends.</summary>
    public IReadOnlyList<EpisodeRecord> Episodes => _episodes.Records;

    /// <summary>The mean return of the latest 100 episodes; NaN before the first has ended.</summary>
    public double MeanReturn => _episodes.MeanReturn;

    /// <summary>
    /// Whether an observer requested a stop: see <see cref="TrainingMoment.Stop"/>. The caller ends the loop.
    /// </summary>
    public bool IsStopRequested => _moment is { IsStopRequested: true };

    /// <summary>The replay buffer.</summary>
    internal ReplayBuffer Buffer => _experience.Buffer;

    /// <summary>Whether a step was remembered whose updates were not made yet.</summary>
    internal bool LearningIsDue { get; private set; }

    /// <summary>Chooses an action according to <see cref="DqnOptions.Epsilon"/> or another exploration.</summary>
    /// <param name="observation">The observation; with several environments, their observations in sequence.</param>
    /// <param name="legal">True for each legal action; empty if the agent was created without masks.</param>
    /// <returns>The action.</returns>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    /// <exception cref="InvalidOperationException">A rollout is full, and <see cref="Update"/> has not learned from it yet.</exception>
    public int Act(ReadOnlySpan<float> observation, ReadOnlySpan<bool> legal = default)
    {
        RequireOne();
        return ActAll(observation, legal)[0];
    }

    /// <summary>Chooses an action for each of several environments.</summary>
    /// <param name="observations">The observations: N × n values, row-major.</param>
    /// <param name="legal">True for each legal action: N × A values; empty if the agent was created without masks.</param>
    /// <returns>The actions; the next call overwrites them.</returns>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    /// <exception cref="InvalidOperationException">A rollout is full, and <see cref="Update"/> has not learned from it yet.</exception>
    public ReadOnlySpan<int> ActAll(ReadOnlySpan<float> observations, ReadOnlySpan<bool> legal = default)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_rollout is { IsFull: true })
            throw new InvalidOperationException("The rollout is full: call Update, which learns from it and makes room for the next.");
        _hasActed = false;
        if (_moment is not null)
            RequireFinite(observations, "observation");
        _experience.Observe(observations, legal);
        _learner.TakeOver();
        _learner.Values.ResampleNoise(_exploring);
        _behavior.Choose(
            (IQFunction?)_heads?.Of(_learner.Values) ?? _learner.Values, _experience.States, _experience.Legal, Step, _exploring, valuesAreKept: _rollout is not null).CopyTo(_actions);
        _rollout?.Keep(_behavior.QValues, _experience.Legal, _learner.Units.Reward);
        _hasActed = true;
        return _actions;
    }

    /// <summary>Remembers the result of the latest action.</summary>
    /// <param name="reward">The reward.</param>
    /// <param name="nextObservation">The next observation; at the end of an episode its last one.</param>
    /// <param name="terminated">Whether the episode ended in a terminal state.</param>
    /// <param name="truncated">Whether it was cut off, for example by a time limit.</param>
    /// <param name="nextLegal">True for each action that is legal in the next state; empty if the agent was created without masks.</param>
    /// <param name="action">The action that was executed instead of the chosen one; null for the chosen one.</param>
    /// <exception cref="ArgumentException">A length is wrong, or a value is not finite.</exception>
    /// <exception cref="InvalidOperationException">No action was chosen since the latest call.</exception>
    public void Remember(
        double reward,
        ReadOnlySpan<float> nextObservation,
        bool terminated,
        bool truncated = false,
        ReadOnlySpan<bool> nextLegal = default,
        int? action = null)
    {
        RequireOne();
        if (action is < 0 || action >= ActionSpace.Count)
            throw new ArgumentOutOfRangeException(nameof(action), action, $"There are {ActionSpace.Count} actions, from 0.");
        (int chosen, bool explores) = (_actions[0], _behavior.Explores[0]);
        _actions[0] = action ?? chosen;
        _behavior.Explores[0] |= _actions[0] != chosen;
        try
        {
            RememberAll([reward], nextObservation, [terminated], [truncated], nextLegal);
        }
        catch
        {
            (_actions[0], _behavior.Explores[0]) = (chosen, explores);
            throw;
        }
    }

    /// <summary>Remembers the results of the latest actions in several environments.</summary>
    /// <param name="rewards">The rewards: N values.</param>
    /// <param name="nextObservations">
    /// The next observations: N × n values, row-major; at the end of an episode its last observation, not the first of
    /// the next.
    /// </param>
    /// <param name="terminated">Whether each episode ended in a terminal state.</param>
    /// <param name="truncated">Whether it was cut off, for example by a time limit.</param>
    /// <param name="nextLegal">True for each action that is legal in the next states: N × A values.</param>
    /// <exception cref="ArgumentException">A length is wrong, or a value is not finite.</exception>
    /// <exception cref="InvalidOperationException">No action was chosen since the latest call.</exception>
    public void RememberAll(
        ReadOnlySpan<double> rewards,
        ReadOnlySpan<float> nextObservations,
        ReadOnlySpan<bool> terminated,
        ReadOnlySpan<bool> truncated,
        ReadOnlySpan<bool> nextLegal = default)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (!_hasActed)
            throw new InvalidOperationException("There is nothing to remember: Act chooses an action first.");
        if (_moment is not null)
        {
            RequireFinite(nextObservations, "next observation");
            foreach (double reward in rewards)
                RequireFinite([(float)reward], $"reward, {reward},");
        }

        _experience.Remember(
            _actions, rewards, nextObservations, terminated, truncated, nextLegal, _options.CutNStepReturns ? _behavior.Explores : []);
        _rollout?.OnStep();
        _hasActed = false;
        // If Update was not called in between, the updates of several steps are due.
        if (!LearningIsDue)
            _before = Step;
        long previous = Step;
        Step += _actions.Length;
        _learner.Notice(_experience.States, rewards, Step);
        for (int i = 0; i < _actions.Length; i++)
        {
            bool done = terminated[i] || truncated[i];
            _episodes.Add(i, rewards[i], done, Step);
            _rewards.Notice(rewards[i], terminated[i], truncated[i]);
            if (!done)
                continue;
            EpisodeRecord episode = _episodes.Records[^1];
            _behavior.OnEpisodeEnd(i, episode.Return);
            _heads?.Draw(i, _exploring);
            _observers.OnEpisodeEnd(episode);
        }

        if (_rollout is null && Step >= _options.LearningStarts)
            _updatesDue += _options.UpdatesPerInterval * ((Step / _options.UpdateInterval) - (previous / _options.UpdateInterval));
        LearningIsDue = true;
    }

    /// <summary>
    /// Makes the updates that are due since the latest call, and updates the target network when due.
    /// </summary>
    /// <param name="cancellationToken">Cancels between two updates; the next call makes the remaining ones.</param>
    /// <returns>The result of the latest update; null if none was due.</returns>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    /// <exception cref="Diagnostics.DivergenceException">A loss or a gradient became infinite or NaN.</exception>
    public UpdateResult? Update(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (!LearningIsDue)
            return null;
        if (_rollout is null or { IsFull: true })
            _learner.LookAt(_experience.Buffer, Step);
        if (_rollout is { IsFull: true } && _updatesDue == 0)
            _updatesDue = _rollout.Begin(_learner.Values, _learner.Units.Reward);
        UpdateResult? latest = null;
        for (; _updatesDue > 0; _updatesDue--)
        {
            cancellationToken.ThrowIfCancellationRequested();
            TransitionBatch batch = _rollout?.Next(_updatesDue) ?? _experience.Sample(Step, _renewal.HorizonAt(Updates));
            latest = LastUpdate = _learner.Update(batch, Step);
            _experience.UpdatePriorities(_learner.AbsoluteErrors);
            Updates++;
            if (Updates <= _options.Demonstrations?.UpdatesBeforeActing && Updates % _options.TargetUpdateInterval == 0)
                _learner.UpdateTarget(1);
            double? dormant = _renewal.Run(_learner.ValueLearner, batch, Updates);
            DormantUnits = dormant ?? DormantUnits;
            double fill = (double)_experience.Buffer.Count / _experience.Buffer.Capacity;
            UpdateRecord update = new(Step, Updates, LastUpdate.Value, _options.EpsilonAt(Step), fill, _clock.Elapsed)
            {
                DormantUnits = dormant,
            };
            _history.Add(update);
            _observers.OnUpdate(update);
        }

        long targetUpdates = TargetUpdatesDue();
        if (targetUpdates > 0)
            _learner.UpdateTarget(targetUpdates);
        if (_rollout is { IsFull: true })
            _rollout.Clear();
        LearningIsDue = false;
        if (_moment is not null)
        {
            (_moment.Step, _moment.Updates) = (Step, Updates);
            _observers.OnStepEnd(_moment);
        }

        return latest;
    }

    /// <summary>
    /// Copies the current network, with Q-values in the units of the rewards; the average of
    /// <see cref="DqnOptions.WeightAveraging"/> if there is one.
    /// </summary>
    /// <returns>The copy; the caller owns it.</returns>
    /// <exception cref="ObjectDisposedException">The agent is disposed.</exception>
    public QNetwork CopyNetwork()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return _learner.CopyNetwork();
    }

    /// <summary>Disposes the networks.</summary>
    public void Dispose()
    {
        if (_threads is null || _isDisposed)
            return;
        _isDisposed = true;
        _learner.Dispose();
        _threads.Dispose();
    }

    // Counted from the step at which learning begins.
    private long TargetUpdatesDue()
    {
        if (_rollout is not null)
            return _rollout.IsFull ? 1 : 0;
        if (Step < _options.LearningStarts)
            return 0;
        long count = _actions.Length;
        long first = Math.Max(1, (_options.LearningStarts + count - 1) / count) * count;
        long from = Math.Max(_before, first - count);
        return (Step / _options.TargetUpdateInterval) - (from / _options.TargetUpdateInterval);
    }

    /// <summary>Counts the multiples of an interval in the steps since the previous updates.</summary>
    internal long Passed(int interval) => (Step / interval) - (_before / interval);

    private static void RequireFinite(ReadOnlySpan<float> values, string what)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                throw new ArgumentException(
                    $"The {what} must be of finite numbers of float32; value {i} is {values[i]}, and nothing was remembered.");
            }
        }
    }

    private void RequireOne()
    {
        if (_actions.Length != 1)
        {
            throw new InvalidOperationException(
                $"The agent acts in {_actions.Length} environments: call ActAll and RememberAll.");
        }
    }
}
