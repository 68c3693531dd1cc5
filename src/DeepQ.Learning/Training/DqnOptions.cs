using DeepQ.Learning.Demonstrations;
using DeepQ.Learning.Diagnostics;
using DeepQ.Learning.Evaluation;
using DeepQ.Learning.Exploration;
using DeepQ.Learning.Losses;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Offline;
using DeepQ.Learning.Optimizers;
using DeepQ.Learning.Renewal;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Rollouts;
using DeepQ.Learning.Schedules;
using DeepQ.Learning.Targets;
using DeepQ.Learning.Training;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning;

/// <summary>The settings of deep Q-learning.</summary>
/// <remarks>
/// Intervals are counted in environment steps, whatever the number of environments: with four environments, four steps
/// pass at a time.
/// </remarks>
public partial class DqnOptions
{
    /// <summary>The architecture of the Q-network.</summary>
    /// <value>The default value is two hidden layers of 64 rectified linear units.</value>
    [Setting(StableBaselines3 = "policy_kwargs")]
    public NetworkOptions Network { get; set; } = new();

    /// <summary>The width of each hidden layer; a short form of <c>Network.HiddenUnits</c>.</summary>
    /// <value>The default value is 64, 64.</value>
    [Setting(StableBaselines3 = "policy_kwargs: net_arch")]
    public IReadOnlyList<int> HiddenUnits
    {
        get => Network.HiddenUnits;
        set => Network = Network with { HiddenUnits = value };
    }

    /// <summary>
    /// Creates a custom network, with weights drawn from the given generator; null for the network that
    /// <see cref="Network"/> describes. The trainer owns the created network.
    /// </summary>
    /// <remarks>
    /// The created network is checked with a few states before the first step: its parameters must be registered, a
    /// copy must return the same values, and these must have the shape (batch, actions) and be the same twice. What the
    /// network draws from torch's generator is determined by the trainer's.
    /// </remarks>
    /// <value>The default value is null.</value>
    [Setting(StableBaselines3 = "policy")]
    public Func<BoxSpace, DiscreteSpace, Random, QNetwork>? CreateNetwork { get; set; }

    /// <summary>The discount factor γ of a step, in [0, 1].</summary>
    /// <value>The default value is 0.99.</value>
    [Setting(Least = 0, Most = 1, StableBaselines3 = "gamma")]
    public double Gamma { get; set; } = 0.99;

    /// <summary>The optimizer, which turns a gradient into a step.</summary>
    /// <value>The default value is <see cref="Optimizer.Adam"/>.</value>
    [Setting(StableBaselines3 = "policy_kwargs: optimizer_class")]
    public Optimizer Optimizer { get; set; } = Optimizer.Adam;

    /// <summary>
    /// The learning rate, by environment steps or, without an environment, by updates. A number is a constant.
    /// </summary>
    /// <value>
    /// The default value falls linearly from 0.001 to 0.00005 over all <see cref="Steps"/>; from logged transitions it is 0.001.
    /// </value>
    [Setting(StableBaselines3 = "learning_rate")]
    public Schedule LearningRate
    {
        get => _learningRate ?? UsualLearningRate;
        set => _learningRate = value;
    }

    /// <summary>
    /// The ε that prevents a division by zero in the optimizer; null for 10⁻⁸, or 0.01 with
    /// <see cref="Optimizer.RMSProp"/>.
    /// </summary>
    /// <value>The default value is null.</value>
    [Setting(Above = 0, IsFinite = true, StableBaselines3 = "policy_kwargs: optimizer_kwargs: eps")]
    public double? OptimizerEpsilon { get; set; }

    /// <summary>
    /// The share of each weight, times the learning rate, that an update subtracts; only for
    /// <see cref="Optimizer.AdamW"/>.
    /// </summary>
    /// <value>The default value is 0.</value>
    [Setting(Least = 0, IsFinite = true, StableBaselines3 = "policy_kwargs: optimizer_kwargs: weight_decay")]
    public double WeightDecay { get; set; }

    /// <summary>The number of transitions in a batch.</summary>
    /// <value>The default value is 64.</value>
    [Setting(Above = 0, StableBaselines3 = "batch_size")]
    public int BatchSize { get; set; } = 64;

