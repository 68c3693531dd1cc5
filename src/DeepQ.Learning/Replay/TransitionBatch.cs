using DeepQ.Learning.States;

namespace DeepQ.Learning.Replay;

/// <summary>A batch of transitions in flat arrays, allocated once and reused.</summary>
public sealed class TransitionBatch
{
    /// <summary>Allocates a batch.</summary>
    /// <param name="size">The number of transitions B.</param>
    /// <param name="observationSize">The number of values n of an observation.</param>
    /// <param name="maskedActions">
    /// The number of actions A if some may be illegal; 0 if all are always legal.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A size is not positive, or <paramref name="maskedActions"/> is negative.
    /// </exception>
    public TransitionBatch(int size, int observationSize, int maskedActions = 0)
        : this(size, observationSize, maskedActions, isSparse: false)
    {
    }

    /// <summary>Allocates a batch whose states may be sparse, without arrays for all their values.</summary>
    internal TransitionBatch(int size, int observationSize, int maskedActions, bool isSparse)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(observationSize);
        ArgumentOutOfRangeException.ThrowIfNegative(maskedActions);
        Size = size;
        ObservationSize = observationSize;
        if (isSparse)
            (SparseStates, SparseNextStates) = (new SparseStates(observationSize), new SparseStates(observationSize));
        States = new float[isSparse ? 0 : checked(size * observationSize)];
        NextStates = new float[States.Length];
        Actions = new int[size];
        Rewards = new float[size];
        Discounts = new float[size];
        Slots = new int[size];
        Weights = new float[size];
        Array.Fill(Weights, 1);
        ActionMasks = new bool[checked(size * maskedActions)];
        NextActionMasks = new bool[ActionMasks.Length];
    }

    /// <summary>Creates a batch of the same transitions, in the same arrays, with separate masks.</summary>
    /// <param name="source">The transitions.</param>
    /// <param name="actions">The number of actions A.</param>
    internal TransitionBatch(TransitionBatch source, int actions)
    {
        Size = source.Size;
        ObservationSize = source.ObservationSize;
        (States, NextStates, Actions) = (source.States, source.NextStates, source.Actions);
        (SparseStates, SparseNextStates) = (source.SparseStates, source.SparseNextStates);
        (Rewards, Discounts, Slots, Weights) = (source.Rewards, source.Discounts, source.Slots, source.Weights);
        ActionMasks = new bool[checked(Size * actions)];
        NextActionMasks = new bool[ActionMasks.Length];
    }

    /// <summary>The number of transitions B.</summary>
    public int Size { get; }

    /// <summary>The number of values n of an observation.</summary>
    public int ObservationSize { get; }

    /// <summary>The states s: B × n values, row-major.</summary>
    public float[] States { get; }

    /// <summary>The actions a: B values.</summary>
    public int[] Actions { get; }

    /// <summary>The rewards r: B values; with n-step returns the discounted sum of n rewards.</summary>
    public float[] Rewards { get; }

    /// <summary>
    /// The next states s': B × n values, row-major; with n-step returns the state from which the return bootstraps.
    /// </summary>
    public float[] NextStates { get; }

    /// <summary>
    /// The discounts of the value of the next state: B values. γ to the power of the number of steps; zero if the next
    /// state is terminal.
    /// </summary>
    public float[] Discounts { get; }

    /// <summary>The weight of each transition in the loss: B values, 1 unless replay is prioritized.</summary>
    public float[] Weights { get; }

    /// <summary>Which actions are legal in s: B × A values, row-major; empty if all are always legal.</summary>
    public bool[] ActionMasks { get; }

    /// <summary>
    /// Which actions are legal in s': B × A values, row-major; empty if all are always legal. All are for a terminal
    /// next state.
    /// </summary>
    public bool[] NextActionMasks { get; }

    /// <summary>The states as their nonzero values; null if <see cref="States"/> has all values.</summary>
    internal SparseStates? SparseStates { get; }

    /// <summary>The next states, likewise.</summary>
    internal SparseStates? SparseNextStates { get; }

    /// <summary>The states in either form.</summary>
    internal StateBatch StateRows => SparseStates is null ? States : SparseStates;

    /// <summary>The next states in either form.</summary>
    internal StateBatch NextStateRows => SparseNextStates is null ? NextStates : SparseNextStates;

    /// <summary>The slots of the transitions in the buffer.</summary>
    internal int[] Slots { get; }

    /// <summary>The buffer that the transitions were read from; null if they come from elsewhere.</summary>
    internal ReplayBuffer? Source { get; set; }

    /// <summary>Clears sparse states for the next batch.</summary>
    internal void ClearSparse()
    {
        SparseStates?.Clear();
        SparseNextStates?.Clear();
    }
}
