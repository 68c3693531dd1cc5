using DeepQ.Learning.States;

namespace DeepQ.Learning.Replay;

public sealed partial class ReplayBuffer
{
    /// <summary>Draws transitions uniformly, with replacement.</summary>
    /// <remarks>
    /// With n steps, the reward is R = Σ γᵏ r₍ₖ₎ over the next n rewards, and the next state is the one after the last
    /// of them, discounted by γⁿ (Sutton, Barto: Reinforcement Learning, 2nd edition, 2018, section 7.1). The sum stops
    /// earlier where the episode terminated, which leaves nothing to bootstrap from, and where the stream ends: at a
    /// truncated episode and at the newest transition. There the next state is the one at that place, discounted by γ
    /// to the power of the number of steps. In a training it also stops before an exploratory action: see
    /// <see cref="DqnOptions.CutNStepReturns"/>.
    /// </remarks>
    /// <param name="batch">Receives the transitions.</param>
    /// <param name="gamma">The discount factor γ of a step.</param>
    /// <param name="random">The generator that draws the transitions.</param>
    /// <param name="steps">The number of steps n of a return.</param>
    /// <exception cref="InvalidOperationException">The buffer is empty.</exception>
    /// <exception cref="ArgumentException">The sizes of the batch and the buffer differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is not positive.</exception>
    public void Sample(TransitionBatch batch, float gamma, Random random, int steps = 1)
    {
        ArgumentNullException.ThrowIfNull(random);
        RequireReadable(batch, steps);
        UniformSampler.Draw(this, batch.Slots, batch.Weights, random);
        Read(batch, gamma, steps);
    }

    /// <summary>Checks once per batch what <see cref="Read(TransitionBatch, float, int)"/> relies on.</summary>
    internal void RequireReadable(TransitionBatch batch, int steps)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        RequireSize(batch.ObservationSize, nameof(batch));
        if (batch.ActionMasks.Length != batch.Size * MaskedActions)
        {
            throw new ArgumentException(
                $"A mask of this buffer has {MaskedActions} values, not {batch.ActionMasks.Length / batch.Size}.",
                nameof(batch));
        }

        if (Count == 0)
            throw new InvalidOperationException("The replay buffer is empty: add transitions before a batch is drawn.");
    }

    /// <summary>Copies the transitions of the slots of a batch, with their n-step returns, into its rows.</summary>
    internal void Read(TransitionBatch batch, float gamma, int steps)
    {
        batch.Source = this;
        // They are far apart in memory; with prefetching, the processor loads many at once.
        foreach (int slot in batch.Slots)
        {
            _records.Prefetch(slot);
            _states.Prefetch(slot);
        }

        if (_states.Sparse is { } sparse)
        {
            foreach (int slot in batch.Slots)
                sparse.PrefetchValues(slot);
        }

        batch.ClearSparse();
        for (int i = 0; i < batch.Size; i++)
            Read(batch.Slots[i], batch, i, gamma, steps);
    }

    /// <summary>Copies the transition of a slot, with its n-step return, into a row of a batch.</summary>
    private void Read(int slot, TransitionBatch batch, int row, float gamma, int steps)
    {
        CopyRow(_states, slot, batch.States, batch.SparseStates, batch.ActionMasks, row);
        ref readonly Record record = ref _records.First(slot);
        batch.Actions[row] = record.Action;

        double reward = record.Reward;
        double discount = gamma;
        // A transition with a separate next state is the last one of its episode here, or its episode broke off.
        for (int step = 1; step < steps && record.Successor == NextSlot; step++)
        {
            int next = Next(slot);
            ref readonly Record following = ref _records.First(next);
            if (following.Explores)
                break;
            slot = next;
            record = ref following;
            reward += discount * record.Reward;
            discount *= gamma;
        }

        batch.Rewards[row] = (float)reward;
        batch.Discounts[row] = record.Terminated ? 0 : (float)discount;
        if (record.Successor == NextSlot)
            CopyRow(_states, Next(slot), batch.NextStates, batch.SparseNextStates, batch.NextActionMasks, row);
        else
            CopyRow(_ownSuccessors, record.Successor, batch.NextStates, batch.SparseNextStates, batch.NextActionMasks, row);
    }

    /// <summary>Returns the slot of a transition by its index among the stored ones.</summary>
    /// <param name="index">The index, from 0 to below <see cref="Count"/>.</param>
    /// <returns>The slot.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The index is out of range.</exception>
    public int SlotOf(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        if (Count == Capacity)
            return index;
        int stream = 0;
        while (index >= _streams[stream].Count)
            index -= _streams[stream++].Count;
        return (stream * _slots) + index;
    }

    /// <summary>Returns whether a slot has a transition.</summary>
    internal bool Holds(int slot) =>
        (uint)slot < (uint)Capacity && (Count == Capacity || IsPermanent(slot) || slot % _slots < _streams[slot / _slots].Count);

    /// <summary>Returns whether the stream of a transition continues in the next slot.</summary>
    internal bool GoesOn(int slot) => _records.First(slot).Successor == NextSlot;

    private void CopyRow(ObservationRows rows, int from, float[] states, SparseStates? sparse, bool[] masks, int to)
    {
        Span<bool> mask = masks.AsSpan(to * MaskedActions, MaskedActions);
        if (sparse is null)
        {
            rows.Read(from, states.AsSpan(to * ObservationSize, ObservationSize), mask);
            return;
        }

        sparse.Add(rows[from]);
        rows.ReadMask(from, mask);
    }
}