    /// <summary>The loss of the TD error. Distributions of returns use their own loss instead.</summary>
    /// <value>The default value is <see cref="LossFunction.MeanSquaredError"/>.</value>
    [Setting]
    public LossFunction Loss { get; set; } = LossFunction.MeanSquaredError;

    /// <summary>
    /// The error at which the Huber loss, or the quantile Huber loss, changes from quadratic to linear. Only smaller
    /// errors are averaged without bias; larger ones pull Q toward the median.
    /// </summary>
    /// <value>The default value is 1.</value>
    [Setting(Least = 1e-30, Most = 1e30)]
    public double HuberThreshold { get; set; } = 1;

    /// <summary>The greatest norm of the gradient over all parameters; a longer gradient is clipped to it.</summary>
    /// <value>The default value is 10.</value>
    [Setting(Above = 0, StableBaselines3 = "max_grad_norm")]
    public double MaxGradientNorm { get; set; } = 10;

    /// <summary>The number of steps n of a return: n rewards, then the value of the state after them.</summary>
    /// <value>The default value is 5; from logged transitions and from rollouts it is 1.</value>
    [Setting(Above = 0, StableBaselines3 = "n_steps")]
    public int NStep
    {
        get => _nStep ?? UsualNStep;
        set => _nStep = value;
    }

    /// <summary>
    /// Whether an n-step return ends before an exploratory action, so that it is the return of the greedy policy.
    /// </summary>
    /// <remarks>
    /// Otherwise values are those of the exploring policy, which differ if a wrong action costs much: beside a cliff,
    /// or on ice. Watkins: Learning from Delayed Rewards (1989), chapter 7; the returns of Rainbow and of Ape-X are not
    /// cut. It has no effect on logged transitions, for which it is unknown why an action was chosen.
    /// </remarks>
    /// <value>The default value is true.</value>
    [Setting]
    public bool CutNStepReturns { get; set; } = true;

    /// <summary>Whether the online network chooses the action that the target network evaluates (double DQN).</summary>
    /// <value>
    /// The default value is true; from logged transitions, from rollouts, and with another target, <see cref="Munchausen"/> or
    /// <see cref="TargetRule"/>, it is false.
    /// </value>
    [Setting]
    public bool DoubleQ
    {
        get => _doubleQ ?? IsUsuallyDouble;
        set => _doubleQ = value;
    }

    /// <summary>
    /// Adds the log-probability of the chosen action to rewards; null for targets without it. Excludes
    /// <see cref="DoubleQ"/>.
    /// </summary>
    /// <value>The default value is null.</value>
    [Setting(HasParts = true)]
    public MunchausenOptions? Munchausen { get; set; }

    /// <summary>
    /// A custom target instead of those that <see cref="DoubleQ"/> and <see cref="Munchausen"/> select; null for these.
    /// </summary>
    /// <value>The default value is null.</value>
    [Setting]
    public TargetRule? TargetRule { get; set; }

    /// <summary>
    /// The share τ by which each update moves the target network: a small one at every step is the soft update, 1 at
    /// longer intervals the copy of the first DQN.
    /// </summary>
    /// <value>The default value is 0.005.</value>
    [Setting(Above = 0, Most = 1, StableBaselines3 = "tau")]
    public double TargetUpdateRate { get; set; } = 0.005;

    /// <summary>
    /// The share of the updates so far over which weights are averaged. The averaged network is evaluated, returned and
    /// exported; the weights themselves continue to learn and choose the actions of training. 0 for no average.
    /// </summary>
    /// <remarks>
    /// The weights of single updates fluctuate, and a greedy policy with them. Shamir, Zhang (2013), polynomial-decay
    /// averaging, https://arxiv.org/abs/1212.1824. A reset of the network restarts the average. Learning from logged
    /// transitions never averages.
    /// </remarks>
    /// <value>The default value is 0.05; from logged transitions and from rollouts it is 0.</value>
    [Setting(Least = 0, Most = 1)]
    public double WeightAveraging
    {
        get => _weightAveraging ?? UsualWeightAveraging;
        set => _weightAveraging = value;
    }

    /// <summary>
    /// The interval of target network updates: in environment steps or, without an environment, in updates.
    /// </summary>
    /// <value>The default value is 1.</value>
    [Setting(Above = 0, StableBaselines3 = "target_update_interval")]
    public int TargetUpdateInterval { get; set; } = 1;

