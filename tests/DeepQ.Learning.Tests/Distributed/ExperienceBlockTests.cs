using DeepQ.Learning.Distributed;
using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Tests.Distributed;

/// <summary>What a block carries is what the replay had.</summary>
public sealed class ExperienceBlockTests
{
    public static TheoryData<int, bool, bool> Cases()
    {
        TheoryData<int, bool, bool> cases = [];
        for (int seed = 0; seed < 20; seed++)
            cases.Add(seed, seed % 2 == 0, seed % 3 == 0);
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_replay_that_is_filled_by_blocks_gives_the_batches_of_one_that_was_filled_by_steps(int seed, bool bytes, bool masked)
    {
        Xoshiro256 random = new((ulong)seed + 1);
        int environments = 1 + random.Next(3), steps = 1 + random.Next(9), size = 1 + random.Next(4), actions = masked ? 3 : 0;
        BoxSpace space = bytes
            ? new BoxSpace([size], 0, 255, ElementType.UInt8)
            : new BoxSpace([size], -1000, 1000);
        ReplayBuffer direct = New(200), byBlocks = New(200), block = New(steps * environments);
        Walk[] walks = [.. Enumerable.Range(0, environments).Select(_ => new Walk(random, size, actions))];
        for (int number = 0; number < 6; number++)
        {
            for (int step = 0; step < steps; step++)
            {
                for (int i = 0; i < environments; i++)
                    walks[i].Step(i, direct, block);
            }

            byte[] wire = BlockFormat.ToBytes(
                ExperienceBlock.Of(block, steps, slots => [.. slots.Select(slot => (float)slot)], 3, Guid.NewGuid(), number, [(1.5, 2)]),
                space.ElementType);
            ExperienceBlock read = BlockFormat.Read(wire, size, actions, space.ElementType);
            Assert.Equal((3, number, (1.5, 2)), (read.Actor, read.Number, read.Episodes[0]));
            Assert.Equal(read.Actions.Length, read.Errors.Length);
            read.AddTo(byBlocks, 0);
            int cut = random.Next(wire.Length);
            Assert.Throws<InvalidDataException>(() => BlockFormat.Read(wire[..cut], size, actions, space.ElementType));
        }

        Assert.Equal(direct.Count, byBlocks.Count);
        TransitionBatch left = Read(direct), right = Read(byBlocks);
        Assert.Equal(left.States, right.States);
        Assert.Equal(left.NextStates, right.NextStates);
        Assert.Equal(left.Rewards, right.Rewards);
        Assert.Equal(left.Discounts, right.Discounts);
        Assert.Equal(left.Actions, right.Actions);
        Assert.Equal(left.ActionMasks, right.ActionMasks);
        Assert.Equal(left.NextActionMasks, right.NextActionMasks);

        ReplayBuffer New(int capacity) => new(capacity, space, environments, actions);

        // All of them, with returns of three steps that reach over the ends of blocks.
        TransitionBatch Read(ReplayBuffer buffer)
        {
            TransitionBatch batch = new(buffer.Count, size, actions);
            for (int i = 0; i < buffer.Count; i++)
                batch.Slots[i] = buffer.SlotOf(i);
            buffer.Read(batch, 0.9f, 3);
            return batch;
        }
    }

    [Fact]
    public void What_is_no_block_says_so()
    {
        Assert.Contains("version 7", Assert.Throws<InvalidDataException>(() => BlockFormat.Read([7], 1, 0, ElementType.Float32)).Message, StringComparison.Ordinal);
        ReplayBuffer one = new(4, 1);
        one.Add([1], 0, 1, [2], terminated: true);
        byte[] bytes = BlockFormat.ToBytes(ExperienceBlock.Of(one, 4), ElementType.Float32);
        Assert.Throws<InvalidDataException>(() => BlockFormat.Read([.. bytes, 0], 1, 0, ElementType.Float32));
        Assert.Throws<InvalidDataException>(() => BlockFormat.Read(bytes, 2, 0, ElementType.Float32));
    }

    // Episodes of random lengths, in numbers that say where a step came from.
    private sealed class Walk(Xoshiro256 random, int size, int actions)
    {
        private float[] _state = State(random, size);
        private bool[] _legal = Mask(random, actions);

        public void Step(int stream, params ReplayBuffer[] buffers)
        {
            float[] next = State(random, size);
            bool[] nextLegal = Mask(random, actions);
            int action = actions == 0 ? random.Next(4) : Array.IndexOf(_legal, true);
            float reward = random.Next(100);
            int end = random.Next(8);
            bool explores = random.Next(4) == 0;
            foreach (ReplayBuffer buffer in buffers)
            {
                buffer.Add(_state, action, reward, next, end == 0, end == 1, stream, _legal, nextLegal);
                if (explores)
                    buffer.MarkNewestAsExploring();
            }

            (_state, _legal) = end < 2 ? (State(random, size), Mask(random, actions)) : (next, nextLegal);
        }

        private static float[] State(Xoshiro256 random, int size) => [.. Enumerable.Range(0, size).Select(_ => (float)random.Next(256))];

        private static bool[] Mask(Xoshiro256 random, int actions)
        {
            bool[] mask = [.. Enumerable.Range(0, actions).Select(_ => random.Next(2) == 0)];
            if (actions > 0)
                mask[random.Next(actions)] = true;
            return mask;
        }
    }
}
