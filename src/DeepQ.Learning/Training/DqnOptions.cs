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
/// Intervals are counted in environment steps, whatever the number of environments: with four of them, four steps pass
/// at a time.
/// </remarks>
public partial class DqnOptions
{
    /// <summary>The architecture of the Q-network.</summary>
    /// <value>The default value is two hidden layers of 64 rectified linear units.</value>
    [Setting(StableBaselines3 = "policy_kwargs")]
    public NetworkOptions Network { get; set; } = new();

    /// <summary>The width of each hidden layer: a short form of <c>Network.HiddenUnits</c>.</summary>
    /// <value>The default value is 64, 64.</value>
    [Setting(StableBaselines3 = "policy_kwargs: net_arch")]
    public IReadOnlyList<int> HiddenUnits
    {
        get => Network.HiddenUnits;
        set => Network = Network with { HiddenUnits = value };
    }

    /// <summary>
    /// Creates a network of one's own, with weights drawn from the generator that it is given; null for the one that
    /// <see cref="Network"/> describes. The trainer owns what it creates.
    /// </summary>
    /// <remarks>
    /// What it creates is tried on a few states before the first step: its parameters are registered, a copy gives the same
    /// values, they have the shape (batch, actions), and are the same twice. What it draws from torch's generator follows from
    /// the trainer's.
    /// </remarks>
    /// <value>The default value is null.</value>
    [Setting(StableBaselines3 = "policy")]
    public Func<BoxSpace, DiscreteSpace, Random, QNetwork>? CreateNetwork { get; set; }

    /// <summary>The discount factor γ of a step, in [0, 1].</summary>
    /// <value>The default value is 0.99.</value>
    [Setting(Least = 0, Most = 1, StableBaselines3 = "gamma")]
    public double Gamma { get; set; } = 0.99;

    /// <summary>What turns a gradient into a step.</summary>
    /// <value>The default value is <see cref="Optimizer.Adam"/>.</value>
    [Setting(StableBaselines3 = "policy_kwargs: optimizer_class")]
    public Optimizer Optimizer { get; set; } = Optimizer.Adam;

    /// <summary>
    /// The learning rate, by environment steps, or, where there is no environment, by updates. A number stays what it is.
    /// </summary>
    /// <value>
    /// The default value falls evenly from 0.001 to 0.00005 over all <see cref="Steps"/>; from logged transitions it is 0.001.
    /// </value>
    [Setting(StableBaselines3 = "learning_rate")]
    public Schedule LearningRate
    {
        get => _learningRate ?? UsualLearningRate;
        set => _learningRate = value;
    }

    /// <summary>
    /// The ε that keeps the optimizer from dividing by zero; null for 10⁻⁸, or 0.01 with
    /// <see cref="Optimizer.RMSProp"/>.
    /// </summary>
    /// <value>The default value is null.</value>
    [Setting(Above = 0, IsFinite = true, StableBaselines3 = "policy_kwargs: optimizer_kwargs: eps")]
    public double? OptimizerEpsilon { get; set; }

    /// <summary>
    /// The part of each weight, times the learning rate, that it loses at an update; for <see cref="Optimizer.AdamW"/>
    /// only.
    /// </summary>
    /// <value>The default value is 0.</value>
    [Setting(Least = 0, IsFinite = true, StableBaselines3 = "policy_kwargs: optimizer_kwargs: weight_decay")]
    public double WeightDecay { get; set; }

    /// <summary>The number of transitions in a batch.</summary>
    /// <value>The default value is 64.</value>
    [Setting(Above = 0, StableBaselines3 = "batch_size")]
    public int BatchSize { get; set; } = 64;

    /// <summary>What the TD error costs. A distribution of returns has a loss of its own instead.</summary>
    /// <value>The default value is <see cref="LossFunction.MeanSquaredError"/>.</value>
    [Setting]
    public LossFunction Loss { get; set; } = LossFunction.MeanSquaredError;

    /// <summary>
    /// Where the Huber loss, or the quantile Huber loss, turns from a square into a line. Only errors below it are averaged
    /// as they are; greater ones pull Q toward the median.
    /// </summary>
    /// <value>The default value is 1.</value>
    [Setting(Least = 1e-30, Most = 1e30)]
    public double HuberThreshold { get; set; } = 1;

