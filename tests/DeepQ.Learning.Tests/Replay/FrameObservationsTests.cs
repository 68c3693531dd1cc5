using DeepQ.Environments.MinAtar;
using DeepQ.Environments.Wrappers;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Replay;

public sealed class FrameObservationsTests
{
    private static readonly BoxSpace Screens = new([4, 84, 84], 0, 255, ElementType.UInt8) { StackedFrames = 4 };

    [Trait("Category", "Slow")]
    [Fact]
    public void A_million_steps_of_four_frames_of_84_by_84_take_less_than_7_2_gigabytes()
    {
        // The new frame, the numbers of four and the uses of one; 28,224 bytes without frames.
        Assert.Equal((84 * 84) + (5 * sizeof(int)), ObservationLayout.Of(Screens).BytesPerObservation);

        const int Capacity = 4_000;
        FrameStack environment = new(new NoisyScreen(lasting: 100), 4);
        ReplayBuffer buffer = new(Capacity, environment.ObservationSpace, streams: 1, maskedActions: 0);
        float[] state = new float[4 * 84 * 84], next = new float[4 * 84 * 84];
        Xoshiro256 random = new(1);
        environment.Reset(random, state);
        for (int i = 0; i < Capacity * 3 / 2; i++)
        {
            StepResult step = environment.Step(0, random, next);
            buffer.Add(state, 0, 0, next, step.Terminated, step.Truncated);
            next.CopyTo(state, 0);
            if (step.Done)
                environment.Reset(random, state);
        }

        Assert.Equal(Capacity, buffer.Count);
        Assert.InRange(buffer.MemorySize, 7_092 * Capacity, 7_200 * Capacity);
    }

    [Fact]
    public void A_stack_is_known_through_wrappers_that_leave_observations_as_they_are()
    {
        Assert.Equal(
            new ObservationLayout(1_600, ElementType.UInt8, IsBinary: true, Frames: 4),
            LayoutOf(() => new RewardClip(new TimeLimit(new FrameStack(new Breakout(), 4), 50))));
        Assert.Equal(
            new ObservationLayout(28_224, ElementType.UInt8, Frames: 4), LayoutOf(() => new FrameStack(new NoisyScreen(lasting: 9), 4)));
        Assert.Equal(
            new ObservationLayout(1_600), LayoutOf(() => new NormalizeObservation(new FrameStack(new Breakout(), 4))));

        static ObservationLayout LayoutOf(Func<IEnvironment> create)
        {
            VectorEnvironment environments = new(2, create, new Xoshiro256(1));
            return new Experience(
                new DqnOptions { ReplayCapacity = 20 }.ToReplay(), environments.ObservationSpace, 0, 2, new Xoshiro256(2)).Buffer.Layout;
        }
    }

    [Fact]
    public void Frames_of_a_few_bytes_are_not_worth_their_numbers()
    {
        BoxSpace few = new([4], 0, 255, ElementType.UInt8) { StackedFrames = 4 };
        Assert.Equal(1, ObservationLayout.Of(few).Frames);
    }

    [Fact]
    public void A_buffer_that_no_memory_can_hold_is_refused_with_what_a_frame_takes()
    {
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(
            () => new ReplayBuffer(int.MaxValue, Screens, streams: 1, maskedActions: 0));
        Assert.Contains(
            "With 4 frames of 7056 values of type UInt8 per observation, 2147483647 transitions take 15230.0 GB;",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_no_frame_holds_is_refused_with_its_place_in_the_observation()
    {
        ReplayBuffer buffer = new(4, Screens, streams: 1, maskedActions: 0);
        float[] state = new float[4 * 84 * 84], bad = new float[4 * 84 * 84];
        bad[20_000] = 0.5f;
        ArgumentException error = Assert.Throws<ArgumentException>(() => buffer.Add(state, 0, 0, bad, terminated: false));
        Assert.Contains("Value 20000 of an observation is 0.5;", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, buffer.Count);
    }

    [Fact]
    public void A_saved_observation_of_a_frame_that_is_not_there_is_refused()
    {
        BoxSpace space = new([2, 9, 9], 0, 255, ElementType.UInt8) { StackedFrames = 2 };
        ReplayBuffer buffer = new(4, space, streams: 1, maskedActions: 0);
        buffer.Add(new float[162], 0, 0, new float[162], terminated: true);
        byte[] saved = BufferCopies.Saved(buffer);
        // The numbers of the last row, which shows the only frame twice.
        saved[^4] = 77;
        InvalidDataException error = Assert.Throws<InvalidDataException>(
            () => BufferCopies.Load(saved, new ReplayBuffer(4, space, streams: 1, maskedActions: 0)));
        Assert.Contains("An observation refers to frame 77 of ", error.Message, StringComparison.Ordinal);
    }

    private sealed class NoisyScreen(int lasting) : IEnvironment
    {
        private int _left;

        public string Name => "NoisyScreen";

        public BoxSpace ObservationSpace { get; } = new([1, 84, 84], 0, 255, ElementType.UInt8);

        public DiscreteSpace ActionSpace { get; } = new("wait");

        public void Reset(Random random, Span<float> observation)
        {
            _left = lasting;
            Draw(random, observation);
        }

        public StepResult Step(int action, Random random, Span<float> observation)
        {
            Draw(random, observation);
            return new StepResult(0, Terminated: --_left == 0, Truncated: false);
        }

        private static void Draw(Random random, Span<float> observation)
        {
            int first = random.Next(256);
            for (int i = 0; i < 84 * 84; i++)
                observation[i] = (first + (i * 7)) % 256;
            observation[random.Next(84 * 84)] = random.Next(256);
        }
    }
}
