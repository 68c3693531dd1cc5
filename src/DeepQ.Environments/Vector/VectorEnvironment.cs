using DeepQ.Environments.Vector;

namespace DeepQ.Environments;

/// <summary>
/// Several environments of one kind, stepped together. Each has its own generator, so the results do not depend on the
/// number of threads that step them.
/// </summary>
/// <remarks>
/// <para>
/// An environment whose episode ends starts the next one in the same call. <see cref="Observations"/> then holds the
/// first observation of the new episode, to act on, and <see cref="FinalObservations"/> the last one of the old
/// episode, to learn from. A learner stores, for environment i: row i of <see cref="Observations"/> as it was before
/// <see cref="Step"/>, the action, the reward, and row i of <see cref="FinalObservations"/> as the next observation.
/// </para>
/// <para>
/// The spans show the memory of this object: the next call overwrites it. Row i of a batch starts at i ×
/// <see cref="BoxSpace.Size"/>, or i × <see cref="DiscreteSpace.Count"/> for masks. When an environment throws, some
/// have taken the step and some have not: call <see cref="Reset"/> or <see cref="LoadState"/> before continuing.
/// </para>
/// </remarks>
public sealed partial class VectorEnvironment
{
    // More than one, so that a thread that starts late takes fewer of them.
    private const int PartsPerThread = 4;

    private readonly IEnvironment[] _environments;
    private readonly IBatchedEnvironment?[] _batched; // empty if there is none
    private readonly Xoshiro256[] _generators;
    private readonly float[] _observations;
    private readonly float[] _finalObservations;
    private readonly bool[] _actionMasks;
    private readonly bool[] _finalActionMasks;
    private readonly double[] _rewards;
    private readonly bool[] _terminated;
    private readonly bool[] _truncated;
    private readonly int[] _actions;
    private readonly long[] _steps;
    private readonly SharedWork? _shared;
    private readonly int _parts;
    private readonly int _observationSize;
    private readonly int _actionCount;
    private Action<VectorEnvironment, int>? _action;

    /// <summary>Takes ownership of environments; <see cref="Reset"/> starts their first episodes.</summary>
    /// <param name="environments">At least one, all with spaces of the same size.</param>
    /// <param name="random">Seeds the generator of each environment; not used afterwards.</param>
    /// <param name="degreeOfParallelism">
    /// The number of threads that step the environments; 1 steps them on the caller's thread. More than one is
    /// worthwhile when a call has tens of microseconds of work: hundreds of cheap environments, or a few slow ones.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The list is empty or has an environment twice, or the sizes of their spaces differ.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="degreeOfParallelism"/> is not positive.
    /// </exception>
    public VectorEnvironment(IReadOnlyList<IEnvironment> environments, Xoshiro256 random, int degreeOfParallelism = 1)
    {
        ArgumentNullException.ThrowIfNull(environments);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfLessThan(degreeOfParallelism, 1);
        _environments = [.. environments];
        RequireOneKind(_environments);
        _batched = [.. _environments.Select(IWrapper.FindBatched)];
        if (Array.TrueForAll(_batched, environment => environment is null))
            _batched = [];
        ObservationSpace = _environments[0].ObservationSpace;
        ActionSpace = _environments[0].ActionSpace;
        HasActionMask = _environments[0].HasActionMask;
        (_observationSize, _actionCount) = (ObservationSpace.Size, ActionSpace.Count);

        _generators = [.. _environments.Select(_ => random.Fork())];
        _observations = new float[Count * _observationSize];
        _finalObservations = new float[_observations.Length];
        _actionMasks = new bool[Count * _actionCount];
        _finalActionMasks = new bool[_actionMasks.Length];
        Array.Fill(_actionMasks, true);
        Array.Fill(_finalActionMasks, true);
        _rewards = new double[Count];
        _terminated = new bool[Count];
        _truncated = new bool[Count];
        _actions = new int[Count];
        _steps = new long[Count];
        int threads = Math.Min(degreeOfParallelism, Count);
        _parts = threads == 1 ? 1 : Math.Min(PartsPerThread * threads, Count);
        _shared = threads == 1 ? null : new SharedWork(_parts, threads - 1, RunPart);
    }

