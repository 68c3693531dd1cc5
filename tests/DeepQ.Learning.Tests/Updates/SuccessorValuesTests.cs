using DeepQ.Learning.Fused;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Replay;
using DeepQ.Learning.States;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Tests.Updates;

public sealed class SuccessorValuesTests
{
    private readonly CountingTarget _target = new();
    private readonly ReplayBuffer _buffer = new(4, 1);
    private readonly TransitionBatch _batch = new(4, 1);

    public SuccessorValuesTests()
    {
        for (int i = 0; i < 4; i++)
            _buffer.Add([i], 0, 0, [i + 1], terminated: false);
    }

    [Fact]
    public void A_value_is_asked_for_once_until_the_target_moves()
    {
        SuccessorValues values = new(_target, 4);
        Read(values, 0, 1, 2, 3);
        values.Forget();
        Assert.Equal(4, _target.Asked);

        // Now it is known that each transition is drawn often enough.
        Assert.Equal([1, -1, 2, -2, 1, -1, 3, -3], Read(values, 0, 1, 0, 2));
        Assert.Equal(8, _target.Asked);
        Assert.Equal([1, -1, 2, -2, 3, -3, 4, -4], Read(values, 0, 1, 2, 3));
        Assert.Equal(9, _target.Asked);
        Assert.Equal([4, -4, 4, -4, 4, -4, 4, -4], Read(values, 3, 3, 3, 3));
        Assert.Equal(9, _target.Asked);

        _target.Factor = 10;
        values.Forget();
        Assert.Equal([10, -10, 20, -20, 30, -30, 40, -40], Read(values, 0, 1, 2, 3));
    }

    [Fact]
    public void A_transition_that_was_written_over_is_another_one()
    {
        SuccessorValues values = Paying();
        Read(values, 0, 1, 2, 3);
        _buffer.Add([50], 0, 0, [60], terminated: false);
        Assert.Equal([60, -60, 2, -2, 3, -3, 4, -4], Read(values, 0, 1, 2, 3));
        // A successor moves from a row of its own to the state of the next transition, and is the same.
        int asked = _target.Asked;
        _buffer.Add([60], 0, 0, [70], terminated: false);
        Assert.Equal([60, -60, 70, -70, 3, -3, 4, -4], Read(values, 0, 1, 2, 3));
        Assert.Equal(asked + 1, _target.Asked);
    }

    [Fact]
    public void Nothing_is_kept_where_transitions_are_seldom_drawn_again()
    {
        ReplayBuffer large = new(1_000, 1);
        for (int i = 0; i < 1_000; i++)
            large.Add([i], 0, 0, [i + 1], terminated: false);
        SuccessorValues values = new(_target, 4);
        for (int round = 0; round < 3; round++)
        {
            for (int draw = 0; draw < 10; draw++)
                Read(values, large, 1, 2, 3, 4);
            values.Forget();
        }

        Assert.Equal(120, _target.Asked);
    }

    [Fact]
    public void A_network_with_noise_is_always_asked()
    {
        _target.IsDeterministic = false;
        SuccessorValues values = Paying();
        Read(values, 0, 1, 2, 3);
        _target.Factor = 2;
        Assert.Equal([2, -2, 4, -4, 6, -6, 8, -8], Read(values, 0, 1, 2, 3));
    }

    [Theory]
    [InlineData(false, UpdatePath.Fused, true)]
    [InlineData(false, UpdatePath.TorchSharp, true)]
    [InlineData(true, UpdatePath.TorchSharp, false)]
    public void Values_are_fixed_where_there_is_no_noise(bool noisy, UpdatePath path, bool isFixed)
    {
        DqnOptions options = new() { UpdatePath = path, Network = new() { HiddenUnits = [8], Noisy = noisy } };
        using INetworkPair networks = NetworkPair.Create(
            options.Network.CreateNetwork(Variants.Row(3), 2, new Xoshiro256(1)), options.ToLearner());
        Assert.Equal(isFixed, networks.Target.IsDeterministic);
    }

    [Fact]
    public void Transitions_from_elsewhere_are_always_asked_for()
    {
        SuccessorValues values = Paying();
        TransitionBatch loose = new(4, 1);
        float[] qValues = new float[8];
        for (int i = 0; i < 3; i++)
        {
            loose.NextStates[0] = i;
            values.Read(loose, qValues);
            Assert.Equal(i, qValues[0]);
        }
    }

    [Fact]
    public void What_is_kept_is_saved_and_loaded()
    {
        SuccessorValues values = Paying();
        Read(values, 0, 1, 2, 3);
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        values.Save(writer);
        stream.Position = 0;
        using BinaryReader reader = new(stream);
        SuccessorValues loaded = new(_target, 4);
        loaded.Load(reader);

        int asked = _target.Asked;
        Assert.Equal([1, -1, 2, -2, 3, -3, 4, -4], Read(loaded, 0, 1, 2, 3));
        Assert.Equal(asked, _target.Asked);
    }

    private SuccessorValues Paying()
    {
        SuccessorValues values = new(_target, 4);
        Read(values, 0, 1, 2, 3);
        values.Forget();
        return values;
    }

    private float[] Read(SuccessorValues values, params int[] slots) => Read(values, _buffer, slots);

    private float[] Read(SuccessorValues values, ReplayBuffer buffer, params int[] slots)
    {
        slots.CopyTo(_batch.Slots, 0);
        buffer.Read(_batch, 0.9f, steps: 1);
        float[] qValues = new float[8];
        values.Read(_batch, qValues);
        return qValues;
    }

    /// <summary>Q(s, ·) = (f s, −f s), and how many states were asked for.</summary>
    private sealed class CountingTarget : IQFunction
    {
        public int ActionCount => 2;

        public bool IsDeterministic { get; set; } = true;

        public int Asked { get; private set; }

        public float Factor { get; set; } = 1;

        public void QValues(StateBatch states, Span<float> qValues)
        {
            Asked += states.Values.Length;
            for (int i = 0; i < states.Values.Length; i++)
                (qValues[2 * i], qValues[(2 * i) + 1]) = (Factor * states.Values[i], -Factor * states.Values[i]);
        }

        public void Outputs(StateBatch states, Span<float> outputs) => throw new NotSupportedException();

        public void ResampleNoise(Random random)
        {
        }
    }
}