    /// <summary>
    /// Detects nearly inactive hidden units, reports their share, and may recycle them (ReDo); null for no detection.
    /// </summary>
    /// <value>The default value is null.</value>
    [Setting(HasParts = true)]
    public DormantUnitOptions? DormantUnits { get; set; }

    /// <summary>
    /// Reinitializes parts of the network at intervals, for trainings with many updates per step or on a small log
    /// (SR-SPR, BBF); null for no resets.
    /// </summary>
    /// <value>The default value is null.</value>
    [Setting(HasParts = true)]
    public ResetOptions? Resets { get; set; }

    /// <summary>The device that computes: <c>cpu</c>, <c>cuda</c> or <c>cuda:0</c>.</summary>
    /// <value>The default value is cpu.</value>
    [Setting(MayChange = true, StableBaselines3 = "device")]
    public string Device { get; set; } = "cpu";

    /// <summary>
    /// Whether the CPU is used if there is no such device; otherwise that is an error. Observers receive a warning.
    /// </summary>
    /// <value>The default value is false.</value>
    [Setting(MayChange = true)]
    public bool AllowCpuFallback { get; set; }

    /// <summary>
    /// The implementation of updates. The fused one is many times faster on small networks, and supports every
    /// <see cref="Network"/> except those with implicit quantiles, on the CPU.
    /// </summary>
    /// <value>The default value is <see cref="UpdatePath.Automatic"/>.</value>
    [Setting(MayChange = true)]
    public UpdatePath UpdatePath { get; set; } = UpdatePath.Automatic;

    /// <summary>
    /// The number of threads that compute updates on the CPU. Null for two in the fused update where they are
    /// worthwhile, which takes a second core and about 512 × 512 units, or 256 × 256 with batches of 128, and for one
    /// in torch, whose threads belong to the process. The fused update gives the same bits with any number.
    /// </summary>
    /// <value>The default value is null.</value>
    [Setting(Above = 0, MayChange = true)]
    public int? Threads { get; set; }

    /// <summary>The number of environment steps after which training ends.</summary>
    /// <value>The default value is 50,000.</value>
    [Setting(Above = 0, MayChange = true, StableBaselines3 = "learn: total_timesteps")]
    public long Steps { get; set; } = 50_000;

    /// <summary>The capacity of the experience buffer, in transitions.</summary>
    /// <value>The default value is 50,000.</value>
    [Setting(StableBaselines3 = "buffer_size")]
    public int ReplayCapacity { get; set; } = 50_000;

    /// <summary>
    /// The settings of prioritized replay, which draws transitions by their errors; null to draw uniformly.
    /// </summary>
    /// <value>The default value is null.</value>
    [Setting(HasParts = true)]
    public PrioritizedReplayOptions? PrioritizedReplay { get; set; }

    /// <summary>
    /// Creates a custom sampler for a training, given the number of slots of the buffer; null for the one that
    /// <see cref="PrioritizedReplay"/> selects.
    /// </summary>
    /// <value>The default value is null.</value>
    [Setting]
    public Func<int, TransitionSampler>? CreateSampler { get; set; }

    /// <summary>
    /// Initial transitions of the experience buffer, such as an earlier experience. They are copied in order, and new
    /// ones replace them. Null for none.
    /// </summary>
    /// <value>The default value is null.</value>
    [Setting(MayChange = true)]
    public ReplayBuffer? InitialReplay { get; set; }

    /// <summary>
    /// Learns from demonstrations beside the agent's own experience (DQfD): logged transitions that stay in the replay
    /// permanently, with a margin for the demonstrated actions; null for none.
    /// </summary>
    /// <value>The default value is null.</value>
    [Setting(HasParts = true)]
    public DemonstrationOptions? Demonstrations { get; set; }

    /// <summary>
    /// Learns from rollouts of many environments, with λ-returns (PQN), instead of a replay and a target network; null
    /// for these. See <see cref="UsePqn"/>.
    /// </summary>
    /// <remarks>
    /// Settings of the replay, the target network and the targets of single transitions must then have their defaults.
    /// The steps after the last complete rollout are taken but not learned from.
    /// </remarks>
    /// <value>The default value is null.</value>
    [Setting(HasParts = true)]
    public RolloutOptions? Rollout { get; set; }

