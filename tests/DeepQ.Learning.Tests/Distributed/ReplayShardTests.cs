using DeepQ.Learning.Distributed;
using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Tests.Distributed;

public sealed class ReplayShardTests
{
    private const int Size = 1;
    private static readonly BoxSpace Space = new([Size], -1000, 1000);
    private static readonly DistributedOptions Plan = new() { Actors = 3, BlockSize = 4, BlocksAhead = 2 };
    private readonly ReplayShard _shard = NewShard();

    [Fact]
    public void A_block_is_stored_once_however_often_it_comes()
    {
        Sender actor = new(0);
        Grant(100);
        byte[] first = actor.Next(), second = actor.Next();
        Assert.Equal(
            [BlockOutcome.Stored, BlockOutcome.Repeated, BlockOutcome.Stored, BlockOutcome.Repeated, BlockOutcome.Repeated],
            new[] { first, first, second, first, second }.Select(block => _shard.Append(block).Outcome));
        Assert.Equal((8, 8), (_shard.Received, _shard.Count));
        Assert.Equal((3, 0), (Exchange().Repeated, Exchange().Gaps));
    }

    [Fact]
    public void Who_takes_the_place_of_an_actor_is_the_one_that_counts()
    {
        Sender lost = new(0), next = new(0);
        Assert.Equal(BlockOutcome.Stored, _shard.Append(lost.Next()).Outcome);
        Assert.Equal(BlockOutcome.Stored, _shard.Append(next.Next()).Outcome);
        Assert.Equal(BlockOutcome.Replaced, _shard.Append(lost.Next()).Outcome);
        Assert.Equal(BlockOutcome.Replaced, _shard.Ask(0, lost.Attempt).Outcome);
        Assert.Equal(BlockOutcome.Stored, _shard.Append(next.Next()).Outcome);
        Assert.Equal(12, _shard.Received);
    }

    // What went to a shard that was lost is not there, and returns do not reach over it.
    [Fact]
    public void A_gap_is_counted_and_ends_returns()
    {
        Sender actor = new(1);
        _shard.Append(actor.Next());
        actor.Next();
        _shard.Append(actor.Next());
        Assert.Equal(1, Exchange().Gaps);
        ShardReply reply = Exchange(batches: 8, steps: 8);
        foreach ((TransitionBatch batch, _) in reply.Batches)
        {
            for (int i = 0; i < batch.Size; i++)
            {
                // The states of the first block are 0 to 3, and those of the third 8 to 11: no return goes from one into the other.
                Assert.Equal(batch.States[i] < 4 ? 4 : 12, batch.NextStates[i]);
            }
        }
    }

    [Fact]
    public void Credits_never_promise_more_than_the_limit()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            Xoshiro256 random = new((ulong)seed + 1);
            ReplayShard shard = NewShard(seed);
            Sender[] actors = [new(0), new(1), new(2)];
            int[] credits = new int[3];
            long limit = 0;
            ShardReply reply = ShardReply.Read(shard.Exchange(new ShardRequest().ToBytes()), 4, Size, 0, ElementType.Float32);
            for (int turn = 0; turn < 300; turn++)
            {
                int i = random.Next(3);
                if (random.Next(4) == 0)
                {
                    limit += random.Next(20);
                    shard.Exchange(new ShardRequest { Life = reply.Life, Limit = limit }.ToBytes());
                }
                else if (random.Next(20) == 0)
                {
                    (actors[i], credits[i]) = (new Sender(i), 0);
                }
                else if (credits[i] == 0)
                {
                    credits[i] = shard.Ask(i, actors[i].Attempt).Credits;
                }
                else
                {
                    byte[] block = actors[i].Next();
                    for (int times = 1 + random.Next(3); times > 0; times--)
                        credits[i] = shard.Append(block).Credits;
                }

                Assert.InRange(credits[i], 0, Plan.BlocksAhead);
                // To the next whole block, and those of actors that were lost with a block on its way.
                Assert.True(shard.Received <= limit + 3, $"{shard.Received} of {limit}");
            }

