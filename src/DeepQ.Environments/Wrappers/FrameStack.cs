namespace DeepQ.Environments.Wrappers;

/// <summary>Combines the last few observations into one, so that a policy can see movement.</summary>
/// <remarks>
/// The observations are joined along the first axis, the oldest first: 4 frames of (1, 84, 84) become (4, 84, 84), 4
/// frames of (3) become (12). At the start of an episode the first observation fills every place. The saved state is
/// that of the inner environment, then the frames. A replay buffer keeps each frame of bytes once, however many observations
/// show it.
/// </remarks>
public sealed class FrameStack : EnvironmentWrapper
{
    private readonly float[] _frames;
    private readonly int _frameSize;

    /// <summary>Stacks the observations of an environment.</summary>
    /// <param name="inner">The environment to wrap.</param>
    /// <param name="count">The number of observations to combine.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is not positive, or the stacked observation would be too large.</exception>
    public FrameStack(IEnvironment inner, int count)
        : base(inner)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        BoxSpace frame = Inner.ObservationSpace;
        _frameSize = frame.Size;
        if ((long)count * _frameSize > Array.MaxLength)
        {
            throw new ArgumentOutOfRangeException(
                nameof(count), count, $"An observation has at most {Array.MaxLength} values, but a frame of {inner.Name} has {_frameSize}.");
        }

        _frames = new float[count * _frameSize];
        ObservationSpace = new(
            [count * frame.Shape[0], .. frame.Shape.Skip(1)],
            [.. Enumerable.Repeat(frame.Low, count).SelectMany(low => low)],
            [.. Enumerable.Repeat(frame.High, count).SelectMany(high => high)],
            frame.ElementType)
        {
            StackedFrames = count,
        };
    }

    private protected override bool ForwardsCalls => true;

    /// <inheritdoc/>
    public override BoxSpace ObservationSpace { get; }

    /// <inheritdoc/>
    public override int StateSize => StateSizeWith(_frames.Length);

    /// <summary>Returns the stacked frames, before the inner environment's wrappers change them.</summary>
    public override RawObservations GetRawObservations() =>
        RawObservations.Of(Inner).Repeated(_frames.Length / _frameSize, ObservationSpace);

    /// <inheritdoc/>
    public override void Reset(Random random, Span<float> observation)
    {
        RequireObservation(observation.Length);
        Span<float> first = observation[.._frameSize];
        Inner.Reset(random, first);
        for (int i = 0; i < _frames.Length; i += _frameSize)
            first.CopyTo(_frames.AsSpan(i));
        _frames.CopyTo(observation);
    }

    /// <inheritdoc/>
    public override StepResult Step(int action, Random random, Span<float> observation)
    {
        RequireObservation(observation.Length);
        Span<float> newest = observation[.._frameSize];
        StepResult result = Inner.Step(action, random, newest);
        _frames.AsSpan(_frameSize).CopyTo(_frames);
        newest.CopyTo(_frames.AsSpan(_frames.Length - _frameSize));
        _frames.CopyTo(observation);
        return result;
    }

    /// <inheritdoc/>
    public override void SaveState(Span<double> state)
    {
        RequireState(state.Length);
        Inner.SaveState(state[..Inner.StateSize]);
        for (int i = 0; i < _frames.Length; i++)
            state[Inner.StateSize + i] = _frames[i];
    }

    /// <inheritdoc/>
    public override void LoadState(ReadOnlySpan<double> state, Span<float> observation)
    {
        RequireState(state.Length);
        RequireObservation(observation.Length);
        Inner.LoadState(state[..Inner.StateSize], observation[.._frameSize]);
        for (int i = 0; i < _frames.Length; i++)
            _frames[i] = (float)state[Inner.StateSize + i];
        _frames.CopyTo(observation);
    }

    private void RequireObservation(int length)
    {
        if (length < _frames.Length)
        {
            throw new ArgumentException(
                $"A stacked observation of {Name} has {_frames.Length} values; there is room for {length}.");
        }
    }
}