    /// <summary>The number of environment steps before the first update.</summary>
    /// <value>The default value is 1,000.</value>
    [Setting(Least = 0, StableBaselines3 = "learning_starts")]
    public long LearningStarts { get; set; } = 1_000;

    /// <summary>The number of environment steps between updates.</summary>
    /// <value>The default value is 1.</value>
    [Setting(Above = 0, StableBaselines3 = "train_freq")]
    public int UpdateInterval { get; set; } = 1;

    /// <summary>The number of updates each time.</summary>
    /// <value>The default value is 1.</value>
    [Setting(Above = 0, StableBaselines3 = "gradient_steps")]
    public int UpdatesPerInterval { get; set; } = 1;

    /// <summary>The probability ε of a random action, as a function of environment steps.</summary>
    /// <value>The default value falls linearly from 1 to 0.05 over a fifth of <see cref="Steps"/>.</value>
    [Setting(StableBaselines3 = "exploration_initial_eps, exploration_final_eps, exploration_fraction")]
    public Schedule Epsilon { get; set; } = new FractionSchedule(1, 0.05, 0.2);

    /// <summary>
    /// The spread α of ε between environments: environment i of N uses ε^(1 + α i / (N − 1)). Ape-X uses ε = 0.4 and α
    /// = 7.
    /// </summary>
    /// <value>The default value is 0: all use ε.</value>
    [Setting(Least = 0, IsFinite = true)]
    public double EpsilonSpread { get; set; }

    /// <summary>
    /// The temperature τ of the actions that are not random, as a function of environment steps: they are drawn in
    /// proportion to exp(Q(s, a) / τ), and are greedy at 0. Set <see cref="Epsilon"/> to 0 to explore by temperature
    /// alone.
    /// </summary>
    /// <value>The default value is 0.</value>
    [Setting]
    public Schedule Temperature { get; set; } = 0;

    /// <summary>
    /// The greatest number of steps of a random action while returns carry no information: as long as most of the
    /// latest 20 episodes have the worst return of all, it lasts n steps with a probability proportional to n^−2. 1 for
    /// always one step.
    /// </summary>
    /// <remarks>
    /// Random actions that change at each step hardly ever reach a distant goal, such as that of MountainCar. Dabney, Ostrovski,
    /// Barreto: Temporally-Extended ε-Greedy Exploration (2020), https://arxiv.org/abs/2006.01782.
    /// </remarks>
    /// <value>The default value is 100.</value>
    [Setting(Above = 0, Most = 100_000)]
    public int MaxRandomActionSteps { get; set; } = 100;

    /// <summary>
    /// Creates a custom exploration for a training, given the numbers of environments and of actions; null for the one
    /// that <see cref="Epsilon"/>, <see cref="EpsilonSpread"/>, <see cref="Temperature"/> and
    /// <see cref="MaxRandomActionSteps"/> describe.
    /// </summary>
    /// <value>The default value is null.</value>
    [Setting]
    public Func<int, int, ExplorationPolicy>? CreateExploration { get; set; }

    /// <summary>The number of environment steps between evaluations of the greedy policy.</summary>
    /// <value>The default value is 1,000.</value>
    [Setting(Above = 0, StableBaselines3 = "EvalCallback: eval_freq")]
    public int EvaluationInterval { get; set; } = 1_000;

    /// <summary>The number of episodes of an evaluation.</summary>
    /// <value>The default value is 10.</value>
    [Setting(Above = 0, StableBaselines3 = "EvalCallback: n_eval_episodes")]
    public int EvaluationEpisodes { get; set; } = 10;

    /// <summary>
    /// The number of steps after which an evaluation episode is cut off: a greedy policy may go in circles in an
    /// environment without a limit. The return is the one up to that step, <see cref="EvaluationResult.CutOff"/> counts
    /// the episode, and observers receive a warning.
    /// </summary>
    /// <value>The default value is 10,000.</value>
    [Setting(Above = 0)]
    public int MaxEvaluationSteps { get; set; } = PolicyEvaluation.DefaultMaxSteps;

    /// <summary>
    /// The number of networks that are evaluated again when training ends, each in <see cref="FinalEpisodes"/> new
    /// episodes: the last one and those of the best evaluations. The greatest of many evaluations is the luckiest and
    /// not always the best.
    /// </summary>
    /// <value>The default value is 4.</value>
    [Setting(Above = 0)]
    public int Finalists { get; set; } = 4;

