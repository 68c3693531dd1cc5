using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Distributed;

/// <summary>
/// Holds a part of the replay of a distributed training. It stores each block of its actors once, draws batches for the learner, and grants
/// actors credits for further blocks.
/// </summary>
/// <remarks>A new shard is empty. It belongs to one thread at a time.</remarks>
public sealed class ReplayShard
{
    // Episodes that the learner did not ask for yet.
    private const int MostEpisodes = 10_000;

    private readonly DistributedOptions _plan;
    private readonly int _shard;
    private readonly ReplayBuffer _buffer;
    private readonly TransitionSampler _sampler;
    private readonly int _batchSize;
    private readonly Xoshiro256 _random;
    private readonly ActorLedger[] _actors;
    private readonly Guid _life;
    private readonly Queue<(double Return, int Length)> _episodes = new();
    private long _firstEpisode;
    private long _limit;
    private long _version;
    private long _repeated;
    private long _gaps;

    /// <summary>Creates an empty shard with its part of <see cref="DqnOptions.ReplayCapacity"/>.</summary>
    /// <param name="options">The settings of learning.</param>
    /// <param name="plan">The settings of the distribution.</param>
    /// <param name="shard">The number of the shard, from 0 and less than <see cref="DistributedOptions.Shards"/>.</param>
    /// <param name="observationSpace">The observation space.</param>
    /// <param name="actionSpace">The action space.</param>
    /// <param name="hasActionMask">Whether states have illegal actions.</param>
    /// <param name="random">The generator of batches, and of the identity by which the learner notices a new shard.</param>
    /// <exception cref="ArgumentException">
    /// Settings are out of range or not possible in a distributed training; the message names each.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no shard with this number.</exception>
    public ReplayShard(
        DqnOptions options,
        DistributedOptions plan,
        int shard,
        BoxSpace observationSpace,
        DiscreteSpace actionSpace,
        bool hasActionMask,
        Xoshiro256 random)
    {
        DistributedCheck.Require(options, plan);
        ArgumentNullException.ThrowIfNull(observationSpace);
        ArgumentNullException.ThrowIfNull(actionSpace);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)shard, (uint)plan.Shards, nameof(shard));
        (_plan, _shard, _random) = (plan.Copy(), shard, random);
        int streams = plan.ActorsOf(shard) * plan.EnvironmentsPerActor;
        ReplaySettings settings = options.ToReplay();
        _buffer = new ReplayBuffer(
            Math.Max(settings.Capacity / plan.Shards, streams), observationSpace, streams, hasActionMask ? actionSpace.Count : 0);
        _sampler = settings.NewSampler(_buffer);
        _batchSize = settings.BatchSize;
        _actors = [.. Enumerable.Range(0, plan.ActorsOf(shard)).Select(_ => new ActorLedger())];
        Span<byte> life = stackalloc byte[16];
        random.NextBytes(life);
        _life = new Guid(life);
    }

    /// <summary>The number of transitions that it has stored, including those that were overwritten.</summary>
    public long Received { get; private set; }

    /// <summary>The number of transitions that it holds.</summary>
    public int Count => _buffer.Count;

    /// <summary>The memory for the transitions, in bytes.</summary>
    public long MemorySize => _buffer.MemorySize;

    /// <summary>Stores a block. A block that is sent again is not stored again.</summary>
    /// <remarks>
    /// A block whose number does not follow the last one is stored, too: those between them went to a shard that was lost. Returns of
    /// several steps do not reach across the gap.
    /// </remarks>
    /// <param name="block">The bytes that <see cref="DistributedActor.Collect"/> returned.</param>
    /// <returns>The result, and the number of blocks that may follow.</returns>
    /// <exception cref="InvalidDataException">
    /// The bytes are not a block, or the block is from an actor that sends to another shard.
    /// </exception>
    public BlockReceipt Append(byte[] block)
    {
        ArgumentNullException.ThrowIfNull(block);
        ExperienceBlock content = BlockFormat.Read(block, _buffer.ObservationSize, _buffer.MaskedActions, _buffer.ElementType);
        ActorLedger actor = LedgerOf(content.Actor);
        if (content.Counts.Length != _plan.EnvironmentsPerActor || content.Actions.Length > _plan.TransitionsPerBlock)
        {
            throw new InvalidDataException(
                $"The block has {content.Actions.Length} transitions of {content.Counts.Length} environments; an actor has " +
                $"{_plan.EnvironmentsPerActor}, and a block {_plan.TransitionsPerBlock}.");
        }

        if (!actor.Admit(content.Attempt))
            return new BlockReceipt(BlockOutcome.Replaced, 0, _version);
        (bool isNew, bool follows) = actor.Notice(content.Number);
        if (!isNew)
        {
            _repeated++;
            return new BlockReceipt(BlockOutcome.Repeated, Promise(actor), _version);
        }

        if (!follows)
            _gaps++;
        Store(content, follows && content.Number > 0);
        return new BlockReceipt(BlockOutcome.Stored, Promise(actor), _version);
    }

    /// <summary>Returns the number of blocks that an actor may send.</summary>
    /// <param name="actor">The number of the actor, from 0.</param>
    /// <param name="attempt">Its <see cref="DistributedActor.Attempt"/>.</param>
    /// <returns>The number of blocks, without the result of one.</returns>
    /// <exception cref="InvalidDataException">The actor sends to another shard.</exception>
    public BlockReceipt Ask(int actor, Guid attempt)
    {
        ActorLedger ledger = LedgerOf(actor);
        return ledger.Admit(attempt)
            ? new BlockReceipt(BlockOutcome.None, Promise(ledger), _version)
            : new BlockReceipt(BlockOutcome.Replaced, 0, _version);
    }

    /// <summary>Answers a request of the learner: updates priorities and the limit of transitions, and draws batches.</summary>
    /// <param name="request">The bytes that <see cref="IReplayShards.ExchangeAsync"/> received.</param>
    /// <returns>The answer, for the learner.</returns>
    public byte[] Exchange(byte[] request)
    {
        ArgumentNullException.ThrowIfNull(request);
        ShardRequest asked = ShardRequest.Read(request);
        _version = Math.Max(_version, asked.WeightsVersion);
        if (asked.Life == _life)
            TakeOver(asked);
        ShardReply reply = new()
        {
            Life = _life,
            Received = Received,
            Held = Count,
            Sum = _sampler is PrioritizedSampler prioritized ? prioritized.Sum : Count,
            Repeated = _repeated,
            Gaps = _gaps,
            FirstEpisode = _firstEpisode,
            Episodes = [.. _episodes],
            Batches = Count == 0 ? [] : [.. Enumerable.Range(0, asked.Batches).Select(_ => Draw(asked))],
            Look = asked.Look > 0 && Count > 0 ? ExperienceBlock.Of(_buffer, asked.Look) : null,
        };
        return reply.ToBytes(_buffer.ElementType);
    }

    private ActorLedger LedgerOf(int actor) =>
        actor >= 0 && actor < _plan.Actors && _plan.ShardOf(actor) == _shard
            ? _actors[actor / _plan.Shards]
            : throw new InvalidDataException($"Actor {actor} does not send to shard {_shard}.");

    private void Store(ExperienceBlock block, bool continues)
    {
        int firstStream = block.Actor / _plan.Shards * _plan.EnvironmentsPerActor;
        for (int i = 0; i < block.Counts.Length && !continues; i++)
            _buffer.CutOff(firstStream + i);
        int[] slots = block.AddTo(_buffer, firstStream);
        foreach (int slot in slots)
            _sampler.OnAdded(slot);
        if (block.Errors.Length > 0)
            _sampler.UpdatePriorities(slots, block.Errors);
        Received += slots.Length;
        foreach ((double Return, int Length) episode in block.Episodes)
            _episodes.Enqueue(episode);
        for (; _episodes.Count > MostEpisodes; _firstEpisode++)
            _episodes.Dequeue();
    }

    // Whoever has leave to send is counted as if he had sent, so that several do not get the same leave.
    private int Promise(ActorLedger actor)
    {
        long block = _plan.TransitionsPerBlock;
        long free = ((_limit - Received + block - 1) / block) - _actors.Sum(other => (long)other.Promised);
        actor.Promised += (int)Math.Clamp(free, 0, _plan.BlocksAhead - actor.Promised);
        return actor.Promised;
    }

    private void TakeOver(ShardRequest asked)
    {
        _limit = Math.Max(_limit, asked.Limit);
        for (; _firstEpisode < asked.FirstEpisode && _episodes.Count > 0; _firstEpisode++)
            _episodes.Dequeue();
        int[] current = [.. Enumerable.Range(0, asked.Slots.Length).Where(i => _buffer.Holds(asked.Slots[i]) && _buffer.VersionAt(asked.Slots[i]) == asked.Versions[i])];
        _sampler.UpdatePriorities([.. current.Select(i => asked.Slots[i])], [.. current.Select(i => asked.Errors[i])]);
    }

    private (TransitionBatch Batch, uint[] Versions) Draw(ShardRequest asked)
    {
        TransitionBatch batch = new(_batchSize, _buffer.ObservationSize, _buffer.MaskedActions);
        _sampler.Draw(_buffer, batch.Slots, batch.Weights, asked.Step, _random);
        _buffer.Read(batch, (float)asked.Horizon.Gamma, asked.Horizon.NStep);
        return (batch, [.. batch.Slots.Select(_buffer.VersionAt)]);
    }
}