    /// <summary>The greatest norm of the gradient over all parameters; a longer one is scaled down to it.</summary>
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
    /// Whether an n-step return ends before an action that was taken to explore, so that it is the return of the greedy policy.
    /// </summary>
    /// <remarks>
    /// Otherwise values are of a policy that explores, which differs where a wrong action costs much: beside a cliff, or on ice. Watkins:
    /// Learning from Delayed Rewards (1989), chapter 7; the returns of Rainbow and of Ape-X are not cut. It says nothing about
    /// logged transitions, of which it is not known why an action was taken.
    /// </remarks>
    /// <value>The default value is true.</value>
    [Setting]
    public bool CutNStepReturns { get; set; } = true;

    /// <summary>Whether the learning network chooses the action that the target network values (double DQN).</summary>
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
    /// Raises rewards by the log-probability of the action taken; null for targets without. Excludes
    /// <see cref="DoubleQ"/>.
    /// </summary>
    /// <value>The default value is null.</value>
    [Setting(HasParts = true)]
    public MunchausenOptions? Munchausen { get; set; }

    /// <summary>
    /// A target of your own in place of those that <see cref="DoubleQ"/> and <see cref="Munchausen"/> choose; null for these.
    /// </summary>
    /// <value>The default value is null.</value>
    [Setting]
    public TargetRule? TargetRule { get; set; }

    /// <summary>
    /// The part τ of the way that the target network goes at each of its updates: a small one at every step is the soft
    /// update, 1 now and then the copy of the first DQN.
    /// </summary>
    /// <value>The default value is 0.005.</value>
    [Setting(Above = 0, Most = 1, StableBaselines3 = "tau")]
    public double TargetUpdateRate { get; set; } = 0.005;

    /// <summary>
    /// The share of the updates so far that the average of weights reaches back over. The average is what is evaluated, returned and
    /// exported; the weights themselves go on learning and choose the actions of training. 0 for no average.
    /// </summary>
    /// <remarks>
    /// The weights of single updates swing around what they learn, and a greedy policy with them. Shamir, Zhang (2013), polynomial-decay
    /// averaging, https://arxiv.org/abs/1212.1824. A reset of the network lets the average begin anew. Learning from logged transitions averages
    /// nothing, whatever this is.
    /// </remarks>
    /// <value>The default value is 0.05; from logged transitions and from rollouts it is 0.</value>
    [Setting(Least = 0, Most = 1)]
    public double WeightAveraging
    {
        get => _weightAveraging ?? UsualWeightAveraging;
        set => _weightAveraging = value;
    }

    /// <summary>
    /// How often the target network is updated: in environment steps, or, where there is no environment, in updates.
    /// </summary>
    /// <value>The default value is 1.</value>
    [Setting(Above = 0, StableBaselines3 = "target_update_interval")]
    public int TargetUpdateInterval { get; set; } = 1;

    /// <summary>
    /// Looks for hidden units that hardly do anything any more, tells their share, and may recycle them (ReDo); null to look for none.
    /// </summary>
    /// <value>The default value is null.</value>
    [Setting(HasParts = true)]
    public DormantUnitOptions? DormantUnits { get; set; }

    /// <summary>
    /// Draws parts of the network anew every so many updates, for trainings of many updates a step or on a small log (SR-SPR, BBF); null
    /// to go on with the same weights.
    /// </summary>
    /// <value>The default value is null.</value>
    [Setting(HasParts = true)]
    public ResetOptions? Resets { get; set; }

    /// <summary>The device that computes: <c>cpu</c>, <c>cuda</c> or <c>cuda:0</c>.</summary>
    /// <value>The default value is cpu.</value>
    [Setting(MayChange = true, StableBaselines3 = "device")]
    public string Device { get; set; } = "cpu";

    /// <summary>
    /// Whether the CPU computes where there is no such device; otherwise that is an error. Observers are warned.
    /// </summary>
    /// <value>The default value is false.</value>
    [Setting(MayChange = true)]
    public bool AllowCpuFallback { get; set; }

    /// <summary>
    /// What computes updates. The fused one is many times faster on small networks, and takes every
    /// <see cref="Network"/> but those with implicit quantiles, on the CPU.
    /// </summary>
    /// <value>The default value is <see cref="UpdatePath.Automatic"/>.</value>
    [Setting(MayChange = true)]
    public UpdatePath UpdatePath { get; set; } = UpdatePath.Automatic;

    /// <summary>
    /// The number of threads that compute updates on the CPU; null for two in the fused update where they pay, from
    /// about 512 × 512 units on, or 256 × 256 and batches of 128, and with a second core, and one in torch, whose threads belong to
    /// the process. The fused update gives the same bits with any number.
    /// </summary>
    /// <value>The default value is null.</value>
    [Setting(Above = 0, MayChange = true)]
    public int? Threads { get; set; }