    /// <summary>
    /// The number of new episodes in which each of the <see cref="Finalists"/> is evaluated, and the same number again
    /// for the selected one, whose result therefore comes from episodes that did not select it. So training ends with
    /// at most (Finalists + 1) × FinalEpisodes episodes, within its <see cref="TimeLimit"/>. 0 to use the network of
    /// the greatest evaluation.
    /// </summary>
    /// <value>The default value is 30.</value>
    [Setting(Least = 0, MayChange = true)]
    public int FinalEpisodes { get; set; } = 30;

    /// <summary>
    /// The mean return at which training ends, once <see cref="TargetEvaluations"/> consecutive evaluations have
    /// reached it; null to use all steps.
    /// </summary>
    /// <value>The default value is null.</value>
    [Setting(IsFinite = true, MayChange = true, StableBaselines3 = "StopTrainingOnRewardThreshold: reward_threshold")]
    public double? TargetReturn { get; set; }

    /// <summary>
    /// The number of consecutive evaluations that must reach <see cref="TargetReturn"/> before training ends. A single
    /// one may be lucky, and the network of the next step far worse.
    /// </summary>
    /// <value>The default value is 3.</value>
    [Setting(Above = 0, MayChange = true)]
    public int TargetEvaluations { get; set; } = 3;

    /// <summary>
    /// The number of evaluations without a better mean return, or of <see cref="Validation"/> without a better value,
    /// after which training ends; null to continue.
    /// </summary>
    /// <value>The default value is null.</value>
    [Setting(Above = 0, MayChange = true, StableBaselines3 = "StopTrainingOnNoModelImprovement: max_no_improvement_evals")]
    public int? Patience { get; set; }

    /// <summary>
    /// The time after which training ends, including the time before a checkpoint; null for none. An evaluation in
    /// progress is abandoned and does not count.
    /// </summary>
    /// <value>The default value is null.</value>
    [Setting(MayChange = true)]
    public TimeSpan? TimeLimit { get; set; }

    /// <summary>
    /// The file from which training can be continued. It is written at every <see cref="CheckpointInterval"/> and at
    /// the end, and replaces the previous one each time. Null for none.
    /// </summary>
    /// <remarks>
    /// Writing is tested at the start. A write that fails later causes a warning and is tried again at the next
    /// interval. A second training with the same file fails when it starts.
    /// </remarks>
    /// <value>The default value is null.</value>
    [Setting(MayChange = true, StableBaselines3 = "CheckpointCallback: save_path")]
    public string? CheckpointPath { get; set; }

    /// <summary>
    /// The number of environment steps or, without an environment, of updates between checkpoints.
    /// </summary>
    /// <value>The default value is 10,000.</value>
    [Setting(Above = 0, MayChange = true, StableBaselines3 = "CheckpointCallback: save_freq")]
    public int CheckpointInterval { get; set; } = 10_000;

    /// <summary>Observers notified during training: logs, or custom ones.</summary>
    /// <value>The default value is empty.</value>
    [Setting(MayChange = true, StableBaselines3 = "learn: callback")]
    public IReadOnlyList<ITrainingObserver> Observers { get; set; } = [];

    /// <summary>The number of updates when learning from logged transitions.</summary>
    /// <value>The default value is 10,000.</value>
    [Setting(Above = 0, MayChange = true)]
    public int Updates { get; set; } = 10_000;

    /// <summary>The algorithm for logged transitions; not used in an environment.</summary>
    /// <value>The default value is <see cref="SelectedAlgorithm"/>, which selects by evaluating the policies on the log.</value>
    [Setting]
    public OfflineAlgorithm OfflineAlgorithm { get; set; } = new SelectedAlgorithm();

    /// <summary>
    /// Whether the network first scales states, so that their units do not matter. The scaling becomes a part of the
    /// network, which takes raw states.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Most values are standardized. Values with only two levels become 0 and 1, and those that are mostly zero are
    /// scaled without a shift. A custom <see cref="NetworkOptions.ObservationScaling"/> takes precedence, and so does
    /// that of <see cref="InitialNetwork"/>. Bytes, convolutions, and the inputs of a module of
    /// <see cref="CreateNetwork"/> stay unchanged.
    /// </para>
    /// <para>
    /// A table is examined once; a constant column is left out. In an environment the replay is examined when learning
    /// begins and again whenever the number of steps has doubled. A scale that is wrong by a factor of two is replaced,
    /// together with the weights of the first layer, so that every Q-value stays the same.
    /// </para>
    /// </remarks>
    /// <value>The default value is true.</value>
    [Setting(StableBaselines3 = "VecNormalize: norm_obs")]
    public bool NormalizeObservations { get; set; } = true;

