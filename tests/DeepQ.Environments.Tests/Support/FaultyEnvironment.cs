namespace DeepQ.Environments.Tests.Support;

/// <summary>A random walk over 0 to 10, ten steps long, with one fault that is chosen.</summary>
internal sealed class FaultyEnvironment(Fault fault) : IEnvironment
{
    private readonly Random _own = new();
    private int _position;
    private int _elapsed;
    private bool _running;

    public string Name => fault == Fault.NoName ? "" : "Faulty";

    public BoxSpace ObservationSpace { get; } = fault switch
    {
        Fault.NoObservationSpace => null!,
        Fault.Fraction => new([2], 0, 20, ElementType.UInt8),
        _ => new([2], 0, 20),
    };

    public DiscreteSpace ActionSpace { get; } = new("down", "up");

    public bool HasActionMask => fault is Fault.NoLegalAction or Fault.PartialMask;

    public int StateSize => fault == Fault.NegativeStateSize ? -1 : 3;

    public void Reset(Random random, Span<float> observation)
    {
        if (fault == Fault.ResetThrows)
            throw new NotImplementedException("Later.");
        if (fault != Fault.ForgetsToReset)
            _position = random.Next(3, 8);
        (_elapsed, _running) = (0, true);
        Observe(observation);
    }

    public StepResult Step(int action, Random random, Span<float> observation)
    {
        if (fault != Fault.AcceptsAnyAction)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(action);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(action, 1);
        }

        if (!_running && fault != Fault.StepsAfterTheEnd)
            throw new InvalidOperationException("Over.");
        if (fault == Fault.StepThrows && _elapsed == 3)
            throw new FormatException("Three.");

        int drift = (fault == Fault.OwnGenerator ? _own : random).Next(0, 2);
        _position = Math.Clamp(_position + (action == 0 ? -1 : 1) + drift, 0, 10);
        bool over = ++_elapsed >= 10 && fault != Fault.NeverEnds;
        _running = !over;
        Observe(observation);
        return new(fault == Fault.InfiniteReward ? double.PositiveInfinity : _position, false, over);
    }

    public void GetActionMask(Span<bool> legal)
    {
        if (fault is Fault.NoLegalAction)
            legal.Clear();
        else
            legal[0] = fault != Fault.UndeclaredMask;
        if (fault is not (Fault.PartialMask or Fault.NoLegalAction))
            legal[1] = true;
    }

    public void SaveState(Span<double> state)
    {
        state[0] = _position;
        if (fault != Fault.SavesTooLittle)
            state[1] = _elapsed;
        state[2] = _running ? 1 : 0;
    }

    public void LoadState(ReadOnlySpan<double> state, Span<float> observation)
    {
        (_position, _running) = ((int)state[0], state[2] == 1);
        if (fault != Fault.ForgetsTheClock)
            _elapsed = (int)state[1];
        Observe(observation);
        if (fault == Fault.LoadsAnotherObservation)
            observation[0] = 20 - observation[0];
    }

    private void Observe(Span<float> observation)
    {
        observation[0] = _position;
        if (fault != Fault.Unwritten)
            observation[1] = 7;
        observation[0] += fault switch
        {
            Fault.OutOfBounds => 15,
            Fault.NotANumber => float.NaN,
            Fault.Fraction => 0.5f,
            _ => 0,
        };
    }
}