    /// <summary>The number of environment steps after which training ends.</summary>
    /// <value>The default value is 50,000.</value>
    [Setting(Above = 0, MayChange = true, StableBaselines3 = "learn: total_timesteps")]
    public long Steps { get; set; } = 50_000;

    /// <summary>The number of transitions that the experience buffer keeps.</summary>
    /// <value>The default value is 50,000.</value>
    [Setting(StableBaselines3 = "buffer_size")]
    public int ReplayCapacity { get; set; } = 50_000;

    /// <summary>Draws transitions by their errors; null to draw all of them as often.</summary>
    /// <value>The default value is null.</value>
    [Setting(HasParts = true)]
    public PrioritizedReplayOptions? PrioritizedReplay { get; set; }

    /// <summary>
    /// Creates a sampler of your own for a training, given the number of slots of the buffer; null for the one that
    /// <see cref="PrioritizedReplay"/> chooses.
    /// </summary>
    /// <value>The default value is null.</value>
    [Setting]
    public Func<int, TransitionSampler>? CreateSampler { get; set; }

    /// <summary>
    /// Transitions that the experience buffer begins with, such as an earlier experience; they are copied in their order, and make
    /// room for new ones. Null to begin with none.
    /// </summary>
    /// <value>The default value is null.</value>
    [Setting(MayChange = true)]
    public ReplayBuffer? InitialReplay { get; set; }

    /// <summary>
    /// Learns from demonstrations beside what is tried (DQfD): logged transitions that stay in the replay for good, with a margin for
    /// what was demonstrated; null for none.
    /// </summary>
    /// <value>The default value is null.</value>
    [Setting(HasParts = true)]
    public DemonstrationOptions? Demonstrations { get; set; }

    /// <summary>
    /// Learns from rollouts of many environments, with λ-returns (PQN), in place of a replay and a target network; null for these.
    /// See <see cref="UsePqn"/>.
    /// </summary>
    /// <remarks>
    /// What is about a replay, a target network or the targets of single transitions must have its default then. The steps after the
    /// last whole rollout are acted, and not learned from.
    /// </remarks>
    /// <value>The default value is null.</value>
    [Setting(HasParts = true)]
    public RolloutOptions? Rollout { get; set; }

    /// <summary>The number of environment steps before the first update.</summary>
    /// <value>The default value is 1,000.</value>
    [Setting(Least = 0, StableBaselines3 = "learning_starts")]
    public long LearningStarts { get; set; } = 1_000;

    /// <summary>The number of environment steps between trainings.</summary>
    /// <value>The default value is 1.</value>
    [Setting(Above = 0, StableBaselines3 = "train_freq")]
    public int UpdateInterval { get; set; } = 1;

    /// <summary>The number of updates at each training.</summary>
    /// <value>The default value is 1.</value>
    [Setting(Above = 0, StableBaselines3 = "gradient_steps")]
    public int UpdatesPerInterval { get; set; } = 1;

    /// <summary>The probability ε of a random action, by environment steps.</summary>
    /// <value>The default value falls evenly from 1 to 0.05 over a fifth of <see cref="Steps"/>.</value>
    [Setting(StableBaselines3 = "exploration_initial_eps, exploration_final_eps, exploration_fraction")]
    public Schedule Epsilon { get; set; } = new FractionSchedule(1, 0.05, 0.2);

    /// <summary>
    /// How far the environments' ε lie apart, α: environment i of N takes ε^(1 + α i / (N − 1)); Ape-X has ε = 0.4 and
    /// α = 7.
    /// </summary>
    /// <value>The default value is 0: all take ε.</value>
    [Setting(Least = 0, IsFinite = true)]
    public double EpsilonSpread { get; set; }

    /// <summary>
    /// The temperature τ of the choices that are not random, by environment steps: they are drawn in proportion to
    /// exp(Q(s, a) / τ), and greedy at 0. Set <see cref="Epsilon"/> to 0 to explore by temperature alone.
    /// </summary>
    /// <value>The default value is 0.</value>
    [Setting]
    public Schedule Temperature { get; set; } = 0;