    /// <summary>Creates the environments; <see cref="Reset"/> starts their first episodes.</summary>
    /// <param name="count">The number of environments.</param>
    /// <param name="create">Makes one environment; called <paramref name="count"/> times.</param>
    /// <inheritdoc cref="VectorEnvironment(IReadOnlyList{IEnvironment}, Xoshiro256, int)"
    /// path="/*[self::returns or self::remarks or self::exception]"/>
    /// <param name="random">Seeds the generator of each environment; not used afterwards.</param>
    /// <param name="degreeOfParallelism">
    /// The number of threads that step the environments; 1 steps them on the caller's thread. More than one is worthwhile when a
    /// call has tens of microseconds of work: hundreds of cheap environments, or a few slow ones.
    /// </param>
    public VectorEnvironment(int count, Func<IEnvironment> create, Xoshiro256 random, int degreeOfParallelism = 1)
        : this([.. Enumerable.Range(0, Math.Max(0, count)).Select(_ => create())], random, degreeOfParallelism)
    {
    }

    /// <summary>The number of environments, N.</summary>
    public int Count => _environments.Length;

    /// <summary>The environments, in the order of the rows.</summary>
    public IReadOnlyList<IEnvironment> Environments => _environments;

    /// <summary>The observations of one environment.</summary>
    public BoxSpace ObservationSpace { get; }

    /// <summary>The actions of one environment.</summary>
    public DiscreteSpace ActionSpace { get; }

    /// <summary>Gets whether some states make some actions illegal.</summary>
    public bool HasActionMask { get; }

    /// <summary>The observations to act on, [N, size].</summary>
    public ReadOnlySpan<float> Observations => _observations;

    /// <summary>
    /// The next observations of the last step, [N, size]: the last observation of the episode where one ended,
    /// otherwise the same as <see cref="Observations"/>.
    /// </summary>
    public ReadOnlySpan<float> FinalObservations => _finalObservations;

    /// <summary>Which actions are legal now, [N, actions]; all of them when there is no mask.</summary>
    public ReadOnlySpan<bool> ActionMasks => _actionMasks;

    /// <summary>
    /// Which actions are legal in the states of <see cref="FinalObservations"/>, [N, actions]; undefined where the
    /// episode terminated.
    /// </summary>
    public ReadOnlySpan<bool> FinalActionMasks => _finalActionMasks;

    /// <summary>The rewards of the last step, [N].</summary>
    public ReadOnlySpan<double> Rewards => _rewards;

    /// <summary>Which environments reached a terminal state in the last step, [N].</summary>
    public ReadOnlySpan<bool> Terminated => _terminated;

    /// <summary>Which episodes were cut off in the last step, [N].</summary>
    public ReadOnlySpan<bool> Truncated => _truncated;

    /// <summary>Starts a new episode in every environment.</summary>
    public void Reset()
    {
        for (int i = 0; i < _batched.Length; i++)
            _batched[i]?.QueueReset(_generators[i]);
        SendBatched();
        RunAll(static (vector, i) =>
        {
            vector.ResetOne(i);
            vector.Row(vector._observations, i).CopyTo(vector.Row(vector._finalObservations, i));
            vector.Mask(vector._actionMasks, i).CopyTo(vector.Mask(vector._finalActionMasks, i));
            (vector._rewards[i], vector._terminated[i], vector._truncated[i]) = (0, false, false);
        });
    }

    /// <summary>Takes one action in every environment, and starts the next episode where one ended.</summary>
    /// <param name="actions">The action of each environment, [N].</param>
    /// <exception cref="ArgumentException">
    /// There are not N actions, or one is not of the action space or not legal; no environment has been stepped.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// <see cref="Reset"/> was not called first, or an environment reached a state without a legal action, or returned
    /// an observation or a reward that is not finite.
    /// </exception>
    public void Step(ReadOnlySpan<int> actions)
    {
        RequireLegal(actions);
        actions.CopyTo(_actions);
        for (int i = 0; i < _batched.Length; i++)
            _batched[i]?.QueueStep(actions[i]);
        SendBatched();
        RunAll(static (vector, i) => vector.StepOne(i));
        ResetBatched();
    }
}