            Assert.True(shard.Received > limit / 2);
        }
    }

    [Fact]
    public void Draws_follow_the_priorities_of_actors_and_then_those_of_the_learner()
    {
        Sender actor = new(0) { Error = state => state == 2 ? 1 : 0 };
        _shard.Append(actor.Next());
        ShardReply reply = Exchange(batches: 10);
        Assert.All(reply.Batches, batch => Assert.All(batch.Batch.States, state => Assert.Equal(2, state)));

        (TransitionBatch drawn, uint[] versions) = reply.Batches[0];
        // State 3 is in the next slot. What has another version is not the transition that was learned from.
        int slot = drawn.Slots[0];
        Exchange(reply.Life, [slot, slot + 1], [versions[0], versions[0]], [0, 1]);
        Assert.All(Exchange(batches: 10).Batches, batch => Assert.All(batch.Batch.States, state => Assert.Equal(3, state)));
        Exchange(reply.Life, [slot, slot + 1], [versions[0] + 1, versions[0] + 1], [1, 0]);
        Exchange(Guid.NewGuid(), [slot, slot + 1], [versions[0], versions[0]], [1, 0]);
        Assert.All(Exchange(batches: 10).Batches, batch => Assert.All(batch.Batch.States, state => Assert.Equal(3, state)));
    }

    [Fact]
    public void Episodes_are_told_until_the_learner_has_them()
    {
        Sender actor = new(0);
        _shard.Append(actor.Next((5, 4)));
        Assert.Equal([(5.0, 4)], Exchange().Episodes);
        _shard.Append(actor.Next((6, 4)));
        ShardReply reply = Exchange();
        Assert.Equal([(5.0, 4), (6.0, 4)], reply.Episodes);
        ShardReply rest = ShardReply.Read(
            _shard.Exchange(new ShardRequest { Life = reply.Life, FirstEpisode = 1 }.ToBytes()), 4, Size, 0, ElementType.Float32);
        Assert.Equal(1, rest.FirstEpisode);
        Assert.Equal([(6.0, 4)], rest.Episodes);
    }

    [Fact]
    public void Blocks_of_others_are_refused()
    {
        Assert.Throws<InvalidDataException>(() => _shard.Append(new Sender(3).Next()));
        Assert.Throws<InvalidDataException>(() => _shard.Ask(-1, Guid.NewGuid()));
        Assert.Throws<InvalidDataException>(() => _shard.Append([1, 2, 3]));
    }

    private static ReplayShard NewShard(int seed = 1) => new(
        new DqnOptions { ReplayCapacity = 60, BatchSize = 4, PrioritizedReplay = new PrioritizedReplayOptions { Alpha = 1, Epsilon = 1e-9 } },
        Plan,
        0,
        Space,
        new DiscreteSpace(2),
        hasActionMask: false,
        new Xoshiro256((ulong)seed + 1));

    private void Grant(long limit) => _shard.Exchange(new ShardRequest { Life = Exchange().Life, Limit = limit }.ToBytes());

    private ShardReply Exchange(int batches = 0, int steps = 1) => ShardReply.Read(
        _shard.Exchange(new ShardRequest { Batches = batches, Horizon = new Horizon(0.9, steps) }.ToBytes()), 4, Size, 0, ElementType.Float32);

    private void Exchange(Guid life, int[] slots, uint[] versions, float[] errors) => _shard.Exchange(
        new ShardRequest { Life = life, Slots = slots, Versions = versions, Errors = errors }.ToBytes());

    /// <summary>An actor whose states count its steps.</summary>
    private sealed class Sender(int actor)
    {
        private readonly ReplayBuffer _buffer = new(4, Space, 1, 0);
        private long _number;
        private int _step;

        public Guid Attempt { get; } = Guid.NewGuid();

        public Func<float, float> Error { get; init; } = _ => 1;

        public byte[] Next(params (double Return, int Length)[] episodes)
        {
            for (int i = 0; i < 4; i++, _step++)
                _buffer.Add([_step], 0, 1, [_step + 1], terminated: false);
            int first = _step - 4;
            return BlockFormat.ToBytes(
                ExperienceBlock.Of(
                    _buffer, 4, slots => [.. slots.Select((_, i) => Error(first + i))], actor, Attempt, _number++, episodes),
                ElementType.Float32);
        }
    }
}