    /// <summary>
    /// The greatest number of steps that a random action lasts while returns tell nothing: as long as most of the latest 20 episodes
    /// brought the worst return of all, it is taken for n steps with a probability in proportion to n^−2. 1 for one step always.
    /// </summary>
    /// <remarks>
    /// Where a goal is far, such as that of MountainCar, actions that change at each step hardly ever come there. Dabney, Ostrovski,
    /// Barreto: Temporally-Extended ε-Greedy Exploration (2020), https://arxiv.org/abs/2006.01782.
    /// </remarks>
    /// <value>The default value is 100.</value>
    [Setting(Above = 0, Most = 100_000)]
    public int MaxRandomActionSteps { get; set; } = 100;

    /// <summary>
    /// Creates an exploration of your own for a training, given the number of environments and of actions; null for the one that
    /// <see cref="Epsilon"/>, <see cref="EpsilonSpread"/>, <see cref="Temperature"/> and <see cref="MaxRandomActionSteps"/> describe.
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
    /// The number of steps after which an episode of an evaluation is cut off: a greedy policy may walk in a circle where
    /// nothing else ends it. Its return is what it had brought until then, <see cref="EvaluationResult.CutOff"/> counts it, and
    /// observers are warned.
    /// </summary>
    /// <value>The default value is 10,000.</value>
    [Setting(Above = 0)]
    public int MaxEvaluationSteps { get; set; } = PolicyEvaluation.DefaultMaxSteps;

    /// <summary>
    /// The number of networks that are judged again when training ends, each in <see cref="FinalEpisodes"/> fresh episodes:
    /// the last one and those of the best evaluations. The greatest of many evaluations is the luckiest, and not always the
    /// best.
    /// </summary>
    /// <value>The default value is 4.</value>
    [Setting(Above = 0)]
    public int Finalists { get; set; } = 4;

    /// <summary>
    /// The number of fresh episodes that each of the <see cref="Finalists"/> is judged by, and as many more for the one that
    /// is chosen, whose figure is then from episodes that chose nothing. So training ends with (Finalists + 1) ×
    /// FinalEpisodes episodes at most, within its <see cref="TimeLimit"/>. 0 to take the network of the greatest evaluation.
    /// </summary>
    /// <value>The default value is 30.</value>
    [Setting(Least = 0, MayChange = true)]
    public int FinalEpisodes { get; set; } = 30;

    /// <summary>
    /// The mean return at which training ends, once <see cref="TargetEvaluations"/> evaluations in a row have reached it; null to use
    /// all steps.
    /// </summary>
    /// <value>The default value is null.</value>
    [Setting(IsFinite = true, MayChange = true, StableBaselines3 = "StopTrainingOnRewardThreshold: reward_threshold")]
    public double? TargetReturn { get; set; }

    /// <summary>
    /// How many evaluations in a row must reach <see cref="TargetReturn"/> before training ends. One may be lucky, and the network
    /// of the next step be far below it.
    /// </summary>
    /// <value>The default value is 3.</value>
    [Setting(Above = 0, MayChange = true)]
    public int TargetEvaluations { get; set; } = 3;

    /// <summary>
    /// The number of evaluations without a better mean return, or of <see cref="Validation"/> without a better value,
    /// after which training ends; null to go on.
    /// </summary>
    /// <value>The default value is null.</value>
    [Setting(Above = 0, MayChange = true, StableBaselines3 = "StopTrainingOnNoModelImprovement: max_no_improvement_evals")]
    public int? Patience { get; set; }

    /// <summary>
    /// The time after which training ends, that before a checkpoint included; null for none. An evaluation that is under way
    /// is given up and does not count.
    /// </summary>
    /// <value>The default value is null.</value>
    [Setting(MayChange = true)]
    public TimeSpan? TimeLimit { get; set; }

    /// <summary>
    /// The file that training can be continued from: written at every
    /// <see cref="CheckpointInterval"/> and at the end, each time in place of the one before. Null for none.
    /// </summary>
    /// <remarks>
    /// Whether it can be written is tried at the start. A write that fails later is warned of and tried again at the next
    /// interval; a second training with the same file is told when it starts.
    /// </remarks>
    /// <value>The default value is null.</value>
    [Setting(MayChange = true, StableBaselines3 = "CheckpointCallback: save_path")]
    public string? CheckpointPath { get; set; }

    /// <summary>
    /// The number of environment steps, or, where there is no environment, of updates between checkpoints.
    /// </summary>
    /// <value>The default value is 10,000.</value>
    [Setting(Above = 0, MayChange = true, StableBaselines3 = "CheckpointCallback: save_freq")]
    public int CheckpointInterval { get; set; } = 10_000;