    /// <summary>
    /// Whether rewards are learned in standard deviations of the discounted returns. Q-values are returned in the units
    /// of the rewards, but no setting depends on these units: neither <see cref="HuberThreshold"/>, nor the α of
    /// <see cref="ConservativeQLearning"/>, nor a temperature. Losses are in standard deviations too.
    /// </summary>
    /// <remarks>
    /// <para>
    /// If the returns of a table hardly differ, the root mean square of the nonzero rewards is used instead. A module
    /// of <see cref="CreateNetwork"/> learns in the units of the rewards; the α of CQL is converted to them.
    /// </para>
    /// <para>
    /// In an environment the deviation is computed from the replay when learning begins and whenever the number of
    /// steps has doubled; it is at least a quarter of the mean return. If it differs by a factor of two, the weights of
    /// the last layer are adjusted, so that every Q-value stays the same (van Hasselt et al., 2016,
    /// https://arxiv.org/abs/1602.07714), and the optimizer restarts. The probabilities of C51 belong to raw returns
    /// and are not affected.
    /// </para>
    /// </remarks>
    /// <value>The default value is true.</value>
    [Setting(StableBaselines3 = "VecNormalize: norm_reward")]
    public bool NormalizeRewards { get; set; } = true;

    /// <summary>
    /// How the policy is evaluated on held-out logged episodes; null to learn from all episodes and keep the last
    /// network.
    /// </summary>
    /// <value>The default value is null.</value>
    [Setting]
    public OfflineValidation? Validation { get; set; }

    /// <summary>
    /// A network of the same architecture whose weights are the initial ones; the caller keeps it. Null for drawn
    /// weights.
    /// </summary>
    /// <value>The default value is null.</value>
    [Setting(MayChange = true)]
    public QNetwork? InitialNetwork { get; set; }

    /// <summary>
    /// An additional check that a network of <see cref="CreateNetwork"/> must pass before anything is learned.
    /// </summary>
    /// <value>The default value is null: nothing.</value>
    [Setting(MayChange = true)]
    public Action<QNetwork, BoxSpace, DiscreteSpace>? NetworkCheck { get; set; }

    /// <summary>Whether batches contain only nonzero values of states.</summary>
    internal bool HasSparseStates { get; set; }

    /// <summary>Whether a training has only updates and no environment steps.</summary>
    internal bool LearnsFromLog { get; set; }

    /// <summary>The name of the algorithm that these settings form.</summary>
    internal string Algorithm
    {
        get
        {
            string target = Target.Name;
            return (target.Length == 0 ? "" : target + " ") + (Network.Dueling ? "Dueling " : "") +
                (Network.Noisy ? "Noisy " : "") + (Rollout is null ? Network.Distribution.Algorithm : "PQN") +
                (Demonstrations is null ? "" : " with demonstrations");
        }
    }

    /// <summary>Copies the settings, so that later changes of these do not affect the copy.</summary>
    public virtual DqnOptions Copy()
    {
        DqnOptions copy = (DqnOptions)MemberwiseClone();
        copy.Network = Network with
        {
            HiddenUnits = [.. Network.HiddenUnits],
            Convolutions = [.. Network.Convolutions],
        };
        copy.Munchausen = Munchausen?.Copy();
        copy.PrioritizedReplay = PrioritizedReplay?.Copy();
        copy.Demonstrations = Demonstrations?.Copy();
        copy.DormantUnits = DormantUnits?.Copy();
        copy.Resets = Resets?.Copy();
        copy.Observers = [.. Observers];
        return copy;
    }

    /// <summary>Checks every setting.</summary>
    /// <exception cref="ArgumentException">Some settings are out of range; the message names each.</exception>
    public void Validate() => Check().ThrowIfAnyFailed();

    /// <summary>Collects the problems of the settings.</summary>
    protected virtual SettingsCheck Check() => DqnSettingsCheck.Of(this);
}
