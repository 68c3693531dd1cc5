using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Distributed;

/// <summary>
/// Transitions of several environments, in their order, with the errors for their first priorities. As in the replay, each observation is
/// stored once. Only at the end of an episode, or of the block, the next state is stored separately.
/// </summary>
internal sealed class ExperienceBlock
{
    public required int Actor { get; init; }

    /// <summary>The <see cref="DistributedActor.Attempt"/> of the actor.</summary>
    public required Guid Attempt { get; init; }

    /// <summary>The number of the block, from 0.</summary>
    public required long Number { get; init; }

    /// <summary>The number of transitions of each environment.</summary>
    public required int[] Counts { get; init; }

    /// <summary>The states, one row per transition, those of the first environment first.</summary>
    public required float[] States { get; init; }

    public required int[] Actions { get; init; }

    public required float[] Rewards { get; init; }

    public required BlockFlags[] Flags { get; init; }

    /// <summary>The absolute errors of the transitions; empty without prioritized replay.</summary>
    public required float[] Errors { get; init; }

    /// <summary>The legal actions of the states; empty without masks.</summary>
    public required bool[] Masks { get; init; }

    /// <summary>The next states that are not the state of the following transition, in order.</summary>
    public required float[] Successors { get; init; }

    /// <summary>The legal actions of the <see cref="Successors"/>; empty without masks.</summary>
    public required bool[] SuccessorMasks { get; init; }

    /// <summary>The returns and lengths of the episodes that ended.</summary>
    public required (double Return, int Length)[] Episodes { get; init; }

    /// <summary>Takes the newest transitions of each stream out of a buffer.</summary>
    /// <param name="buffer">The buffer.</param>
    /// <param name="most">The greatest number of transitions of a stream.</param>
    /// <param name="errors">Computes the errors of slots; null for none.</param>
    /// <param name="actor">The actor.</param>
    /// <param name="attempt">Its attempt.</param>
    /// <param name="number">The number of the block.</param>
    /// <param name="episodes">The episodes that ended.</param>
    public static ExperienceBlock Of(
        ReplayBuffer buffer,
        int most,
        Func<int[], float[]>? errors = null,
        int actor = 0,
        Guid attempt = default,
        long number = 0,
        (double Return, int Length)[]? episodes = null)
    {
        int[][] streams = [.. Enumerable.Range(0, buffer.Streams).Select(stream => buffer.NewestSlots(stream, most))];
        int[] slots = [.. streams.SelectMany(stream => stream)];
        int size = buffer.ObservationSize, masked = buffer.MaskedActions;
        TransitionBatch rows = new(Math.Max(1, slots.Length), size, masked);
        BlockFlags[] flags = new BlockFlags[slots.Length];
        List<float> successors = [];
        List<bool> successorMasks = [];
        if (slots.Length > 0)
        {
            slots.CopyTo(rows.Slots);
            buffer.Read(rows, gamma: 1, steps: 1);
        }

        int row = 0;
        foreach (int[] stream in streams)
        {
            for (int i = 0; i < stream.Length; i++, row++)
            {
                int slot = stream[i];
                bool follows = i + 1 < stream.Length && buffer.IsFollowed(slot);
                flags[row] = (buffer.TerminatedAt(slot) ? BlockFlags.Terminated : 0)
                    | (buffer.ExploresAt(slot) ? BlockFlags.Explores : 0)
                    | (follows ? 0 : BlockFlags.HasSuccessor)
                    | (buffer.IsFollowed(slot) || buffer.IsOpen(slot) || buffer.TerminatedAt(slot) ? 0 : BlockFlags.BrokenOff);
                if (follows)
                    continue;
                successors.AddRange(rows.NextStates.AsSpan(row * size, size));
                successorMasks.AddRange(rows.NextActionMasks.AsSpan(row * masked, masked));
            }
        }

        return new ExperienceBlock
        {
            Actor = actor,
            Attempt = attempt,
            Number = number,
            Counts = [.. streams.Select(stream => stream.Length)],
            States = rows.States[..(slots.Length * size)],
            Actions = rows.Actions[..slots.Length],
            Rewards = rows.Rewards[..slots.Length],
            Flags = flags,
            Errors = errors?.Invoke(slots) ?? [],
            Masks = rows.ActionMasks[..(slots.Length * masked)],
            Successors = [.. successors],
            SuccessorMasks = [.. successorMasks],
            Episodes = episodes ?? [],
        };
    }

    /// <summary>Adds the transitions to a buffer.</summary>
    /// <param name="buffer">The buffer, of the same observations and masks.</param>
    /// <param name="firstStream">The stream of the first environment.</param>
    /// <returns>The slots of the transitions, in their order.</returns>
    /// <exception cref="ArgumentException">A transition is none of this buffer.</exception>
    public int[] AddTo(ReplayBuffer buffer, int firstStream)
    {
        int size = buffer.ObservationSize, masked = buffer.MaskedActions;
        int[] slots = new int[Actions.Length];
        int row = 0, successor = 0;
        for (int environment = 0; environment < Counts.Length; environment++)
        {
            for (int i = 0; i < Counts[environment]; i++, row++)
            {
                bool own = Flags[row].HasFlag(BlockFlags.HasSuccessor);
                int next = own ? successor++ : row + 1;
                buffer.Add(
                    States.AsSpan(row * size, size),
                    Actions[row],
                    Rewards[row],
                    (own ? Successors : States).AsSpan(next * size, size),
                    Flags[row].HasFlag(BlockFlags.Terminated),
                    Flags[row].HasFlag(BlockFlags.BrokenOff),
                    firstStream + environment,
                    Masks.AsSpan(row * masked, masked),
                    (own ? SuccessorMasks : Masks).AsSpan(next * masked, masked));
                if (Flags[row].HasFlag(BlockFlags.Explores))
                    buffer.MarkNewestAsExploring();
                slots[row] = buffer.NewestSlot;
            }
        }

        return slots;
    }
}