    /// <summary>Who watches the training: logs, or what one writes oneself.</summary>
    /// <value>The default value is nobody.</value>
    [Setting(MayChange = true, StableBaselines3 = "learn: callback")]
    public IReadOnlyList<ITrainingObserver> Observers { get; set; } = [];

    /// <summary>The number of updates when learning from logged transitions.</summary>
    /// <value>The default value is 10,000.</value>
    [Setting(Above = 0, MayChange = true)]
    public int Updates { get; set; } = 10_000;

    /// <summary>How a policy is learned from logged transitions; an environment needs none of it.</summary>
    /// <value>The default value is <see cref="SelectedAlgorithm"/>, which chooses by what the log says of the policies.</value>
    [Setting]
    public OfflineAlgorithm OfflineAlgorithm { get; set; } = new SelectedAlgorithm();

    /// <summary>
    /// Whether the network brings states to a common scale first, so that it does not matter in which units they are. What it
    /// does to them becomes a part of the network, which takes states as they are.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Most values are standardized; those that are one of two become 0 and 1, and those that are mostly zero are scaled alone.
    /// A <see cref="NetworkOptions.ObservationScaling"/> of one's own counts instead, and so does that of
    /// <see cref="InitialNetwork"/>. Bytes, convolutions, and what a module of <see cref="CreateNetwork"/> takes, stay as they are.
    /// </para>
    /// <para>
    /// A table is looked at once; a column that never changes is left out. In an environment the replay is looked at when
    /// learning begins, and again whenever the number of steps has doubled. A scale that is off by a factor of two is replaced,
    /// and the weights of the first layer with it, so that every Q-value stays what it was.
    /// </para>
    /// </remarks>
    /// <value>The default value is true.</value>
    [Setting(StableBaselines3 = "VecNormalize: norm_obs")]
    public bool NormalizeObservations { get; set; } = true;

    /// <summary>
    /// Whether rewards are learned in parts of the standard deviation of the discounted returns. Q-values come out in the units
    /// of the rewards, but no setting depends on them: not <see cref="HuberThreshold"/>, not the α of
    /// <see cref="ConservativeQLearning"/>, not a temperature. A loss is in these parts too.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Where the returns of a table hardly differ, the root mean square of the rewards that are not zero stands in. A module of
    /// <see cref="CreateNetwork"/> learns in the units of the rewards; the α of CQL is brought to them.
    /// </para>
    /// <para>
    /// In an environment the deviation is that of the replay, when learning begins and whenever the number of steps has doubled;
    /// a quarter of the mean return is the least. Where it is another one by a factor of two, the weights of the last layer
    /// follow, so that every Q-value stays what it was (van Hasselt et al., 2016, https://arxiv.org/abs/1602.07714), and the
    /// optimizer begins anew. The probabilities of C51 are of returns as they are, and need none of it.
    /// </para>
    /// </remarks>
    /// <value>The default value is true.</value>
    [Setting(StableBaselines3 = "VecNormalize: norm_reward")]
    public bool NormalizeRewards { get; set; } = true;

    /// <summary>
    /// How the policy is valued on logged episodes that are held back; null to learn from all of them, and to keep the
    /// last network.
    /// </summary>
    /// <value>The default value is null.</value>
    [Setting]
    public OfflineValidation? Validation { get; set; }

    /// <summary>
    /// A network of the same architecture whose weights training begins with; the caller keeps it. Null for weights
    /// that are drawn.
    /// </summary>
    /// <value>The default value is null.</value>
    [Setting(MayChange = true)]
    public QNetwork? InitialNetwork { get; set; }

    /// <summary>What a network of <see cref="CreateNetwork"/> must pass beside the probe, before anything is learned.</summary>
    /// <value>The default value is null: nothing.</value>
    [Setting(MayChange = true)]
    public Action<QNetwork, BoxSpace, DiscreteSpace>? NetworkCheck { get; set; }

    /// <summary>Whether batches hold only those values of states that are not zero.</summary>
    internal bool HasSparseStates { get; set; }

    /// <summary>Whether a training has updates only, and no environment steps.</summary>
    internal bool LearnsFromLog { get; set; }

    /// <summary>The name of the algorithm that these settings make.</summary>
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

    /// <summary>The same settings in an object of their own, which later changes of these do not reach.</summary>
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

    /// <summary>Collects what is wrong with the settings.</summary>
    protected virtual SettingsCheck Check() => DqnSettingsCheck.Of(this);
}
